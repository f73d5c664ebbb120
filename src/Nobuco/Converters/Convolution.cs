using Nobuco.Conversion;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;
using Nobuco.TensorFlow;
using Nobuco.TensorFlow.Graph;
using static Nobuco.ChannelOrderingStrategy;
using Window = Nobuco.TensorFlow.Graph.Ops.Padding;

namespace Nobuco.Builtin;

/// <summary>
/// Convolutions. Inputs come as <c>[N, spatial…, C]</c>, weights as PyTorch has them, <c>[O, I / groups, spatial…]</c>.
/// Padding is a Pad of its own here; the target fuses it where its operators can express it.
/// </summary>
public static class Convolution
{
    [Converter("aten::conv1d", ForceTensorFlowOrder)]
    [Converter("aten::conv2d", ForceTensorFlowOrder)]
    [Converter("aten::conv3d", ForceTensorFlowOrder)]
    public static TfTensor Conv(ConverterCall call, TfTensor input, [PyTorchOrder] TfTensor weight, TfTensor? bias, Seq<int> stride, Seq<int> padding, Seq<int> dilation, long groups) =>
        Convolve(input, weight, bias, stride, padding, padding, dilation, groups);

    /// <summary>padding "valid" pads nothing, "same" keeps the size: the odd element goes after.</summary>
    [Converter("aten::conv1d.padding", ForceTensorFlowOrder)]
    [Converter("aten::conv2d.padding", ForceTensorFlowOrder)]
    [Converter("aten::conv3d.padding", ForceTensorFlowOrder)]
    public static TfTensor ConvPadding(TfTensor input, [PyTorchOrder] TfTensor weight, TfTensor? bias, Seq<int> stride, string padding, Seq<int> dilation, long groups)
    {
        Seq<int> total = Kernel(weight).Select((size, i) => padding == "same" ? dilation[i] * (size - 1) : 0).ToSeq();
        Seq<int> before = total.Select(pad => pad / 2).ToSeq();
        return Convolve(input, weight, bias, stride, before, total.Select((pad, i) => pad - before[i]).ToSeq(), dilation, groups);
    }

    [Converter("aten::convolution", ForceTensorFlowOrder)]
    public static TfTensor General(
        ConverterCall call, TfTensor input, [PyTorchOrder] TfTensor weight, TfTensor? bias, Seq<int> stride, Seq<int> padding, Seq<int> dilation, bool transposed, Seq<int> outputPadding, long groups) =>
        transposed
            ? TransposedConvolution.Convolve(call, input, weight, bias, stride, padding, outputPadding, dilation, groups)
            : Convolve(input, weight, bias, stride, padding, padding, dilation, groups);

    private static TfTensor Convolve(
        TfTensor input, TfTensor weight, TfTensor? bias, Seq<int> stride, Seq<int> before, Seq<int> after, Seq<int> dilation, long groups)
    {
        int axes = weight.Rank - 2;
        return Batched(input, axes, x =>
        {
            x = Pad(x, before, after);
            return axes switch
            {
                1 => tf.Squeeze(Convolve2D(tf.ExpandDims(x, [1]), tf.ExpandDims(weight, [2]), bias, [1, .. stride], [1, .. dilation], groups), [1]),
                2 => Convolve2D(x, weight, bias, stride, dilation, groups),
                _ => Convolve3D(x, weight, bias, stride, dilation, groups),
            };
        });
    }

    private static TfTensor Convolve2D(TfTensor x, TfTensor weight, TfTensor? bias, Seq<int> stride, Seq<int> dilation, long groups)
    {
        Dim channels = x.Shape[^1], filters = weight.Shape[0];
        bool depthwise = groups > 1 && channels == groups && Dim.Mod(filters, groups) == Dim.Zero;
        if (!depthwise)
            return tf.Conv2D(x, tf.Transpose(weight, [2, 3, 1, 0]), bias, stride, Window.Valid, dilation);
        // [C·M, 1, KH, KW] → [KH, KW, C, M]
        TfTensor filter = tf.Reshape(weight, [channels, Dim.FloorDiv(filters, channels), weight.Shape[2], weight.Shape[3]]);
        return tf.DepthwiseConv2dNative(x, tf.Transpose(filter, [2, 3, 0, 1]), bias, stride, Window.Valid, dilation);
    }

    /// <summary>Runtimes have no grouped Conv3D: one convolution per group.</summary>
    private static TfTensor Convolve3D(TfTensor x, TfTensor weight, TfTensor? bias, Seq<int> stride, Seq<int> dilation, long groups)
    {
        TfTensor filter = tf.Transpose(weight, [2, 3, 4, 1, 0]);
        if (groups == 1)
            return tf.Conv3D(x, filter, bias, stride, Window.Valid, dilation);
        IReadOnlyList<TfTensor> inputs = tf.Split(x, (int)groups, 4), filters = tf.Split(filter, (int)groups, 4);
        TfTensor y = tf.ConcatV2([.. inputs.Zip(filters, (i, f) => tf.Conv3D(i, f, null, stride, Window.Valid, dilation))], 4);
        return bias is null ? y : y + bias.AlongAxis(y, 4);
    }

    /// <summary>Zeros around the spatial axes of <c>[N, spatial…, C]</c>.</summary>
    internal static TfTensor Pad(TfTensor x, Seq<int> before, Seq<int> after) =>
        before.Concat(after).All(static pad => pad == 0)
            ? x
            : tf.Pad(x, [0, .. before.Select(static pad => (Dim)pad), 0], [0, .. after.Select(static pad => (Dim)pad), 0]);

    /// <summary>Runs a function of <c>[N, spatial…, C]</c> on an input that may lack the batch axis: PyTorch's <c>[C, spatial…]</c>.</summary>
    internal static TfTensor Batched(TfTensor input, int spatialAxes, Func<TfTensor, TfTensor> function)
    {
        if (input.Rank == spatialAxes + 2)
            return function(input);
        TfTensor x = tf.ToOrder(tf.ExpandDims(tf.ToOrder(input, AxisOrder.Identity(input.Rank)), [0]), AxisOrder.ChannelsLast(spatialAxes + 2));
        TfTensor y = function(x).WithOrder(AxisOrder.ChannelsLast(spatialAxes + 2));
        TfTensor unbatched = tf.Squeeze(tf.ToOrder(y, AxisOrder.Identity(y.Rank)), [0]);
        return tf.ToOrder(unbatched, AxisOrder.ChannelsLast(unbatched.Rank));
    }

    /// <summary>The kernel's spatial sizes of a weight <c>[O, I, spatial…]</c>.</summary>
    private static IEnumerable<int> Kernel(TfTensor weight) => weight.Shape[2..].Select(static size => (int)size.Value);
}
