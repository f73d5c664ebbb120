using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;
using Nobuco.TensorFlow;
using Nobuco.TensorFlow.Graph;
using static Nobuco.ChannelOrderingStrategy;
using Window = Nobuco.TensorFlow.Graph.Ops.Padding;

namespace Nobuco.Builtin;

/// <summary>
/// Poolings of <c>[N, spatial…, C]</c>. TensorFlow pools two spatial axes; one is two of which one has size 1, three are pooled in two steps,
/// since both maximum and mean of a box are those of its slices.
/// </summary>
public static class Pooling
{
    [Converter("aten::max_pool1d", ForceTensorFlowOrder)]
    [Converter("aten::max_pool2d", ForceTensorFlowOrder)]
    [Converter("aten::max_pool3d", ForceTensorFlowOrder)]
    public static TfTensor MaxPool(TfTensor self, Seq<int> kernelSize, Seq<int> stride, Seq<int> padding, Seq<int> dilation, bool ceilMode) =>
        Convolution.Batched(self, kernelSize.Count, x => Max(x, new PoolWindow(kernelSize, stride, padding, dilation, ceilMode)));

    /// <summary>Maxima, and where in its plane each was found: the first of equal ones.</summary>
    [Converter("aten::max_pool2d_with_indices", ForceTensorFlowOrder)]
    [Converter("aten::max_pool3d_with_indices", ForceTensorFlowOrder)]
    [Converter("aten::max_pool1d_with_indices", ForceTensorFlowOrder)]
    public static (TfTensor Values, TfTensor Indices) MaxPoolWithIndices(
        TfTensor self, Seq<int> kernelSize, Seq<int> stride, Seq<int> padding, Seq<int> dilation, bool ceilMode)
    {
        var window = new PoolWindow(kernelSize, stride, padding, dilation, ceilMode);
        TfTensor values = Convolution.Batched(self, kernelSize.Count, x => Max(x, window));
        return (values, Convolution.Batched(self, kernelSize.Count, x => PoolingIndices.Of(x, window)));
    }

    [Converter("aten::avg_pool1d", ForceTensorFlowOrder)]
    public static TfTensor AvgPool1d(ConverterCall call, TfTensor self, Seq<int> kernelSize, Seq<int> stride, Seq<int> padding, bool ceilMode, bool countIncludePad) =>
        AvgPool(call, self, kernelSize, stride, padding, ceilMode, countIncludePad, null);

    [Converter("aten::avg_pool2d", ForceTensorFlowOrder)]
    [Converter("aten::avg_pool3d", ForceTensorFlowOrder)]
    public static TfTensor AvgPool(
        ConverterCall call, TfTensor self, Seq<int> kernelSize, Seq<int> stride, Seq<int> padding, bool ceilMode, bool countIncludePad, long? divisorOverride)
    {
        var window = new PoolWindow(kernelSize, stride, padding, Seq.Repeat(1, kernelSize.Count), ceilMode);
        return Convolution.Batched(self, kernelSize.Count, x => divisorOverride is { } divisor
            ? Average(call, x, window, countIncludePad: true, uniform: true) * ((double)window.Size / divisor)
            : Average(call, x, window, countIncludePad, uniform: false));
    }

    [Converter("aten::adaptive_avg_pool1d", ForceTensorFlowOrder)]
    [Converter("aten::adaptive_avg_pool2d", ForceTensorFlowOrder)]
    [Converter("aten::adaptive_avg_pool3d", ForceTensorFlowOrder)]
    [Converter("aten::_adaptive_avg_pool2d", ForceTensorFlowOrder)]
    [Converter("aten::_adaptive_avg_pool3d", ForceTensorFlowOrder)]
    public static TfTensor AdaptiveAvgPool(TfTensor self, Seq<Dim> outputSize) => Convolution.Batched(self, outputSize.Count, x => AdaptivePooling.Average(x, outputSize));

    [Converter("aten::adaptive_max_pool1d", ForceTensorFlowOrder)]
    [Converter("aten::adaptive_max_pool2d", ForceTensorFlowOrder)]
    [Converter("aten::adaptive_max_pool3d", ForceTensorFlowOrder)]
    public static (TfTensor Values, TfTensor Indices) AdaptiveMaxPool(TfTensor self, Seq<int> outputSize)
    {
        TfTensor values = Convolution.Batched(self, outputSize.Count, x => AdaptivePooling.Max(x, outputSize));
        return (values, Convolution.Batched(self, outputSize.Count, x => AdaptivePooling.MaxIndices(x, outputSize)));
    }

