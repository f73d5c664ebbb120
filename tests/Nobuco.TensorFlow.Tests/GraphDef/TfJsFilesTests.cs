using System.Text.Json;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Text;
using Nobuco.TensorFlow.Passes;
using Nobuco.TensorFlow.Targets;
using Nobuco.TensorFlow.Targets.TfJs;
using Nobuco.Tensors;
using Nobuco.Testing.Runtimes;

namespace Nobuco.TensorFlow.Tests.GraphDef;

/// <summary>The files of a TensorFlow.js model, with weights that take several shards.</summary>
public sealed class TfJsFilesTests : IDisposable
{
    private const int Columns = 1500;

    private readonly string _folder = Directory.CreateTempSubdirectory("nobuco-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [NodeTheory]
    [InlineData(WeightQuantization.None, 3, 1e-5)]
    [InlineData(WeightQuantization.Float16, 2, 1e-3)]
    [InlineData(WeightQuantization.UInt16, 2, 1e-4)]
    [InlineData(WeightQuantization.UInt8, 1, 2e-2)]
    public void ShardsAndQuantisedWeightsAreRead(WeightQuantization quantization, int shards, double tolerance)
    {
        var target = new TfJsTarget(quantization);
        (TfGraph graph, Tensor x, Tensor expected) = Layer();
        target.Write(graph, _folder, new RewriteLog());

        Directory.EnumerateFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe([.. Enumerable.Range(0, shards).Select(i => TfJsFiles.ShardName(i, shards)), "model.json"]);
        Directory.EnumerateFiles(_folder, "*.bin").ShouldAllBe(file => new FileInfo(file).Length <= 4 << 20);
        target.IsOwn(_folder).ShouldBeTrue();
        TfGraph read = target.Read(_folder, new Dictionary<string, Seq<long>> { ["x"] = x.Shape });
        Testing.Golden.Compare(expected, TensorFlow.Executor.TfExecutor.Run(read, new Dictionary<string, Tensor> { ["x"] = x })["y"], tolerance);
        using IModelSession session = TfJsRuntimes.Load(TfJsBackend.Cpu, Path.Combine(_folder, "model.json"));
        Testing.Golden.Compare(expected, session.Run([x])[0], tolerance);
    }

    [Fact]
    public void BiasAndActivationAreFused()
    {
        new TfJsTarget().Write(Layer().Graph, _folder, new RewriteLog());
        using var model = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(_folder, "model.json")));
        model.RootElement.GetProperty("format").GetString().ShouldBe("graph-model");
        JsonElement[] nodes = [.. model.RootElement.GetProperty("modelTopology").GetProperty("node").EnumerateArray()];
        nodes.Select(n => n.GetProperty("op").GetString()).ShouldBe(["Placeholder", "Const", "Const", "_FusedMatMul", "Identity"]);
    }

    [Fact]
    public void AFolderWithOtherFilesIsNotOurs()
    {
        var target = new TfJsTarget();
        target.Write(Layer().Graph, _folder, new RewriteLog());
        File.WriteAllText(Path.Combine(_folder, "index.html"), "");
        target.IsOwn(_folder).ShouldBeFalse();
    }

    /// <summary>A layer whose kernel takes more than two shards.</summary>
    private static (TfGraph Graph, Tensor X, Tensor Expected) Layer()
    {
        var random = new Random(1);
        Tensor Random(params ReadOnlySpan<long> shape)
        {
            var values = new float[ShapeMath.Product(Seq.Create(shape))];
            for (int i = 0; i < values.Length; i++)
                values[i] = (float)(random.NextDouble() - 0.5);
            return Tensor.From(values, shape);
        }

        TfGraph graph = TfGraphText.Parse(
            $$"""
            inputs x=%x
            %x : f32[2,{{Columns}}] = Placeholder()
            %w : f32[{{Columns}},{{Columns}}] = Const() { value=dense<w> }
            %b : f32[{{Columns}}] = Const() { value=dense<b> }
            %d = Dense(%x, %w, %b)
            %y = Relu(%d)
            outputs y=%y
            """,
            new Dictionary<string, Tensor> { ["w"] = Random(Columns, Columns), ["b"] = Random(Columns) });
        Tensor x = Random(2, Columns);
        return (graph, x, TensorFlow.Executor.TfExecutor.Run(graph, new Dictionary<string, Tensor> { ["x"] = x })["y"]);
    }
}
