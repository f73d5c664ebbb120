using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.TFLite.Schema;

namespace Nobuco.TensorFlow.Targets.TFLite.Lowering;

/// <summary>Reductions; axes are constants.</summary>
internal static class Reduction
{
    public static Action<TfNode, SubGraphBuilder> Over(BuiltinOperator code) => (node, graph) =>
    {
        var op = (ReductionOp)node.Op;
        graph.Add(node, code, [graph[node.Inputs[0]], graph.Indices(op.Axes)], ("keep_dims", op.KeepDims));
    };

    public static void ArgMax(ArgMax op, TfNode node, SubGraphBuilder graph) => Arg(BuiltinOperator.ARG_MAX, op, node, graph);

    public static void ArgMin(ArgMin op, TfNode node, SubGraphBuilder graph) => Arg(BuiltinOperator.ARG_MIN, op, node, graph);

    public static void TopKV2(TopKV2 op, TfNode node, SubGraphBuilder graph) =>
        graph.Add(node, BuiltinOperator.TOPK_V2, [graph[node.Inputs[0]], graph.Index(op.K)]);

    public static void Cumsum(Cumsum op, TfNode node, SubGraphBuilder graph) =>
        graph.Add(
            node,
            BuiltinOperator.CUMSUM,
            [graph[node.Inputs[0]], graph.Index(op.Axis)],
            ("exclusive", op.Exclusive),
            ("reverse", op.Reverse));

    private static void Arg(BuiltinOperator code, ArgOp op, TfNode node, SubGraphBuilder graph) =>
        graph.Add(node, code, [graph[node.Inputs[0]], graph.Index(op.Axis)], ("output_type", op.DType.ToTensorType()));
}
