using Nobuco.PyTorch.Export;
using Nobuco.TensorFlow.Executor;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Targets.TfJs.Layers;
using Nobuco.Tensors;
using Nobuco.Testing;
using Nobuco.Testing.Runtimes;

namespace Nobuco.Tests.Keras;

/// <summary>Layers-models of TensorFlow.js, which has Keras' layers written by others: they are run there, and read back.</summary>
public sealed class LayersModelTests
{
    private static readonly string[] _families = ["activation", "conv", "linear", "norm", "pad", "pool", "shape", "binary"];

    [Theory]
    [TfJsFixtureData("ops", "activation", "conv", "linear", "norm", "pad", "pool", "shape", "binary")]
    [TfJsFixtureData("models")]
    [TfJsFixtureData("stories")]
    public void GivesPyTorchsNumbers(Fixture fixture)
    {
        string folder = Directory.CreateTempSubdirectory("nobuco-tests-").FullName;
        try
        {
            if (Write(fixture, folder) is { } report)
                Check(fixture, Path.Combine(folder, "layers_model"), report);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>What its layers can hold, exactly.</summary>
    [Fact]
    public void HoldsWhatIsListed()
    {
        string folder = Directory.CreateTempSubdirectory("nobuco-tests-").FullName;
        IEnumerable<string> held = Fixtures.Operators(_families).Concat(Fixtures.Models()).Concat(Fixtures.Stories()).Where(f => Write(f, folder) is not null).Select(static f => f.Name);
        GoldenFile.Check("tests/Nobuco.Tests/Keras/layers-models.txt", string.Join('\n', held) + "\n");
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>The report, or null when layers cannot hold the model, which the error then says, or when it cannot be converted at all.</summary>
    private static ConversionReport? Write(Fixture fixture, string folder)
    {
        if (!File.Exists(fixture.Pt2))
            return null;
        try
        {
            ConversionResult result = Converter.Convert(ExportedProgram.Load(fixture.Pt2), new ConversionOptions { Verification = Verification.None });
            result.Save(Path.Combine(folder, "layers_model"));
            return result.Report;
        }
        catch (ConversionException error)
        {
            error.Diagnostics.Where(static d => d.Severity == Severity.Error).ShouldAllBe(static d => d.Id.StartsWith("NBC01", StringComparison.Ordinal));
            return null;
        }
    }

    private static void Check(Fixture fixture, string folder, ConversionReport report)
    {
        using IModelSession session = TfJsRuntimes.Load(TfJsBackend.Cpu, Path.Combine(folder, "model.json"));
        foreach (GoldenSet call in fixture.GoldenSets())
        {
            Dictionary<string, Tensor> given = report.Inputs.Zip(call.Inputs).ToDictionary(static i => i.First.Name, static i => i.Second.Permute(i.First.Order.Permutation).Contiguous());
            IReadOnlyList<Tensor> results = session.Run([.. session.Inputs.Zip(report.Inputs, (input, port) => given[port.Name].Cast(input.DType))]);
            Compare(call, report, results);
            TfGraph graph = new TfJsLayersTarget().Read(folder, given.ToDictionary(static i => i.Key, static i => i.Value.Shape));
            IReadOnlyDictionary<string, Tensor> computed = TfExecutor.Run(graph, graph.Inputs.ToDictionary(static i => i.Name, i => given[i.Name].Cast(i.Value.Type.DType)));
            Compare(call, report, [.. graph.Outputs.Select(o => computed[o.Name])]);
        }
    }

    private static void Compare(GoldenSet call, ConversionReport report, IReadOnlyList<Tensor> results) => Golden.Compare(
        call.Outputs,
        [.. results.Zip(report.Outputs, static (tensor, port) => tensor.Permute(port.Order.To(AxisOrder.Identity(port.Order.Rank))).Contiguous())],
        1e-4);
}
