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

    private static TfTensor Convolve3D(TfTensor x, TfTensor weight, TfTensor? bias, Seq<int> stride, Seq<int> dilation, long groups) => groups == 1
        ? tf.Conv3D(x, tf.Transpose(weight, [2, 3, 4, 1, 0]), bias, stride, Window.Valid, dilation)
        : Grouped3D(x, weight, bias, stride, dilation, groups);

    /// <summary>Runtimes have no grouped Conv3D: it is the sum, over the kernel's depth, of grouped convolutions of every slice.</summary>
    private static TfTensor Grouped3D(TfTensor x, TfTensor weight, TfTensor? bias, Seq<int> stride, Seq<int> dilation, long groups)
    {
        int taps = (int)weight.Shape[2].Value;
        Dim batch = x.Shape[0], depth = Dim.FloorDiv(x.Shape[1] - 1 - (dilation[0] * (taps - 1)), stride[0]) + 1;
        TfTensor? sum = null;
        for (int tap = 0; tap < taps; tap++)
        {
            Dim first = tap * dilation[0];
            TfTensor slices = tf.Reshape(tf.Slice(x, 1, first, first + ((depth - 1) * stride[0]) + 1, stride[0]), [batch * depth, x.Shape[2], x.Shape[3], x.Shape[4]]);
            TfTensor kernel = tf.Squeeze(tf.Slice(weight, 2, tap, tap + 1), [2]);
            TfTensor part = Convolve2D(slices, kernel, tap == 0 ? bias : null, stride[1..], dilation[1..], groups);
            sum = sum is null ? part : sum + part;
        }
        return tf.Reshape(sum!, [batch, depth, sum!.Shape[1], sum.Shape[2], sum.Shape[3]]);
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
