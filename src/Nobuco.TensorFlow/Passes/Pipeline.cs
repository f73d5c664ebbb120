using Nobuco.TensorFlow.Graph;

namespace Nobuco.TensorFlow.Passes;

/// <summary>A list of passes that runs from the first to the last.</summary>
public sealed class Pipeline(params IReadOnlyList<IPass> passes)
{
    public IReadOnlyList<IPass> Passes { get; } = passes;

    /// <summary>This pipeline and further passes after it.</summary>
    public Pipeline Then(params IEnumerable<IPass> more) => new([.. Passes, .. more]);

    /// <exception cref="InvalidOperationException">A pass left the graph in a wrong state; the message names the pass.</exception>
    public void Run(TfGraph graph, RewriteLog log)
    {
        foreach (IPass pass in Passes)
            pass.Run(graph, log);
    }
}
