using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using static Nobuco.TensorFlow.Targets.GraphDef.Attributes;

namespace Nobuco.TensorFlow.Targets.GraphDef.Lowering;

/// <summary>Paddings; the amounts are a matrix [rank, 2].</summary>
internal static class Paddings
{
    public static void Pad(Pad op, TfNode node, GraphDefBuilder graph) =>
        graph.Add(node, "Pad", [graph[node.Inputs[0]], Amounts(op, node, 1, graph)], T(node.Output), Type("Tpaddings", DType.Int32));

    public static void PadV2(PadV2 op, TfNode node, GraphDefBuilder graph) =>
        graph.Add(node, "PadV2", [graph[node.Inputs[0]], Amounts(op, node, 2, graph), graph[node.Inputs[1]]], T(node.Output), Type("Tpaddings", DType.Int32));

    public static void MirrorPad(MirrorPad op, TfNode node, GraphDefBuilder graph) =>
        graph.Add(
            node,
            "MirrorPad",
            [graph[node.Inputs[0]], Amounts(op, node, 1, graph)],
            T(node.Output),
            Type("Tpaddings", DType.Int32),
            Text("mode", op.Symmetric ? "SYMMETRIC" : "REFLECT"));

    private static string Amounts(PaddingOp op, TfNode node, int index, GraphDefBuilder graph) =>
        index < node.Inputs.Count ? graph[node.Inputs[index]] : graph.Paddings(op.Before, op.After);
}
