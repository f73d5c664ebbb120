using System.Text.Json.Nodes;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Passes;
using Nobuco.TensorFlow.Targets.Keras.Model;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.Keras.Lowering;

/// <summary>Activations are layers.</summary>
internal static class Activations
{
    /// <summary>An <c>Activation</c> layer of the function.</summary>
    public static Action<TfNode, KerasGraph> Named(string function, string? keras2 = null) => (node, graph) =>
        Layer(node, graph, "Activation", new JsonObject { ["activation"] = graph.Version == KerasVersion.Keras2 ? keras2 ?? function : function });

    public static void Relu(Relu op, TfNode node, KerasGraph graph) => Layer(node, graph, "ReLU", new JsonObject { ["max_value"] = null, ["negative_slope"] = KerasConfig.Number(0.0), ["threshold"] = KerasConfig.Number(0.0) });

    public static void Relu6(Relu6 op, TfNode node, KerasGraph graph) => Layer(node, graph, "ReLU", new JsonObject { ["max_value"] = KerasConfig.Number(6.0), ["negative_slope"] = KerasConfig.Number(0.0), ["threshold"] = KerasConfig.Number(0.0) });

    /// <summary>The slope has another name in Keras 2.</summary>
    public static void LeakyRelu(LeakyRelu op, TfNode node, KerasGraph graph) =>
        Layer(node, graph, "LeakyReLU", new JsonObject { [graph.Version == KerasVersion.Keras2 ? "alpha" : "negative_slope"] = KerasConfig.Number(op.Alpha) });

    public static void Elu(Elu op, TfNode node, KerasGraph graph) => Layer(node, graph, "ELU", new JsonObject { ["alpha"] = KerasConfig.Number(op.Alpha) });

    /// <summary>The exact function is an activation, the approximate one an operation.</summary>
    public static void Gelu(Gelu op, TfNode node, KerasGraph graph)
    {
        if (op.Approximate)
            graph.AddOperation(node, new KerasOperation("nn.Gelu", "nn.gelu").With("approximate", true), graph[node.Inputs[0]]);
        else
            Named("gelu")(node, graph);
    }

    /// <summary>The slopes have the input's axes but for the batch, and are shared along those of size 1.</summary>
    public static void PRelu(PRelu op, TfNode node, KerasGraph graph)
    {
        var constant = (Const)node.Inputs[1].Producer.Op;
        int axes = node.Inputs[0].Type.Rank - 1;
        Tensor alpha = constant.Value.Rank > axes ? constant.Value.Squeeze(0) : constant.Value;
        while (alpha.Rank < axes)
            alpha = alpha.Unsqueeze(0);
        var config = new JsonObject { ["shared_axes"] = KerasConfig.List(Enumerable.Range(0, axes).Where(axis => alpha.Shape[axis] == 1).Select(static axis => axis + 1)) };
        graph.AddLayer(node, "PReLU", config, [graph[node.Inputs[0]]], ("alpha", GraphPatterns.Constant(alpha, constant.QualifiedName)));
    }

    public static void Softmax(Softmax op, TfNode node, KerasGraph graph) =>
        Layer(node, graph, "Softmax", new JsonObject { ["axis"] = op.Axis == node.Inputs[0].Type.Rank - 1 ? -1 : op.Axis });

    public static void LogSoftmax(LogSoftmax op, TfNode node, KerasGraph graph) =>
        graph.AddOperation(node, new KerasOperation("nn.LogSoftmax", "nn.log_softmax").With("axis", op.Axis), graph[node.Inputs[0]]);

    public static void ClipByValue(ClipByValue op, TfNode node, KerasGraph graph) =>
        graph.AddOperation(
            node,
            new KerasOperation("numpy.Clip", "clip_by_value")
                .WithConfig("x_min", KerasConfig.Number(op.Min)).WithConfig("x_max", KerasConfig.Number(op.Max))
                .WithKeyword2("clip_value_min", KerasConfig.Number(op.Min)).WithKeyword2("clip_value_max", KerasConfig.Number(op.Max)),
            graph[node.Inputs[0]]);

    private static void Layer(TfNode node, KerasGraph graph, string className, JsonObject config) => graph.AddLayer(node, className, config, [graph.Tensor(node.Inputs[0])]);
}
