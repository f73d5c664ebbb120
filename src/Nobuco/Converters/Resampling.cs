using Nobuco.Tensors;
using Nobuco.Tensors.Kernels;
using Nobuco.Tensors.Symbolic;
using Nobuco.TensorFlow;
using Kernel = Nobuco.Tensors.Kernels.Resize;

namespace Nobuco.Builtin;

/// <summary>
/// Resampling of <c>[N, spatial…, C]</c> to the size of the call's result. TensorFlow resizes two axes by the ratio of the sizes; anything else is a gathering or a
/// product with a matrix along each axis.
/// </summary>
/// <remarks>Factors are output size over input size, per axis, where the program gives them: PyTorch samples by them and not by the ratio.</remarks>
internal static class Resampling
{
    public static TfTensor Nearest(ConverterCall call, TfTensor x, ResizeCoordinates coordinates, double?[] factors) => AreRatios(call, x, factors)
        ? OfImages(call, x, (image, size) => tf.ResizeNearestNeighbor(image, size, halfPixelCenters: coordinates == ResizeCoordinates.HalfPixel))
        : AlongAxes(call, x, (y, axis, from, to) =>
            tf.GatherV2(y, tf.Constant(Sampled(Positions(from), to, ResizeMode.Nearest, coordinates, Factor(factors, axis)).Cast(DType.Int32).Reshape([to])), axis + 1));

    public static TfTensor Linear(ConverterCall call, TfTensor x, bool alignCorners, double?[] factors) => alignCorners || AreRatios(call, x, factors)
        ? OfImages(call, x, (image, size) => tf.ResizeBilinear(image, size, alignCorners, halfPixelCenters: !alignCorners))
        : Product(call, x, ResizeMode.Linear, alignCorners, factors);

    public static TfTensor Cubic(ConverterCall call, TfTensor x, bool alignCorners, double?[] factors) => Product(call, x, ResizeMode.Cubic, alignCorners, factors);

    public static TfTensor Antialias(ConverterCall call, TfTensor x, ResizeMode mode, bool alignCorners, double?[] factors) => AlongAxes(call, x, (y, axis, from, to) =>
        AxisProduct.Apply(y, axis + 1, AntialiasWeights.Of(from, to, mode, alignCorners, Factor(factors, axis)).Cast(y.DType)));

    /// <summary>What becomes of the unit vectors is the matrix.</summary>
    private static TfTensor Product(ConverterCall call, TfTensor x, ResizeMode mode, bool alignCorners, double?[] factors)
    {
        ResizeCoordinates coordinates = alignCorners ? ResizeCoordinates.AlignCorners : ResizeCoordinates.HalfPixel;
        return AlongAxes(call, x, (y, axis, from, to) =>
            AxisProduct.Apply(y, axis + 1, Sampled(UnitVectors(from), to, mode, coordinates, Factor(factors, axis)).Reshape([from, to]).Transpose(0, 1).Contiguous().Cast(y.DType)));
    }

    /// <param name="rows">[rows, 1, size]</param>
    private static Tensor Sampled(Tensor rows, long to, ResizeMode mode, ResizeCoordinates coordinates, double? factor) =>
        Kernel.Run(rows, [to], mode, coordinates, factor is { } given ? [1 / given] : [(double)rows.Shape[2] / to], channelsLast: false);

    private static Tensor UnitVectors(long size)
    {
        var values = new float[size * size];
        for (long i = 0; i < size; i++)
            values[(i * size) + i] = 1;
        return Tensor.From(values, size, 1, size);
    }

    private static Tensor Positions(long size) => Tensor.From([.. Enumerable.Range(0, (int)size).Select(static i => (float)i)], 1, 1, size);

    /// <summary>A factor of 0 or less is none.</summary>
    private static double? Factor(double?[] factors, int axis) => axis < factors.Length && factors[axis] is > 0 and double factor ? factor : null;

    private static bool AreRatios(ConverterCall call, TfTensor x, double?[] factors)
    {
        Seq<Dim> size = call.Result.Shape[2..];
        return Enumerable.Range(0, size.Count).All(axis => Factor(factors, axis) is not { } factor
            || size[axis].TryValue is not { } to || x.Shape[axis + 1].TryValue is not { } from || Math.Abs((from * factor) - to) <= 1e-6);
    }

    private static TfTensor AlongAxes(ConverterCall call, TfTensor x, Func<TfTensor, int, long, long, TfTensor> resize)
    {
        Seq<Dim> size = call.Result.Shape[2..];
        TfTensor y = x;
        for (int axis = size.Count - 1; axis >= 0; axis--)
        {
            if (x.Shape[axis + 1].TryValue is not { } from || size[axis].TryValue is not { } to)
                throw call.NotExpressible("it resizes a symbolic size in a way that TensorFlow has no operator for.");
            y = resize(y, axis, from, to).WithOrder(x.Order);
        }
        return y;
    }

    /// <summary>A line is an image of one row; of a volume first the depth is resized, then every slice.</summary>
    private static TfTensor OfImages(ConverterCall call, TfTensor x, Func<TfTensor, Seq<Dim>, TfTensor> resize)
    {
        Seq<Dim> size = call.Result.Shape[2..];
        if (size.Count == 1)
            return tf.Squeeze(resize(tf.ExpandDims(x, [1]), [1, size[0]]), [1]).WithOrder(x.Order);
        if (size.Count == 2)
            return resize(x, size);
        (Dim batch, Dim depth, Dim height, Dim width, Dim channels) = (x.Shape[0], x.Shape[1], x.Shape[2], x.Shape[3], x.Shape[4]);
        TfTensor deep = resize(tf.Reshape(x, [batch, depth, height * width, channels]), [size[0], height * width]);
        TfTensor slices = resize(tf.Reshape(deep, [batch * size[0], height, width, channels]), size[1..]);
        return tf.Reshape(slices, [batch, .. size, channels]).WithOrder(x.Order);
    }
}
