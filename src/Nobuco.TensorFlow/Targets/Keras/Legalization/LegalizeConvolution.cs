using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.Legalization;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.Keras.Legalization;

/// <summary>Keras' layers take strides or dilations, not both: every stride-th result of the convolution without strides.</summary>
internal sealed class SeparateStrideFromDilation : Legalization<ConvolutionOp>
{
    protected override TfTensor? Rewrite(ConvolutionOp op, TfNode node)
    {
        (Seq<int> strides, Seq<int> dilations, Padding padding) = Window.Of(op);
        if (padding != Padding.Valid || strides.All(static s => s == 1) || dilations.All(static d => d == 1))
            return null;
        return Window.Strided(Window.With(op, Seq.Repeat(1, strides.Count)), node, strides);
    }
}

/// <summary>TensorFlow's depthwise convolution has one stride for both axes.</summary>
internal sealed class LegalizeDepthwiseStride : Legalization<DepthwiseConv2dNative>
{
    protected override TfTensor? Rewrite(DepthwiseConv2dNative op, TfNode node) =>
        op.Padding == Padding.Valid && op.Strides[0] != op.Strides[1] ? Window.Strided(op with { Strides = [1, 1] }, node, op.Strides) : null;
}

/// <summary>A bias that is no constant is added.</summary>
internal sealed class SeparateComputedBias : Legalization<Op>
{
    protected override TfTensor? Rewrite(Op op, TfNode node)
    {
        if (op is not (ConvolutionOp or Dense) || node.Inputs.Count < 3 || node.Inputs[2].Producer.Op is Const || node.Inputs[2].Type.DType.IsInteger())
            return null;
        return tf.Make(op, Input(node), Input(node, 1)) + Input(node, 2);
    }
}

/// <summary>A Dense layer needs a batch axis.</summary>
internal sealed class LegalizeDenseVector : Legalization<Dense>
{
    protected override TfTensor? Rewrite(Dense op, TfNode node) => node.Inputs[0].Type.Rank != 1 ? null
        : tf.Squeeze(tf.Make(op, [tf.ExpandDims(Input(node), [0]), .. node.Inputs.Skip(1).Select(static i => new TfTensor(i))]), [0]);
}

/// <summary>A kernel that is no constant makes a Dense layer a product.</summary>
internal sealed class LegalizeComputedKernel : Legalization<Dense>
{
    protected override TfTensor? Rewrite(Dense op, TfNode node)
    {
        if (node.Inputs[1].Producer.Op is Const)
            return null;
        TfTensor product = tf.Make(new BatchMatMulV2(), Input(node), Input(node, 1));
        return node.Inputs.Count > 2 ? product + Input(node, 2) : product;
    }
}

/// <summary>What convolutions of all kinds have.</summary>
internal static class Window
{
    public static (Seq<int> Strides, Seq<int> Dilations, Padding Padding) Of(ConvolutionOp op) => op switch
    {
        Conv2D conv => (conv.Strides, conv.Dilations, conv.Padding),
        Conv3D conv => (conv.Strides, conv.Dilations, conv.Padding),
        DepthwiseConv2dNative conv => (conv.Strides, conv.Dilations, conv.Padding),
        _ => ([], [], Padding.Same),
    };

    public static ConvolutionOp With(ConvolutionOp op, Seq<int> strides) => op switch
    {
        Conv2D conv => conv with { Strides = strides },
        Conv3D conv => conv with { Strides = strides },
        _ => (DepthwiseConv2dNative)op with { Strides = strides },
    };

    /// <summary>Every stride-th result of an operation over [N, spatial…, C].</summary>
    public static TfTensor Strided(Op op, TfNode node, Seq<int> strides)
    {
        TfTensor y = tf.Make(op, [.. node.Inputs.Select(static i => new TfTensor(i))]);
        TfTensor x = tf.StridedSlice(y, Seq.Repeat(Dim.Zero, y.Rank), y.Shape, [1, .. strides.Select(static s => (long)s), 1]);
        return x.Shape == node.Output.Type.Shape ? x : tf.Make(new Reshape(node.Output.Type.Shape), x);
    }
}
