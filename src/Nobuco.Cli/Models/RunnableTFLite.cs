using Nobuco.TensorFlow.Executor;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Targets.TFLite;
using Nobuco.Tensors;

namespace Nobuco.Cli.Models;

/// <summary>A TFLite model, on the reference kernels; dynamic sizes are those of the inputs.</summary>
internal sealed class RunnableTFLite : IRunnableModel
{
    private readonly TFLiteModel _model;
    private readonly TfGraph _graph;

    public RunnableTFLite(string path)
    {
        _model = TFLiteFiles.Read(path);
        _graph = TFLiteImporter.Import(_model);
    }

    public IReadOnlyList<(string Name, string Type)> Inputs => [.. _graph.Inputs.Select(input => (input.Name, input.Value.Type.ToString()))];

    public IReadOnlyList<object?>? Examples => null;

    public IReadOnlyList<KeyValuePair<string, Tensor>> Run(IReadOnlyList<object?> inputs)
    {
        Dictionary<string, Tensor> given = _graph.Inputs.Zip(inputs).ToDictionary(pair => pair.First.Name, pair => (Tensor)pair.Second!);
        TfGraph graph = TFLiteImporter.Import(_model, given.ToDictionary(pair => pair.Key, pair => pair.Value.Shape));
        IReadOnlyDictionary<string, Tensor> outputs = TfExecutor.Run(graph, given);
        return [.. graph.Outputs.Select(output => KeyValuePair.Create(output.Name, outputs[output.Name]))];
    }
}