    /// <summary>Puts every element where its index says in a plane of zeros of the output's size.</summary>
    [Converter("aten::max_unpool2d", ForcePyTorchOrder)]
    public static TfTensor MaxUnpool2d(ConverterCall call, TfTensor self, TfTensor indices, Seq<Dim> outputSize)
    {
        Dim planes = self.Shape[..^2].Aggregate(Dim.One, (a, b) => a * b), plane = outputSize[0] * outputSize[1];
        TfTensor offsets = tf.Reshape(tf.Range(0, planes, 1, DType.Int32) * tf.Size(plane), [.. self.Shape[..^2], 1, 1]);
        TfTensor places = tf.Reshape(tf.Cast(indices, DType.Int32) + offsets, [self.Shape.Product(), 1]);
        TfTensor flat = tf.ScatterNd(places, tf.Reshape(self, [self.Shape.Product()]), [planes * plane]);
        return tf.Reshape(flat, call.Result.Shape);
    }

    /// <summary>Maxima of windows of <c>[N, spatial…, C]</c>; what is padded never wins.</summary>
    internal static TfTensor Max(TfTensor x, PoolWindow window)
    {
        x = PadForMax(x, window);
        if (window.Dilations.Any(static d => d != 1))
            return window.Offsets().Select(offset => window.At(x, offset)).Aggregate((a, b) => tf.Maximum(a, b));
        return InTwoSteps(x, window, (y, kernel, strides) => tf.MaxPool(y, kernel, strides, Window.Valid));
    }

    internal static TfTensor PadForMax(TfTensor x, PoolWindow window)
    {
        Seq<Dim> before = window.Before(), after = window.After(x);
        if (before.Concat(after).All(static pad => pad == Dim.Zero))
            return x;
        double lowest = x.DType.IsFloat() ? double.NegativeInfinity : x.DType == DType.Int64 ? long.MinValue : int.MinValue;
        return tf.PadV2(x, before, after, x.DType.IsFloat() ? lowest : (long)lowest);
    }

    /// <summary>Means of the windows of an input that is padded already.</summary>
    internal static TfTensor Mean(TfTensor padded, PoolWindow window) =>
        InTwoSteps(padded, window, (y, kernel, strides) => tf.AvgPool(y, kernel, strides, Window.Valid));

    /// <param name="uniform">The divisor is the window's size everywhere.</param>
    private static TfTensor Average(ConverterCall call, TfTensor x, PoolWindow window, bool countIncludePad, bool uniform)
    {
        if (window.IsSame(x) && !countIncludePad && window.Kernel.Count == 2)
            return tf.AvgPool(x, window.Kernel, window.Strides, Window.Same);
        TfTensor mean = Mean(tf.Pad(x, window.Before(), window.After(x)), window);
        if (uniform || window.CountsWhole(x, countIncludePad))
            return mean;
        Tensor correction = window.CountCorrection(x, countIncludePad) ?? throw call.NotExpressible("the windows of a symbolic size overlap the border unevenly.");
        return mean * tf.Constant(correction).WithOrder(mean.Order);
    }

    /// <summary>Applies a pooling of two axes to one, two or three spatial axes.</summary>
    private static TfTensor InTwoSteps(TfTensor x, PoolWindow window, Func<TfTensor, Seq<int>, Seq<int>, TfTensor> pool)
    {
        (Seq<int> kernel, Seq<int> strides) = (window.Kernel, window.Strides);
        switch (kernel.Count)
        {
            case 1:
                return tf.Squeeze(pool(tf.ExpandDims(x, [1]), [1, kernel[0]], [1, strides[0]]), [1]);
            case 2:
                return pool(x, kernel, strides);
        }
        Seq<Dim> shape = x.Shape;
        TfTensor planes = pool(tf.Reshape(x, [shape[0] * shape[1], shape[2], shape[3], shape[4]]), kernel[1..], strides[1..]);
        Dim height = planes.Shape[1], width = planes.Shape[2];
        TfTensor depth = pool(tf.Reshape(planes, [shape[0], shape[1], height * width, shape[4]]), [kernel[0], 1], [strides[0], 1]);
        return tf.Reshape(depth, [shape[0], depth.Shape[1], height, width, shape[4]]).WithOrder(AxisOrder.ChannelsLast(5));
    }
}
