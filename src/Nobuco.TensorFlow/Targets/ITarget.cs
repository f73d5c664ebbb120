using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Passes;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets;

/// <summary>A format that graphs are written in: a file, or a folder of files.</summary>
public interface ITarget
{
    /// <summary>The format's name: <c>TFLite</c>.</summary>
    string Name { get; }

    /// <summary>The word that stands before a path whose name does not tell the format: <c>tflite</c> in <c>tflite:out</c>.</summary>
    string Format { get; }

    /// <summary>A name that tells the format, for messages: <c>*.tflite</c>, <c>saved_model/</c>.</summary>
    string ExampleName { get; }

    /// <summary>The file that a model's folder is known by, or null when a model is one file.</summary>
    string? MainFile { get; }

    /// <summary>True when the weights are stored in fewer bits than they have, so that results differ by more than rounding.</summary>
    bool IsLossy { get; }

    /// <summary>Whether an output of this name (the last part of its path) is meant to be in this format.</summary>
    bool IsNamed(string name);

    /// <summary>Whether everything in an existing folder was written by this target, so that another model may take its place.</summary>
    bool IsOwn(string folder);

    /// <summary>Optimises the graph for the format, which changes it, and writes it.</summary>
    /// <param name="path">A file that is there and empty; for a format that is a folder, a folder that is there and empty.</param>
    /// <param name="log">Gets every rewrite.</param>
    /// <returns>The operators of the model, in its order.</returns>
    /// <exception cref="TargetException">The format cannot express the graph.</exception>
    IReadOnlyList<WrittenOperator> Write(TfGraph graph, string path, RewriteLog log);

    /// <summary>Reads a model of this format back, to execute it.</summary>
    /// <param name="inputShapes">The sizes of the inputs, by name.</param>
    /// <returns>A graph with the inputs and outputs of the one written, in the nearest element type that the format has.</returns>
    TfGraph Read(string path, IReadOnlyDictionary<string, Seq<long>> inputShapes);
}

/// <summary>A format cannot express some nodes of a graph.</summary>
public sealed class TargetException(IReadOnlyList<TfNode> nodes, string message) : Exception(message)
{
    public IReadOnlyList<TfNode> Nodes { get; } = nodes;

    /// <summary>What else cannot be written, in sentences of its own.</summary>
    public IReadOnlyList<TargetProblem> Problems { get; init; } = [];
}

/// <summary>Something that cannot be written.</summary>
/// <param name="Message">What it is, in a sentence.</param>
/// <param name="Sources">The nodes of the model that it computes.</param>
/// <param name="NextStep">What can be done.</param>
public sealed record TargetProblem(string Message, Seq<string> Sources, string NextStep);
