using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.TFLite.Schema;

namespace Nobuco.TensorFlow.Targets.TFLite.Lowering;

/// <summary>Paddings; the amounts are a matrix [rank, 2].</summary>
internal static class Paddings
{
    public static void Pad(Pad op, TfNode node, SubGraphBuilder graph) =>
        graph.Add(node, BuiltinOperator.PAD, [graph[node.Inputs[0]], Amounts(op, node, 1, graph)]);

    public static void PadV2(PadV2 op, TfNode node, SubGraphBuilder graph) =>
        graph.Add(node, BuiltinOperator.PADV2, [graph[node.Inputs[0]], Amounts(op, node, 2, graph), graph[node.Inputs[1]]]);

    public static void MirrorPad(MirrorPad op, TfNode node, SubGraphBuilder graph) =>
        graph.Add(
            node,
            BuiltinOperator.MIRROR_PAD,
            [graph[node.Inputs[0]], Amounts(op, node, 1, graph)],
            ("mode", op.Symmetric ? MirrorPadMode.SYMMETRIC : MirrorPadMode.REFLECT));

    private static TensorSlot Amounts(PaddingOp op, TfNode node, int index, SubGraphBuilder graph) =>
        index < node.Inputs.Count ? graph[node.Inputs[index]] : graph.Paddings(op.Before, op.After);
}
