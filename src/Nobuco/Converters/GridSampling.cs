using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;
using Nobuco.TensorFlow;
using static Nobuco.ChannelOrderingStrategy;

namespace Nobuco.Builtin;

/// <summary>Images sampled at computed places: each place gathers its neighbours, which are weighted. Formulas: torch.nn.functional.grid_sample.</summary>
public static class GridSampling
{
    private enum Interpolation
    {
        Bilinear,
        Nearest,
        Bicubic,
    }

    private enum Outside
    {
        Zeros,
        Border,
        Reflection,
    }

    /// <param name="input">[N, H, W, C]</param>
    /// <param name="grid">[N, H', W', 2]: x and y, −1 to 1 over the image</param>
    [Converter("aten::grid_sampler", ForceTensorFlowOrder)]
    [Converter("aten::grid_sampler_2d", ForceTensorFlowOrder)]
    public static TfTensor GridSample2d(ConverterCall call, TfTensor input, [PyTorchOrder] TfTensor grid, long interpolationMode, long paddingMode, bool alignCorners)
    {
        if (input.Rank != 4)
            throw call.NotExpressible("it samples volumes.");
        Dim height = input.Shape[1], width = input.Shape[2];
        var image = new Image(input, (Outside)paddingMode, alignCorners);
        TfTensor[] at = tf.Split(grid, 2, 3);
        (TfTensor x, TfTensor y) = (image.Pixel(tf.Squeeze(at[0], [3]), width), image.Pixel(tf.Squeeze(at[1], [3]), height));
        TfTensor sampled = (Interpolation)interpolationMode switch
        {
            Interpolation.Nearest => image.Take(tf.Rint(image.Inside(x, width)), tf.Rint(image.Inside(y, height))),
            Interpolation.Bilinear => Weighted(image, image.Inside(x, width), image.Inside(y, height), first: 0, static t => [1 - t, t]),
            _ => Weighted(image, x, y, first: -1, CubicWeights),
        };
        return sampled.WithOrder(input.Order);
    }

    /// <summary>The places of a transformed image's pixels: theta <c>[N, 2, 3]</c> times (x, y, 1) of each, <c>[N, H, W, 2]</c>; likewise of volumes.</summary>
    [Converter("aten::affine_grid_generator", ForcePyTorchOrder)]
    public static TfTensor AffineGrid(ConverterCall call, TfTensor theta, Seq<Dim> size, bool alignCorners)
    {
        if (size[2..].Any(static d => !d.IsConstant))
            throw call.NotExpressible("the size of its grid is symbolic.");
        TfTensor places = tf.Constant(BaseGrid([.. size[2..].Select(static d => d.Value)], alignCorners).Cast(theta.DType));
        return tf.Reshape(tf.BatchMatMulV2(places, theta, adjY: true), call.Result.Shape);
    }

    /// <summary>[1, pixels, axes + 1]: the last axis' coordinate first, 1 at the end.</summary>
    private static Tensor BaseGrid(long[] size, bool alignCorners)
    {
        long pixels = size.Aggregate(1L, static (a, b) => a * b);
        var values = new float[pixels * (size.Length + 1)];
        for (long pixel = 0, i = 0; pixel < pixels; pixel++, i++)
        {
            long rest = pixel;
            for (int axis = size.Length - 1; axis >= 0; rest /= size[axis], axis--)
                values[i++] = Coordinate(rest % size[axis], size[axis], alignCorners);
            values[i] = 1;
        }
        return Tensor.From(values, 1, pixels, size.Length + 1);
    }

    private static float Coordinate(long i, long size, bool alignCorners) =>
        alignCorners ? (size == 1 ? 0 : (float)((2.0 * i / (size - 1)) - 1)) : (float)((((2.0 * i) + 1) / size) - 1);

