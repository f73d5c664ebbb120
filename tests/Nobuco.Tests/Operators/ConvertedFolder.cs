using System.Collections.Concurrent;
using Nobuco.PyTorch.Export;
using Nobuco.TensorFlow.Executor;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Targets;
using Nobuco.TensorFlow.Targets.SavedModel;
using Nobuco.TensorFlow.Targets.TfJs;
using Nobuco.Tensors;
using Nobuco.Testing;
using Nobuco.Testing.Runtimes;

namespace Nobuco.Tests.Operators;

/// <summary>A model converted to TensorFlow.js and to SavedModel, and how to run these with PyTorch's inputs and outputs. The folders last as long as the tests.</summary>
internal sealed class ConvertedFolder
{
    private static readonly string _root = Directory.CreateTempSubdirectory("nobuco-tests-").FullName;
    private static readonly ConcurrentDictionary<string, Lazy<ConvertedFolder>> _converted = new();

    private readonly string _path = Path.Combine(_root, Guid.NewGuid().ToString("N"));
    private readonly ConversionReport _report;

    static ConvertedFolder() => AppDomain.CurrentDomain.ProcessExit += static (_, _) => Directory.Delete(_root, recursive: true);

    private ConvertedFolder(string path)
    {
        Directory.CreateDirectory(_path);
        ConversionResult result = Converter.Convert(ExportedProgram.Load(path), new ConversionOptions { Verification = Verification.None });
        result.Save([WebModel, SavedModel]);
        _report = result.Report;
    }

    public string WebModel => Path.Combine(_path, "web_model");

    private string SavedModel => Path.Combine(_path, "saved_model");

    /// <summary>The conversion of a file; each is converted once.</summary>
    public static ConvertedFolder Of(string path) => _converted.GetOrAdd(path, static p => new Lazy<ConvertedFolder>(() => new ConvertedFolder(p))).Value;

    /// <summary>Runs all golden calls on TensorFlow.js and compares.</summary>
    public void CheckOnTfJs(TfJsBackend backend, IReadOnlyList<GoldenSet> calls, double tolerance)
    {
        using IModelSession session = TfJsRuntimes.Load(backend, Path.Combine(WebModel, "model.json"));
        Dictionary<string, TensorInfo> types = session.Inputs.ToDictionary(input => input.Name);
        foreach (GoldenSet call in calls)
        {
            Dictionary<string, Tensor> given = Given(call, name => types[name].DType);
            IReadOnlyList<Tensor> results = session.Run([.. session.Inputs.Select(input => given[input.Name])]);
            Compare(call, session.Outputs.Zip(results).ToDictionary(r => r.First.Name, r => r.Second), tolerance);
        }
    }

    /// <summary>Reads the TensorFlow.js model back, runs all golden calls and compares.</summary>
    public void CheckWebModel(IReadOnlyList<GoldenSet> calls, double tolerance) => CheckReadBack(new TfJsTarget(), WebModel, calls, tolerance);

    /// <summary>Reads the SavedModel back, runs all golden calls and compares.</summary>
    public void CheckSavedModel(IReadOnlyList<GoldenSet> calls, double tolerance) => CheckReadBack(new SavedModelTarget(), SavedModel, calls, tolerance);

    private void CheckReadBack(ITarget target, string path, IReadOnlyList<GoldenSet> calls, double tolerance)
    {
        foreach (GoldenSet call in calls)
        {
            TfGraph graph = target.Read(path, Given(call, _ => null).ToDictionary(i => i.Key, i => i.Value.Shape));
            Dictionary<string, DType> types = graph.Inputs.ToDictionary(input => input.Name, input => input.Value.Type.DType);
            Compare(call, TfExecutor.Run(graph, Given(call, name => types[name])), tolerance);
        }
    }

    /// <summary>The inputs of a call in the model's axis order.</summary>
    public IReadOnlyList<Tensor> InputsOf(GoldenSet call) => [.. Given(call, _ => null).Values];

    /// <summary>Compares the elements of a model's only output with a call's.</summary>
    public void Compare(GoldenSet call, float[] output, double tolerance)
    {
        ModelPort port = _report.Outputs.ShouldHaveSingleItem();
        Seq<long> shape = port.Order.Apply(call.Outputs[0].Shape);
        Compare(call, new Dictionary<string, Tensor> { [port.Name] = Tensor.From(output, shape) }, tolerance);
    }

    /// <summary>The inputs in the model's axis order and element types.</summary>
    private Dictionary<string, Tensor> Given(GoldenSet call, Func<string, DType?> type) => _report.Inputs.Zip(call.Inputs).ToDictionary(
        i => i.First.Name,
        i => i.Second.Permute(i.First.Order.Permutation).Contiguous().Cast(type(i.First.Name) ?? i.Second.DType));

    private void Compare(GoldenSet call, IReadOnlyDictionary<string, Tensor> results, double tolerance) => Golden.Compare(
        call.Outputs,
        [.. _report.Outputs.Zip(call.Outputs, (port, expected) => results[port.Name].Permute(port.Order.To(AxisOrder.Identity(port.Order.Rank))).Contiguous().Cast(expected.DType))],
        tolerance);
}
