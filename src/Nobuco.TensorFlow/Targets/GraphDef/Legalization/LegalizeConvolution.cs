using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.Legalization;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.GraphDef.Legalization;

/// <summary>
/// Strides and dilations exclude each other, and strides of a depthwise convolution must be the same: every result is computed, of which those at the strides are taken.
/// Along an axis of size 1 there is one result with any stride.
/// </summary>
internal sealed class LegalizeStridedDilation : Legalization<ConvolutionOp>
{
    protected override TfTensor? Rewrite(ConvolutionOp op, TfNode node) => op switch
    {
        Conv2D c when IsBoth(c.Strides, c.Dilations) => Rewrite(node, c.Strides, c.Dilations, c.Padding, c with { Strides = [1, 1], Padding = Padding.Valid }),
        Conv3D c when IsBoth(c.Strides, c.Dilations) => Rewrite(node, c.Strides, c.Dilations, c.Padding, c with { Strides = [1, 1, 1], Padding = Padding.Valid }),
        DepthwiseConv2dNative c when AreUnequal(c) && CommonStride(c.Strides, node.Inputs[0].Type.Shape) is { } stride =>
            tf.Make(c with { Strides = [stride, stride] }, [.. node.Inputs.Select(static i => new TfTensor(i))]),
        DepthwiseConv2dNative c when IsBoth(c.Strides, c.Dilations) || AreUnequal(c) =>
            Rewrite(node, c.Strides, c.Dilations, c.Padding, c with { Strides = [1, 1], Padding = Padding.Valid }),
        _ => null,
    };

    private static bool AreUnequal(DepthwiseConv2dNative op) => op.Strides[0] != op.Strides[1];

    /// <param name="x">[N, H, W, C]</param>
    private static int? CommonStride(Seq<int> strides, Seq<Dim> x) => x[1] == Dim.One ? strides[1] : x[2] == Dim.One ? strides[0] : null;

    private static bool IsBoth(Seq<int> strides, Seq<int> dilations) => strides.Any(static s => s > 1) && dilations.Any(static d => d > 1);

    private static TfTensor Rewrite(TfNode node, Seq<int> strides, Seq<int> dilations, Padding padding, ConvolutionOp dense)
    {
        TfTensor x = Input(node);
        if (padding == Padding.Same)
        {
            Dim[] totals = [.. strides.Select((stride, i) => TotalPadding(x.Shape[i + 1], Input(node, 1).Shape[i], stride, dilations[i]))];
            Dim[] before = [.. totals.Select(static total => Dim.FloorDiv(total, 2))];
            x = tf.Pad(x, [0, .. before, 0], [0, .. totals.Zip(before, static (total, front) => total - front), 0]);
        }
        TfTensor all = tf.Make(dense, [x, .. node.Inputs.Skip(1).Select(static i => new TfTensor(i))]);
        Seq<Dim> wanted = node.Output.Type.Shape;
        // Behind the last result that is wanted, which symbolic sizes of SAME do not tell from the size.
        IEnumerable<Dim> end = strides.Select((stride, i) => padding == Padding.Same && stride > 1 ? ((wanted[i + 1] - 1) * stride) + 1 : all.Shape[i + 1]);
        return tf.StridedSlice(all, Seq.Repeat(Dim.Zero, all.Rank), [all.Shape[0], .. end, all.Shape[^1]], [1, .. strides.Select(static s => (long)s), 1]);
    }

    /// <summary>What SAME pads at both ends: as much as ⌈size / stride⌉ windows need.</summary>
    private static Dim TotalPadding(Dim size, Dim kernel, int stride, int dilation) =>
        Dim.Max(((Dim.CeilDiv(size, stride) - 1) * stride) + ((kernel - 1) * dilation) + 1 - size, 0);
}

/// <summary>TensorFlow's kernel on the CPU does not dilate in three dimensions: the gaps are zeros in the filter.</summary>
internal sealed class LegalizeDilatedConv3D : Legalization<Conv3D>
{
    protected override TfTensor? Rewrite(Conv3D op, TfNode node) => op.Dilations.All(static d => d == 1)
        ? null
        : tf.Make(op with { Dilations = [1, 1, 1] }, [Input(node), Spreading.Spread(Input(node, 1), op.Dilations), .. node.Inputs.Skip(2).Select(static i => new TfTensor(i))]);
}
