using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Passes;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets;

/// <summary>A file format that graphs are written in.</summary>
public interface ITarget
{
    /// <summary>The format's name: <c>TFLite</c>.</summary>
    string Name { get; }

    /// <summary>The file extensions it is chosen by: <c>.tflite</c>.</summary>
    IReadOnlyList<string> Extensions { get; }

    /// <summary>Optimises the graph for the format, which changes it, and writes it.</summary>
    /// <param name="log">Gets every rewrite.</param>
    /// <returns>How many operators of each kind the file holds.</returns>
    /// <exception cref="TargetException">The format cannot express the graph.</exception>
    IReadOnlyDictionary<string, int> Write(TfGraph graph, string path, RewriteLog log);

    /// <summary>Reads a file of this format back, to execute it.</summary>
    /// <param name="inputShapes">The sizes of the inputs, by name.</param>
    TfGraph Read(string path, IReadOnlyDictionary<string, Seq<long>> inputShapes);
}

/// <summary>A format cannot express some nodes of a graph.</summary>
public sealed class TargetException(IReadOnlyList<TfNode> nodes, string message) : Exception(message)
{
    public IReadOnlyList<TfNode> Nodes { get; } = nodes;
}
