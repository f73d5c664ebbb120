using Nobuco.TensorFlow.Executor;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.Legalization;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.GraphDef.Legalization;

/// <summary>
/// Strides and dilations exclude each other, and strides of a depthwise convolution must be the same: every result is computed, of which those at the strides are taken.
/// </summary>
internal sealed class LegalizeStridedDilation : Legalization<ConvolutionOp>
{
    protected override TfTensor? Rewrite(ConvolutionOp op, TfNode node) => op switch
    {
        Conv2D c when IsBoth(c.Strides, c.Dilations) => Rewrite(node, c.Strides, c.Dilations, c.Padding, c with { Strides = [1, 1], Padding = Padding.Valid }),
        Conv3D c when IsBoth(c.Strides, c.Dilations) => Rewrite(node, c.Strides, c.Dilations, c.Padding, c with { Strides = [1, 1, 1], Padding = Padding.Valid }),
        DepthwiseConv2dNative c when IsBoth(c.Strides, c.Dilations) || c.Strides[0] != c.Strides[1] =>
            Rewrite(node, c.Strides, c.Dilations, c.Padding, c with { Strides = [1, 1], Padding = Padding.Valid }),
        _ => null,
    };

    private static bool IsBoth(Seq<int> strides, Seq<int> dilations) => strides.Any(static s => s > 1) && dilations.Any(static d => d > 1);

    private static TfTensor? Rewrite(TfNode node, Seq<int> strides, Seq<int> dilations, Padding padding, ConvolutionOp dense)
    {
        TfTensor x = Input(node);
        if (padding == Padding.Same)
        {
            if (!node.Inputs[0].Type.IsStatic)
                return null;
            (Seq<int> before, Seq<int> after) = SamePadding.Of(padding, node.Inputs[0].Type.StaticShape[1..^1], node.Inputs[1].Type.StaticShape[..^2], strides, dilations);
            x = tf.Pad(x, Spatial(before), Spatial(after));
        }
        TfTensor all = tf.Make(dense, [x, .. node.Inputs.Skip(1).Select(static i => new TfTensor(i))]);
        return tf.StridedSlice(all, Seq.Repeat(Dim.Zero, all.Rank), all.Shape, [1, .. strides.Select(static s => (long)s), 1]);
    }

    private static Seq<Dim> Spatial(Seq<int> padding) => [0, .. padding.Select(static p => (Dim)p), 0];
}

/// <summary>TensorFlow's kernel on the CPU does not dilate in three dimensions: the gaps are zeros in the filter.</summary>
internal sealed class LegalizeDilatedConv3D : Legalization<Conv3D>
{
    protected override TfTensor? Rewrite(Conv3D op, TfNode node) => op.Dilations.Any(static d => d > 1) && Input(node, 1).Constant is { } filter
        ? tf.Make(op with { Dilations = [1, 1, 1] }, [Input(node), tf.Constant(DilatedFilter.Of(filter, op.Dilations)), .. node.Inputs.Skip(2).Select(static i => new TfTensor(i))])
        : null;
}

/// <summary>A filter with the gaps of a dilation.</summary>
internal static class DilatedFilter
{
    /// <param name="filter">[spatial…, two more axes]</param>
    public static Tensor Of(Tensor filter, Seq<int> dilations)
    {
        int axes = dilations.Count;
        Tensor spread = Tensor.Zeros(filter.DType, [.. dilations.Select((d, axis) => ((filter.Shape[axis] - 1) * d) + 1), .. filter.Shape[axes..]]);
        Seq<long> strides = [.. dilations.Select((d, axis) => spread.Strides[axis] * d), .. spread.Strides[axes..]];
        spread.AsStrided(filter.Shape, strides, 0).CopyFrom(filter);
        return spread;
    }
}
