using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.Keras.Model;

namespace Nobuco.TensorFlow.Targets.Keras.Lowering;

/// <summary>A legalised graph becomes a functional model.</summary>
internal static class KerasLowering
{
    private const string ModelName = "model";

    public static KerasModel Lower(TfGraph source, KerasVersion version)
    {
        var graph = new KerasGraph(version, source);
        foreach (NamedValue input in source.Inputs)
            graph.AddInput(input);
        LoweringTable table = LoweringTable.Of(version);
        foreach (TfNode node in source.Nodes.Where(static n => n.Op is not (Placeholder or Const)))
        {
            graph.Node = node;
            table.Lower(node, graph);
        }
        graph.Node = null;
        foreach (NamedValue output in source.Outputs)
            graph.AddOutput(output);
        IReadOnlyList<KerasLayer> layers = LayerOrder.Of(graph.Inputs, graph.Outputs);
        GiveNames(layers, graph);
        return new KerasModel(ModelName, layers, graph.Inputs, graph.Outputs);
    }

    /// <summary>Inputs and outputs have the model's names and layers with weights those of PyTorch's modules; others give way to them.</summary>
    private static void GiveNames(IReadOnlyList<KerasLayer> layers, KerasGraph graph)
    {
        var names = new LayerNames(layers);
        IEnumerable<KerasLayer> ports = graph.Inputs.Concat(graph.Outputs).Select(static tensor => tensor.Call.Layer);
        foreach (KerasLayer layer in ports.Concat(layers.Where(static l => l.Weights.Count > 0)).Concat(layers).Distinct())
            layer.Name = names.Unique(layer, graph.Wishes[layer]);
    }
}
