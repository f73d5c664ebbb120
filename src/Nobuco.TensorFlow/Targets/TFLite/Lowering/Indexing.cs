using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.TFLite.Schema;

namespace Nobuco.TensorFlow.Targets.TFLite.Lowering;

/// <summary>Gathering and scattering.</summary>
internal static class Indexing
{
    public static void GatherV2(GatherV2 op, TfNode node, SubGraphBuilder graph) =>
        graph.Add(node, BuiltinOperator.GATHER, graph.Inputs(node), ("axis", op.Axis), ("batch_dims", op.BatchDims));

    public static void ScatterNd(ScatterNd op, TfNode node, SubGraphBuilder graph) =>
        graph.Add(node, BuiltinOperator.SCATTER_ND, [graph[node.Inputs[0]], graph[node.Inputs[1]], graph.Sizes(op.Shape, node, 2)]);

    public static void OneHot(OneHot op, TfNode node, SubGraphBuilder graph) =>
        graph.Add(
            node,
            BuiltinOperator.ONE_HOT,
            [graph[node.Inputs[0]], graph.Index(op.Depth.Value), graph[node.Inputs[1]], graph[node.Inputs[2]]],
            ("axis", op.Axis));
}
