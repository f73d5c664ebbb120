using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.TFLite.Schema;
using static Nobuco.TensorFlow.Targets.TFLite.Lowering.LoweredAttributes;

namespace Nobuco.TensorFlow.Targets.TFLite.Lowering;

/// <summary>Matrix products.</summary>
internal static class Linear
{
    /// <summary>The kernel [I, O] becomes [O, I].</summary>
    public static void Dense(Dense op, TfNode node, SubGraphBuilder graph) =>
        graph.Add(
            node,
            BuiltinOperator.FULLY_CONNECTED,
            [graph[node.Inputs[0]], graph.Permuted(node.Inputs[1], 1, 0), node.Inputs.Count > 2 ? graph[node.Inputs[2]] : null],
            ("fused_activation_function", Lowered(op.Activation)),
            ("keep_num_dims", node.Inputs[0].Type.Rank != 2));

    public static void BatchMatMulV2(BatchMatMulV2 op, TfNode node, SubGraphBuilder graph) =>
        graph.Add(node, BuiltinOperator.BATCH_MATMUL, graph.Inputs(node), ("adj_x", op.AdjX), ("adj_y", op.AdjY));
}
