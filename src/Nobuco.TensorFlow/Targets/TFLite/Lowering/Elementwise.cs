using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.TFLite.Schema;
using static Nobuco.TensorFlow.Targets.TFLite.Lowering.LoweredAttributes;

namespace Nobuco.TensorFlow.Targets.TFLite.Lowering;

/// <summary>One operator each; the inputs are those of the operation.</summary>
internal static class Elementwise
{
    /// <summary>An operator without options.</summary>
    public static Action<TfNode, SubGraphBuilder> Plain(BuiltinOperator code) => (node, graph) => graph.Add(node, code, graph.Inputs(node));

    public static void AddV2(AddV2 op, TfNode node, SubGraphBuilder graph) => Arithmetic(BuiltinOperator.ADD, op.Activation, node, graph);

    public static void Sub(Sub op, TfNode node, SubGraphBuilder graph) => Arithmetic(BuiltinOperator.SUB, op.Activation, node, graph);

    public static void Mul(Mul op, TfNode node, SubGraphBuilder graph) => Arithmetic(BuiltinOperator.MUL, op.Activation, node, graph);

    public static void RealDiv(RealDiv op, TfNode node, SubGraphBuilder graph) => Arithmetic(BuiltinOperator.DIV, op.Activation, node, graph);

    public static void Cast(Cast op, TfNode node, SubGraphBuilder graph) =>
        graph.Add(
            node,
            BuiltinOperator.CAST,
            graph.Inputs(node),
            ("in_data_type", node.Inputs[0].Type.DType.ToTensorType()),
            ("out_data_type", op.DType.ToTensorType()));

    private static void Arithmetic(BuiltinOperator code, Activation activation, TfNode node, SubGraphBuilder graph) =>
        graph.Add(node, code, graph.Inputs(node), ("fused_activation_function", Lowered(activation)));
}
