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
    private static readonly Version _oldestRuntime = new(2, 9);

    private static readonly ConcurrentDictionary<(string Path, Version? Runtime), Lazy<ConvertedModel>> _converted = new();

    private readonly byte[] _bytes;
    private readonly ConversionReport _report;

    private ConvertedModel(string path, Version? minimumRuntime)
    {
        string file = Path.Combine(Path.GetTempPath(), $"nobuco-{Guid.NewGuid():N}.tflite");
        try
        {
            ConversionResult result = Converter.Convert(ExportedProgram.Load(path), new ConversionOptions { Verification = Verification.None, MinimumRuntime = minimumRuntime });
            result.Save(file);
            (_bytes, _report) = (File.ReadAllBytes(file), result.Report);
        }
        finally
        {
            File.Delete(file);
        }
    }

    public TargetReport Target => _report.Targets[0];

    /// <summary>The conversion of a file for an engine: for TensorFlow Lite one that 2.9 runs. Each is converted once.</summary>
    public static ConvertedModel Of(string path, Engine engine) => Of(path, engine == Engine.TensorFlowLite ? _oldestRuntime : null);

    /// <summary>The conversion of a file without options; each is converted once.</summary>
    public static ConvertedModel Of(string path) => Of(path, minimumRuntime: null);

    private static ConvertedModel Of(string path, Version? minimumRuntime) =>
        _converted.GetOrAdd((path, minimumRuntime), static key => new Lazy<ConvertedModel>(() => new ConvertedModel(key.Path, key.Runtime))).Value;

    /// <summary>Runs all golden calls on an engine and compares.</summary>
    /// <returns>False when the engine is the wasm build of LiteRT and refused the model's element types or symbolic sizes, as it must.</returns>
    public bool Check(Engine engine, IReadOnlyList<GoldenSet> calls, double tolerance)
    {
        if (engine == Engine.LiteRt && TFLiteRuntimes.LiteRtLibrary is null && !IsForWasm)
        {
            // Shown to be refused rather than skipped, so that a build that takes them is noticed.
            Should.Throw<RuntimeRejectedException>(() => Compare(engine, calls, tolerance)).Reason.ShouldContain("not supported");
            return false;
        }
        Compare(engine, calls, tolerance);
        return true;
    }

    /// <summary>The wasm build of LiteRT takes and gives static tensors of three element types only.</summary>
    private bool IsForWasm => _report.Inputs.Concat(_report.Outputs).All(static port =>
        port.Type.DType is DType.Float32 or DType.Int32 or DType.UInt8 && port.Type.Shape.All(static size => size.IsConstant));

    private void Compare(Engine engine, IReadOnlyList<GoldenSet> calls, double tolerance)
    {
        using IModelSession session = TFLiteRuntimes.Get(engine).Load(_bytes);
        foreach (GoldenSet call in calls)
            Golden.Compare(call.Outputs, Run(session, call.Inputs), tolerance);
    }

    private IReadOnlyList<Tensor> Run(IModelSession session, IReadOnlyList<Tensor> inputs)
    {
        Tensor[] given = [.. inputs.Zip(_report.Inputs, (tensor, port) => tensor.Permute(port.Order.Permutation).Contiguous())];
        IReadOnlyList<Tensor> results = session.Run(given);
        return [.. results.Zip(_report.Outputs, (tensor, port) => tensor.Permute(port.Order.To(AxisOrder.Identity(port.Order.Rank))).Contiguous())];
    }
}
