using System.Text.Json.Nodes;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.Keras.Model;

namespace Nobuco.TensorFlow.Targets.Keras.Lowering;

/// <summary>Matrix products.</summary>
internal static class Linear
{
    /// <summary>[I, O]</summary>
    public static void Dense(Dense op, TfNode node, KerasGraph graph)
    {
        var config = new JsonObject { ["units"] = node.Inputs[1].Type.Shape[1].Value, ["activation"] = "linear", ["use_bias"] = node.Inputs.Count > 2 };
        graph.AddLayer(node, "Dense", config, [graph[node.Inputs[0]]], [("kernel", node.Inputs[1]), .. node.Inputs.Skip(2).Select(static bias => ("bias", bias))]);
    }

    public static void BatchMatMulV2(BatchMatMulV2 op, TfNode node, KerasGraph graph)
    {
        KerasOperation product = new KerasOperation("numpy.Matmul", "linalg.matmul").WithOperands2("b")
            .WithKeyword2("transpose_a", op.AdjX)
            .WithKeyword2("transpose_b", op.AdjY);
        if (graph.Version == KerasVersion.Keras2)
            graph.AddOperation(node, product, graph.Tensor(node.Inputs[0]), graph[node.Inputs[1]]);
        else
            graph.AddOperation(node, product, Adjoined(node, 0, op.AdjX, graph), Adjoined(node, 1, op.AdjY, graph));
    }

    /// <summary>The operand with its last two axes swapped, which the product of Keras 3 cannot do by itself.</summary>
    private static KerasArgument Adjoined(TfNode node, int index, bool isAdjoined, KerasGraph graph)
    {
        TfValue x = node.Inputs[index];
        if (!isAdjoined)
            return graph.Tensor(x);
        int[] perm = [.. Enumerable.Range(0, x.Type.Rank - 2), x.Type.Rank - 1, x.Type.Rank - 2];
        TfType type = x.Type.WithShape(perm.Select(axis => x.Type.Shape[axis]));
        return graph.AddIntermediate(type, node.Origin, Shapes.Permutation(perm), graph.Tensor(x));
    }
}
