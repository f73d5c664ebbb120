using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.TFLite.Schema;

namespace Nobuco.TensorFlow.Targets.TFLite.Lowering;

/// <summary>Activations with parameters; the axis of a softmax is the last one.</summary>
internal static class Activations
{
    public static void LeakyRelu(LeakyRelu op, TfNode node, SubGraphBuilder graph) =>
        graph.Add(node, BuiltinOperator.LEAKY_RELU, graph.Inputs(node), ("alpha", (float)op.Alpha));

    public static void Gelu(Gelu op, TfNode node, SubGraphBuilder graph) =>
        graph.Add(node, BuiltinOperator.GELU, graph.Inputs(node), ("approximate", op.Approximate));

    public static void Softmax(Softmax op, TfNode node, SubGraphBuilder graph) =>
        graph.Add(node, BuiltinOperator.SOFTMAX, graph.Inputs(node), ("beta", 1f));
}
