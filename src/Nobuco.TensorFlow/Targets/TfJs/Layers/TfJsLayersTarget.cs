using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Passes;
using Nobuco.TensorFlow.Targets.Keras;
using Nobuco.TensorFlow.Targets.Keras.Model;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.TfJs.Layers;

/// <summary>Layers-models of TensorFlow.js 4, which it can train further: the layers of Keras 2 that it has, and no operations beside them.</summary>
/// <param name="quantization">How weights are stored.</param>
public sealed class TfJsLayersTarget(WeightQuantization quantization = WeightQuantization.None) : ITarget
{
    public string Name => "TensorFlow.js layers";

    public string Format => "tfjs-layers";

    public string ExampleName => "layers_model/";

    public string? MainFile => TfJsFiles.Model;

    public bool IsLossy => quantization != WeightQuantization.None;

    public bool IsNamed(string name) => new[] { "layers_model", "layersmodel" }.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));

    public bool IsOwn(string folder) => TfJsFiles.AreOwn(folder);

    public IReadOnlyList<WrittenOperator> Write(TfGraph graph, string path, RewriteLog log)
    {
        KerasModel model = KerasModels.Make(graph, KerasVersion.Keras2, log);
        TargetProblem[] problems = [.. model.Layers.Where(static l => KnownLayers.Problem(l) is not null).SelectMany(static l => l.Calls).Select(Problem)];
        if (problems.Length > 0)
            throw new TargetException([], "TensorFlow.js lacks layers that the model needs.") { Problems = problems };
        LayersModel.Write(model, path, quantization);
        return KerasModels.Describe(model);
    }

    public TfGraph Read(string path, IReadOnlyDictionary<string, Seq<long>> inputShapes) => KerasImporter.Import(LayersModel.Read(path), inputShapes);

    private static TargetProblem Problem(KerasCall call) => new(
        $"A layers-model cannot hold {(string?)call.Layer.Config["function"] ?? call.Layer.ClassName} ('{call.Layer.Name}'): it {KnownLayers.Problem(call.Layer)}.",
        call.Sources,
        "Write a graph-model, which can (tfjs:PATH).");
}