    /// <summary>The sum of neighbours from <paramref name="first"/> on, along both axes.</summary>
    /// <param name="weights">Of how far a place is beyond its pixel, the weight of each neighbour.</param>
    private static TfTensor Weighted(Image image, TfTensor x, TfTensor y, int first, Func<TfTensor, TfTensor[]> weights)
    {
        TfTensor left = tf.Floor(x), top = tf.Floor(y);
        TfTensor[] horizontal = weights(x - left), vertical = weights(y - top);
        TfTensor? sum = null;
        for (int row = 0; row < vertical.Length; row++)
        {
            for (int column = 0; column < horizontal.Length; column++)
            {
                TfTensor part = image.Take(left + (first + column), top + (first + row)) * tf.ExpandDims(vertical[row] * horizontal[column], [3]);
                sum = sum is null ? part : sum + part;
            }
        }
        return sum!;
    }

    /// <summary>Keys' cubic convolution with a = −0.75 at distances 1 + t, t, 1 − t, 2 − t.</summary>
    private static TfTensor[] CubicWeights(TfTensor t)
    {
        const double a = -0.75;
        TfTensor Near(TfTensor d) => (((d * (a + 2)) - (a + 3)) * d * d) + 1;
        TfTensor Far(TfTensor d) => (((((d * a) - (5 * a)) * d) + (8 * a)) * d) - (4 * a);
        return [Far(t + 1), Near(t), Near(1 - t), Far(2 - t)];
    }

    /// <summary>An image [N, H, W, C] and what lies outside it.</summary>
    private sealed class Image(TfTensor pixels, Outside outside, bool alignCorners)
    {
        private readonly Dim _height = pixels.Shape[1], _width = pixels.Shape[2];
        private readonly TfTensor _row = tf.Reshape(pixels, [pixels.Shape[0], pixels.Shape[1] * pixels.Shape[2], pixels.Shape[3]]);

        /// <summary>−1 to 1 as a place among the pixels of an axis.</summary>
        public TfTensor Pixel(TfTensor at, Dim size)
        {
            TfTensor length = Length(size, at);
            return alignCorners ? (at + 1) * ((length - 1) * 0.5) : (((at + 1) * length) - 1) * 0.5;
        }

        /// <summary>The place brought into the image, unless zeros are outside.</summary>
        public TfTensor Inside(TfTensor at, Dim size) => outside switch
        {
            Outside.Zeros => at,
            Outside.Border => Clipped(at, size),
            _ => Clipped(Reflected(at, size), size),
        };

        /// <summary>The pixels [N, H', W', C] at whole places.</summary>
        public TfTensor Take(TfTensor x, TfTensor y)
        {
            TfTensor column = Clipped(Inside(x, _width), _width), row = Clipped(Inside(y, _height), _height);
            TfTensor flat = (tf.Cast(row, DType.Int32) * tf.Size(_width)) + tf.Cast(column, DType.Int32);
            Dim places = flat.Shape[1] * flat.Shape[2];
            TfTensor taken = tf.GatherV2(_row, tf.Reshape(flat, [flat.Shape[0], places]), 1, batchDims: 1);
            TfTensor result = tf.Reshape(taken, [flat.Shape[0], flat.Shape[1], flat.Shape[2], _row.Shape[2]]);
            return outside == Outside.Zeros ? result * tf.ExpandDims(tf.Cast(tf.LogicalAnd(tf.Equal(x, column), tf.Equal(y, row)), result.DType), [3]) : result;
        }

        /// <summary>Mirrored at the outermost pixels' centres, or at their outer edges.</summary>
        private TfTensor Reflected(TfTensor at, Dim size)
        {
            if (alignCorners && size == Dim.One)
                return at * 0;
            TfTensor length = Length(size, at), span = alignCorners ? length - 1 : length;
            double low = alignCorners ? 0 : -0.5;
            return span - tf.Abs(tf.FloorMod(tf.Abs(at - low), span * 2) - span) + low;
        }

        private static TfTensor Clipped(TfTensor at, Dim size) => tf.Minimum(tf.Maximum(at, 0), Length(size, at) - 1);

        private static TfTensor Length(Dim size, TfTensor like) => tf.Size(size, like.DType);
    }
}
