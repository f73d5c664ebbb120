using Nobuco.TensorFlow.Graph;

namespace Nobuco.TensorFlow.Passes;

/// <summary>A step of a <see cref="Pipeline"/>: changes a graph into one that computes the same.</summary>
public interface IPass
{
    string Name { get; }

    void Run(TfGraph graph, RewriteLog log);
}
