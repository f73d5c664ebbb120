using System.Text.Json.Nodes;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Passes;

namespace Nobuco.TensorFlow.Targets.Keras.Lowering;

internal static class Normalization
{
    /// <summary>Scale and offset that no parameter gives are left out.</summary>
    public static void BatchNormalization(BatchNormalization op, TfNode node, KerasGraph graph)
    {
        bool scale = !IsPlain(node.Inputs[1], 1), center = !IsPlain(node.Inputs[2], 0);
        var config = new JsonObject
        {
            ["axis"] = op.Axis == node.Inputs[0].Type.Rank - 1 ? -1 : op.Axis,
            ["momentum"] = KerasConfig.Number(Momentum(op)),
            ["epsilon"] = KerasConfig.Number(op.Epsilon),
            ["center"] = center,
            ["scale"] = scale,
        };
        graph.AddLayer(
            node,
            "BatchNormalization",
            config,
            [graph[node.Inputs[0]]],
            [.. Named("gamma", 1, scale), .. Named("beta", 2, center), ("moving_mean", node.Inputs[3]), ("moving_variance", node.Inputs[4])]);

        IEnumerable<(string, TfValue)> Named(string name, int index, bool isThere) => isThere ? [(name, node.Inputs[index])] : [];
    }

    public static void LayerNormalization(LayerNormalization op, TfNode node, KerasGraph graph)
    {
        var config = new JsonObject
        {
            ["axis"] = op.Axes is [var axis] && axis == node.Inputs[0].Type.Rank - 1 ? KerasConfig.List([-1]) : KerasConfig.List(op.Axes),
            ["epsilon"] = KerasConfig.Number(op.Epsilon),
            ["center"] = node.Inputs.Count > 2,
            ["scale"] = node.Inputs.Count > 1,
        };
        string[] names = ["gamma", "beta"];
        graph.AddLayer(node, "LayerNormalization", config, [graph[node.Inputs[0]]], [.. node.Inputs.Skip(1).Select((weight, i) => (names[i], weight))]);
    }

    public static void LRN(LRN op, TfNode node, KerasGraph graph) =>
        graph.AddOperation(
            node,
            new KerasOperation(null, "nn.local_response_normalization")
                .WithKeyword2("depth_radius", op.DepthRadius).WithKeyword2("bias", op.Bias).WithKeyword2("alpha", op.Alpha).WithKeyword2("beta", op.Beta),
            graph[node.Inputs[0]]);

    /// <summary>Keras' is what is kept of the statistics, PyTorch's what is replaced. Averages over all steps, which PyTorch exports as 0, Keras does not have: they get its default.</summary>
    private static double Momentum(BatchNormalization op) => op.Momentum == 0 ? 0.99 : 1 - op.Momentum;

    private static bool IsPlain(TfValue value, double number) => value.Producer.Op is Const { QualifiedName: null } && value.IsAll(number);
}
