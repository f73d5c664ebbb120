using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.TFLite.Schema;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;
using static Nobuco.TensorFlow.Targets.TFLite.Lowering.LoweredAttributes;

namespace Nobuco.TensorFlow.Targets.TFLite.Lowering;

/// <summary>Convolutions: activations stay NHWC, filters get the order of TFLite's kernels.</summary>
internal static class Convolution
{
    /// <summary>HWIO becomes OHWI. Kernels want a bias.</summary>
    public static void Conv2D(Conv2D op, TfNode node, SubGraphBuilder graph) =>
        graph.Add(
            node,
            BuiltinOperator.CONV_2D,
            [graph[node.Inputs[0]], graph.Permuted(node.Inputs[1], 3, 0, 1, 2), Bias(node, graph)],
            ("padding", Lowered(op.Padding)),
            ("stride_h", op.Strides[0]),
            ("stride_w", op.Strides[1]),
            ("dilation_h_factor", op.Dilations[0]),
            ("dilation_w_factor", op.Dilations[1]),
            ("fused_activation_function", Lowered(op.Activation)));

    /// <summary>[H, W, C, M] becomes [1, H, W, C·M].</summary>
    public static void DepthwiseConv2dNative(DepthwiseConv2dNative op, TfNode node, SubGraphBuilder graph)
    {
        TfType filter = node.Inputs[1].Type;
        graph.Add(
            node,
            BuiltinOperator.DEPTHWISE_CONV_2D,
            [graph[node.Inputs[0]], DepthwiseFilter(node.Inputs[1], graph), Bias(node, graph)],
            ("padding", Lowered(op.Padding)),
            ("stride_h", op.Strides[0]),
            ("stride_w", op.Strides[1]),
            ("depth_multiplier", (int)filter.Shape[3].Value),
            ("dilation_h_factor", op.Dilations[0]),
            ("dilation_w_factor", op.Dilations[1]),
            ("fused_activation_function", Lowered(op.Activation)));
    }

    /// <summary>The filter stays DHWIO.</summary>
    public static void Conv3D(Conv3D op, TfNode node, SubGraphBuilder graph) =>
        graph.Add(
            node,
            BuiltinOperator.CONV_3D,
            [graph[node.Inputs[0]], graph[node.Inputs[1]], Bias(node, graph)],
            ("padding", Lowered(op.Padding)),
            ("stride_d", op.Strides[0]),
            ("stride_h", op.Strides[1]),
            ("stride_w", op.Strides[2]),
            ("dilation_d_factor", op.Dilations[0]),
            ("dilation_h_factor", op.Dilations[1]),
            ("dilation_w_factor", op.Dilations[2]),
            ("fused_activation_function", Lowered(op.Activation)));

    /// <summary>HWOI becomes OHWI.</summary>
    public static void Conv2DBackpropInput(Conv2DBackpropInput op, TfNode node, SubGraphBuilder graph) =>
        graph.Add(
            node,
            BuiltinOperator.TRANSPOSE_CONV,
            [OutputShape(op.OutputShape, node, graph), graph.Permuted(node.Inputs[1], 2, 0, 1, 3), graph[node.Inputs[0]], .. TransposedBias(node, graph)],
            ("padding", Lowered(op.Padding)),
            ("stride_h", op.Strides[0]),
            ("stride_w", op.Strides[1]),
            ("fused_activation_function", Lowered(op.Activation)));

    /// <summary>The filter stays DHWOI.</summary>
    public static void Conv3DBackpropInputV2(Conv3DBackpropInputV2 op, TfNode node, SubGraphBuilder graph) =>
        graph.Add(
            node,
            BuiltinOperator.CONV_3D_TRANSPOSE,
            [OutputShape(op.OutputShape, node, graph), graph[node.Inputs[1]], graph[node.Inputs[0]], .. TransposedBias(node, graph)],
            ("padding", Lowered(op.Padding)),
            ("stride_d", op.Strides[0]),
            ("stride_h", op.Strides[1]),
            ("stride_w", op.Strides[2]),
            ("fused_activation_function", Lowered(op.Activation)));

    private static TensorSlot Bias(TfNode node, SubGraphBuilder graph) =>
        node.Inputs.Count > 2 ? graph[node.Inputs[2]] : graph.Zeros(node.Output.Type, node.Output.Type.Shape[^1]);

    private static TensorSlot DepthwiseFilter(TfValue filter, SubGraphBuilder graph)
    {
        Seq<long> shape = filter.Type.StaticShape;
        Seq<long> flat = [1, shape[0], shape[1], shape[2] * shape[3]];
        TfType type = filter.Type.WithShape(flat.Select(s => (Dim)s));
        return filter.Producer.Op is Const constant
            ? new TensorSlot(type, constant.QualifiedName ?? filter.Producer.Origin, constant.Value.Reshape(flat))
            : graph.AddIntermediate(type, filter.Producer.Origin, BuiltinOperator.RESHAPE, [graph[filter], graph.Indices(flat)], ("new_shape", flat));
    }

    /// <summary>A bias is the one input after the filter that is not integer.</summary>
    private static TensorSlot[] TransposedBias(TfNode node, SubGraphBuilder graph) =>
        [.. node.Inputs.Skip(2).Where(i => !i.Type.DType.IsInteger()).Select(i => graph[i])];

    private static TensorSlot OutputShape(Seq<Dim> shape, TfNode node, SubGraphBuilder graph) =>
        node.Inputs.Skip(2).FirstOrDefault(i => i.Type.DType.IsInteger()) is { } carried ? graph[carried] : graph.Indices(shape.Select(s => s.Value));
}
