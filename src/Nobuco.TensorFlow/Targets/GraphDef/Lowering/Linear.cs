using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using static Nobuco.TensorFlow.Targets.GraphDef.Attributes;

namespace Nobuco.TensorFlow.Targets.GraphDef.Lowering;

/// <summary>Matrix products.</summary>
internal static class Linear
{
    /// <summary>MatMul of matrices; of stacks of them BatchMatMulV2, which takes the kernel for all.</summary>
    public static void Dense(Dense op, TfNode node, GraphDefBuilder graph)
    {
        (string, Protobuf.AttrValue)[] attributes = node.Inputs[0].Type.Rank == 2
            ? [T(node.Output), Flag("transpose_a", false), Flag("transpose_b", false)]
            : [T(node.Output), Flag("adj_x", false), Flag("adj_y", false)];
        string name = node.Inputs[0].Type.Rank == 2 ? "MatMul" : "BatchMatMulV2";
        string[] inputs = [graph[node.Inputs[0]], graph[node.Inputs[1]]];
        if (node.Inputs.Count > 2)
            AddBias(node, graph.AddIntermediate(node, name, inputs, attributes), node.Inputs[2], graph);
        else
            graph.Add(node, name, inputs, attributes);
    }

    public static void BatchMatMulV2(BatchMatMulV2 op, TfNode node, GraphDefBuilder graph) =>
        graph.Add(node, "BatchMatMulV2", graph.Inputs(node), T(node.Output), Flag("adj_x", op.AdjX), Flag("adj_y", op.AdjY));

    /// <summary>The results of <paramref name="node"/> are a tensor with one number added to every channel.</summary>
    public static void AddBias(TfNode node, string x, TfValue bias, GraphDefBuilder graph) =>
        graph.Add(node, "BiasAdd", [x, graph[bias]], T(node.Output), Text("data_format", "NHWC"));
}
