using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.TFLite.Schema;
using Nobuco.Tensors;
using static Nobuco.TensorFlow.Targets.TFLite.Lowering.LoweredAttributes;

namespace Nobuco.TensorFlow.Targets.TFLite.Lowering;

/// <summary>Two-dimensional poolings.</summary>
internal static class Pooling
{
    public static void MaxPool(MaxPool op, TfNode node, SubGraphBuilder graph) =>
        Pool(BuiltinOperator.MAX_POOL_2D, op.KernelSize, op.Strides, op.Padding, op.Activation, node, graph);

    public static void AvgPool(AvgPool op, TfNode node, SubGraphBuilder graph) =>
        Pool(BuiltinOperator.AVERAGE_POOL_2D, op.KernelSize, op.Strides, op.Padding, op.Activation, node, graph);

    private static void Pool(
        BuiltinOperator code, Seq<int> kernel, Seq<int> strides, Padding padding, Activation activation, TfNode node, SubGraphBuilder graph) =>
        graph.Add(
            node,
            code,
            graph.Inputs(node),
            ("padding", Lowered(padding)),
            ("stride_h", strides[0]),
            ("stride_w", strides[1]),
            ("filter_height", kernel[0]),
            ("filter_width", kernel[1]),
            ("fused_activation_function", Lowered(activation)));
}
