using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Passes.Fuse;
using Nobuco.TensorFlow.Targets.Legalization;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.Keras.Legalization;

/// <summary>Keras' layers take strides or dilations, not both: every stride-th result of the convolution without strides.</summary>
internal sealed class SeparateStrideFromDilation : Legalization<ConvolutionOp>
{
    protected override TfTensor? Rewrite(ConvolutionOp op, TfNode node)
    {
        (Seq<int> strides, Seq<int> dilations) = Window.Of(op);
        return strides.All(static s => s == 1) || dilations.All(static d => d == 1) ? null : Window.WithoutStride(op, node);
    }
}

/// <summary>TensorFlow's depthwise convolution has one stride for both axes.</summary>
internal sealed class LegalizeDepthwiseStride : Legalization<DepthwiseConv2dNative>
{
    protected override TfTensor? Rewrite(DepthwiseConv2dNative op, TfNode node) =>
        op.Strides[0] != op.Strides[1] ? Window.WithoutStride(op, node) : null;
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
    public static (Seq<int> Strides, Seq<int> Dilations) Of(ConvolutionOp op) => op switch
    {
        Conv2D conv => (conv.Strides, conv.Dilations),
        Conv3D conv => (conv.Strides, conv.Dilations),
        DepthwiseConv2dNative conv => (conv.Strides, conv.Dilations),
        _ => ([], []),
    };

    /// <summary>Every stride-th result of the convolution without strides, of what is padded as it pads; null when that depends on a symbol.</summary>
    public static TfTensor? WithoutStride(ConvolutionOp op, TfNode node)
    {
        (Seq<int> strides, Seq<int> dilations) = Of(op);
        var x = new TfTensor(node.Inputs[0]);
        if (IsSame(op))
        {
            (long Before, long After)?[] pads = [.. strides.Select((stride, i) => WindowPadding.Same(x.Shape[i + 1], node.Inputs[1].Type.Shape[i].Value, stride, dilations[i]))];
            if (pads.Contains(null))
                return null;
            x = tf.Pad(x, [0, .. pads.Select(static pad => (Dim)pad!.Value.Before), 0], [0, .. pads.Select(static pad => (Dim)pad!.Value.After), 0]);
        }
        TfTensor y = tf.Make(Dense(op), [x, .. node.Inputs.Skip(1).Select(static i => new TfTensor(i))]);
        TfTensor strided = tf.StridedSlice(y, Seq.Repeat(Dim.Zero, y.Rank), y.Shape, [1, .. strides.Select(static s => (long)s), 1]);
        return strided.Shape == node.Output.Type.Shape ? strided : tf.Make(new Reshape(node.Output.Type.Shape), strided);
    }

    private static bool IsSame(ConvolutionOp op) => op is Conv2D { Padding: Padding.Same } or Conv3D { Padding: Padding.Same } or DepthwiseConv2dNative { Padding: Padding.Same };

    private static ConvolutionOp Dense(ConvolutionOp op) => op switch
    {
        Conv2D conv => conv with { Strides = [1, 1], Padding = Padding.Valid },
        Conv3D conv => conv with { Strides = [1, 1, 1], Padding = Padding.Valid },
        _ => (DepthwiseConv2dNative)op with { Strides = [1, 1], Padding = Padding.Valid },
    };
}
