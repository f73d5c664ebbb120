using System.Collections.Concurrent;
using Nobuco.PyTorch.Export;
using Nobuco.TensorFlow.Graph;
using Nobuco.Tensors;
using Nobuco.Testing;
using Nobuco.Testing.Runtimes;

namespace Nobuco.Tests.Operators;

/// <summary>A model converted to TFLite, and how to run it on a runtime with PyTorch's inputs and outputs.</summary>
internal sealed class ConvertedModel
{
    private static readonly ConcurrentDictionary<string, Lazy<ConvertedModel>> _converted = new();

    private readonly byte[] _bytes;
    private readonly ConversionReport _report;

    private ConvertedModel(string path)
    {
        string file = Path.Combine(Path.GetTempPath(), $"nobuco-{Guid.NewGuid():N}.tflite");
        try
        {
            ConversionResult result = Converter.Convert(ExportedProgram.Load(path), new ConversionOptions { Verification = Verification.None });
            result.Save(file);
            (_bytes, _report) = (File.ReadAllBytes(file), result.Report);
        }
        finally
        {
            File.Delete(file);
        }
    }

    public TargetReport Target => _report.Target!;

    /// <summary>The conversion of a file; each is converted once.</summary>
    public static ConvertedModel Of(string path) => _converted.GetOrAdd(path, static p => new Lazy<ConvertedModel>(() => new ConvertedModel(p))).Value;

    /// <summary>Runs all golden calls on an engine and compares.</summary>
    public void Check(Engine engine, IReadOnlyList<GoldenSet> calls, double tolerance)
    {
        using ITFLiteSession session = TFLiteRuntimes.Get(engine).Load(_bytes);
        foreach (GoldenSet call in calls)
            Golden.Compare(call.Outputs, Run(session, call.Inputs), tolerance);
    }

    private IReadOnlyList<Tensor> Run(ITFLiteSession session, IReadOnlyList<Tensor> inputs)
    {
        Tensor[] given = [.. inputs.Zip(_report.Inputs, (tensor, port) => tensor.Permute(port.Order.Permutation).Contiguous())];
        IReadOnlyList<Tensor> results = session.Run(given);
        return [.. results.Zip(_report.Outputs, (tensor, port) => tensor.Permute(port.Order.To(AxisOrder.Identity(port.Order.Rank))).Contiguous())];
    }
}
