using Nobuco.TensorFlow.Executor;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Targets.TFLite;
using Nobuco.Tensors;

namespace Nobuco.Cli.Models;

/// <summary>A TFLite model, on the reference kernels; dynamic sizes are those of the inputs.</summary>
internal sealed class RunnableTFLite : IRunnableModel
{
    private readonly TFLiteModel _model;

    public RunnableTFLite(string path)
    {
        _model = TFLiteFiles.Read(path);
        Inputs = [.. NamedInputs(_model)];
    }

    public IReadOnlyList<(string Name, string Type)> Inputs { get; }

    public IReadOnlyList<object?>? Examples => null;

    public IReadOnlyList<KeyValuePair<string, Tensor>> Run(IReadOnlyList<object?> inputs)
    {
        Dictionary<string, Tensor> given = Inputs.Zip(inputs).ToDictionary(pair => pair.First.Name, pair => (Tensor)pair.Second!);
        foreach ((TensorInfo expected, KeyValuePair<string, Tensor> tensor) in _model.SubGraphs[0].Inputs.Select(input => _model.SubGraphs[0].Tensors[input]).Zip(given))
        {
            if (!Fits(expected, tensor.Value))
                throw new ArgumentException($"The input '{tensor.Key}' is of another shape: {tensor.Value}.");
        }
        TfGraph graph = TFLiteImporter.Import(_model, given.ToDictionary(pair => pair.Key, pair => pair.Value.Shape));
        IReadOnlyDictionary<string, Tensor> outputs = TfExecutor.Run(graph, given);
        return [.. graph.Outputs.Select(output => KeyValuePair.Create(output.Name, outputs[output.Name]))];
    }

    private static bool Fits(TensorInfo expected, Tensor tensor)
    {
        Seq<int> sizes = expected.ShapeSignature.Count > 0 ? expected.ShapeSignature : expected.Shape;
        return sizes.Count == tensor.Rank && sizes.Zip(tensor.Shape).All(static pair => pair.First < 0 || pair.First == pair.Second);
    }

    /// <summary>In the graph's order, with the signature's names where there is one.</summary>
    private static IEnumerable<(string Name, string Type)> NamedInputs(TFLiteModel model)
    {
        SubgraphSummary graph = SubgraphSummary.Of(model, 0);
        SignatureDef? signature = model.Signatures.FirstOrDefault(s => s.SubGraph == 0);
        foreach (int input in graph.Inputs)
        {
            TensorSummary tensor = graph.Tensors[input];
            yield return (signature?.Inputs.FirstOrDefault(map => map.Tensor == input)?.Name ?? tensor.Name ?? $"input_{input}", tensor.Type);
        }
    }
}
