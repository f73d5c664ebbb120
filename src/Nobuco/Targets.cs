using Nobuco.TensorFlow.Targets;
using Nobuco.TensorFlow.Targets.Keras;
using Nobuco.TensorFlow.Targets.SavedModel;
using Nobuco.TensorFlow.Targets.TfJs;
using Nobuco.TensorFlow.Targets.TfJs.Layers;
using Nobuco.TensorFlow.Targets.TFLite;

namespace Nobuco;

/// <summary>The formats that models are written in, as the options ask for them.</summary>
internal sealed class Targets(ConversionOptions options)
{
    private readonly ITarget[] _all = [new TFLiteTarget(options.MinimumRuntime), new KerasTarget(), new KerasH5Target(), new SavedModelTarget(), new TfJsTarget(options.Quantization), new TfJsLayersTarget(options.Quantization)];

    /// <summary>What an output is: <c>FORMAT:PATH</c>, or a path whose name tells the format. A format's main file stands for the folder it is in.</summary>
    /// <exception cref="ConversionException">The format is unknown or not clear (NBC0402).</exception>
    public Output For(string output)
    {
        int colon = output.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && _all.FirstOrDefault(t => t.Format == output[..colon]) is { } given)
            return new Output(given, output[(colon + 1)..]);
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(output));
        if (_all.FirstOrDefault(t => t.MainFile == name) is { } folder)
            return new Output(folder, Path.GetDirectoryName(Path.GetFullPath(output))!);
        ITarget[] named = [.. _all.Where(t => t.IsNamed(name))];
        return named.Length == 1 ? new Output(named[0], output) : throw Unclear(output, named);
    }

    private ConversionException Unclear(string output, ITarget[] named) => new([new Diagnostic(
        Descriptors.UnknownTarget,
        named.Length == 0 ? $"The name of '{output}' tells no format." : $"The name of '{output}' tells {string.Join(" as well as ", named.Select(t => t.Name))}.",
        NextStep: $"Name the output {string.Join(", ", _all.Select(t => t.ExampleName))}, or put the format before its path: {string.Join(", ", _all.Select(t => $"{t.Format}:{output}"))}.")]);
}

/// <summary>A model to be written.</summary>
internal sealed record Output(ITarget Target, string Path);
