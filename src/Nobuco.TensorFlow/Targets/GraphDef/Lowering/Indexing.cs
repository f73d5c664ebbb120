using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using static Nobuco.TensorFlow.Targets.GraphDef.Attributes;

namespace Nobuco.TensorFlow.Targets.GraphDef.Lowering;

/// <summary>Gathering and scattering.</summary>
internal static class Indexing
{
    public static void GatherV2(GatherV2 op, TfNode node, GraphDefBuilder graph) =>
        graph.Add(
            node,
            "GatherV2",
            [.. graph.Inputs(node), graph.Index(op.Axis)],
            Type("Tparams", node.Inputs[0].Type.DType),
            Type("Tindices", node.Inputs[1].Type.DType),
            Type("Taxis", DType.Int32),
            Int("batch_dims", op.BatchDims));

    public static void GatherNd(GatherNd op, TfNode node, GraphDefBuilder graph) =>
        graph.Add(node, "GatherNd", graph.Inputs(node), Type("Tparams", node.Inputs[0].Type.DType), Type("Tindices", node.Inputs[1].Type.DType));

    /// <summary>The shape has the type of the indices.</summary>
    public static void ScatterNd(ScatterNd op, TfNode node, GraphDefBuilder graph)
    {
        DType indexType = node.Inputs[0].Type.DType;
        string shape = graph.Sizes(op.Shape, node, 2);
        if (indexType != DType.Int32)
            shape = graph.AddIntermediate(node, "Cast", [shape], Type("SrcT", DType.Int32), Type("DstT", indexType), Flag("Truncate", false));
        graph.Add(node, "ScatterNd", [graph[node.Inputs[0]], graph[node.Inputs[1]], shape], T(node.Output), Type("Tindices", indexType));
    }

    public static void TensorScatterUpdate(TensorScatterUpdate op, TfNode node, GraphDefBuilder graph) =>
        graph.Add(node, "TensorScatterUpdate", graph.Inputs(node), T(node.Output), Type("Tindices", node.Inputs[1].Type.DType));

    public static void OneHot(OneHot op, TfNode node, GraphDefBuilder graph) =>
        graph.Add(
            node,
            "OneHot",
            [graph[node.Inputs[0]], graph.Index(op.Depth.Value), graph[node.Inputs[1]], graph[node.Inputs[2]]],
            T(node.Output),
            Type("TI", node.Inputs[0].Type.DType),
            Int("axis", op.Axis));
}
