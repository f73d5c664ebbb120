using Nobuco.TensorFlow;

namespace Nobuco.Cli.Commands;

/// <summary>The values of <c>--module</c>: <c>.tflite</c> files in the place of modules.</summary>
internal static class ModuleFile
{
    private const string PyTorchSuffix = ",pytorch";

    /// <exception cref="ConversionException">A value is not NAME=FILE (NBC0201), or the file cannot be read (NBC0511).</exception>
    public static Converters Add(Converters converters, IEnumerable<string> values) => values.Aggregate(converters, Add);

    private static Converters Add(Converters converters, string value)
    {
        bool isPyTorch = value.EndsWith(PyTorchSuffix, StringComparison.OrdinalIgnoreCase);
        string[] parts = (isPyTorch ? value[..^PyTorchSuffix.Length] : value).Split('=', 2);
        if (parts is not [{ Length: > 0 } module, { Length: > 0 } path])
            throw new ConversionException([new Diagnostic(Descriptors.InvalidOption, $"The module '{value}' names no file.", NextStep: "Write --module NAME=FILE.tflite, with the module's path or class.")]);
        _ = Models.TFLiteFiles.Read(path);
        ChannelOrderingStrategy strategy = isPyTorch ? ChannelOrderingStrategy.ForcePyTorchOrder : ChannelOrderingStrategy.ForceTensorFlowOrder;
        return converters.WithModule(module, strategy, (IReadOnlyList<TfTensor> inputs) => tf.TFLiteFile(path, inputs));
    }
}
