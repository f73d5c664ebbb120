using Nobuco.Tensors;
using Nobuco.Testing;
using Nobuco.Testing.Runtimes;

namespace Nobuco.TensorFlow.Tests.Runtimes;

/// <summary>TensorFlow.js itself, on models small enough to be written by hand.</summary>
public sealed class TfJsRuntimeTests : IDisposable
{
    private const string GraphModel = """
        {
          "format": "graph-model",
          "modelTopology": {
            "node": [
              { "name": "x", "op": "Placeholder", "attr": { "dtype": { "type": "DT_FLOAT" }, "shape": { "shape": { "dim": [{ "size": "3" }] } } } },
              { "name": "y", "op": "Relu", "input": ["x"], "attr": { "T": { "type": "DT_FLOAT" } } }
            ],
            "library": {}, "versions": { "producer": 1087 }
          },
          "signature": {
            "inputs": { "x": { "name": "x:0", "dtype": "DT_FLOAT", "tensorShape": { "dim": [{ "size": "3" }] } } },
            "outputs": { "positive": { "name": "y:0", "dtype": "DT_FLOAT", "tensorShape": { "dim": [{ "size": "3" }] } } }
          },
          "weightsManifest": []
        }
        """;

    private const string LayersModel = """
        {
          "format": "layers-model",
          "modelTopology": { "keras_version": "2.15.0", "backend": "tensorflow", "model_config": { "class_name": "Functional", "config": {
            "name": "net", "trainable": true,
            "layers": [
              { "class_name": "InputLayer", "name": "x", "inbound_nodes": [], "config": { "batch_input_shape": [null, 3], "dtype": "float32", "sparse": false, "ragged": false, "name": "x" } },
              { "class_name": "ReLU", "name": "positive", "inbound_nodes": [[["x", 0, 0, {}]]], "config": { "name": "positive", "trainable": true, "dtype": "float32" } }
            ],
            "input_layers": [["x", 0, 0]], "output_layers": [["positive", 0, 0]] } } },
          "weightsManifest": []
        }
        """;

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"nobuco-{Guid.NewGuid():N}.json");

    public void Dispose() => File.Delete(_file);

    [NodeTheory]
    [InlineData(TfJsBackend.Cpu)]
    [InlineData(TfJsBackend.Wasm)]
    public void RunsGraphModels(TfJsBackend backend) => Run(backend, GraphModel, [3]).Inputs[0].ShouldBe(new TensorInfo("x", DType.Float32, [3]));

    [NodeTheory]
    [InlineData(TfJsBackend.Cpu)]
    [InlineData(TfJsBackend.Wasm)]
    public void RunsLayersModels(TfJsBackend backend) => Run(backend, LayersModel, [1, 3]).Inputs[0].ShouldBe(new TensorInfo("x", DType.Float32, [-1, 3]));

    [NodeTheory]
    [InlineData(TfJsBackend.Cpu)]
    public void SaysWhyItRefuses(TfJsBackend backend)
    {
        File.WriteAllText(_file, GraphModel.Replace("Relu", "Digamma", StringComparison.Ordinal));
        using IModelSession session = TfJsRuntimes.Load(backend, _file);
        Should.Throw<RuntimeRejectedException>(() => session.Run([Tensor.From<float>([-1, 0, 2], [3])])).Reason.ShouldContain("Digamma");
    }

    private IModelSession Run(TfJsBackend backend, string model, Seq<long> shape)
    {
        File.WriteAllText(_file, model);
        using IModelSession session = TfJsRuntimes.Load(backend, _file);
        Tensor result = session.Run([Tensor.From<float>([-1, 0, 2], shape)]).ShouldHaveSingleItem();
        session.Outputs[0].Name.ShouldBe("positive");
        Golden.Compare(Tensor.From<float>([0, 0, 2], shape), result);
        return session;
    }
}
