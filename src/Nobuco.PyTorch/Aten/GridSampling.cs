using System.Numerics;
using Nobuco.Tensors;
using Nobuco.Tensors.Kernels;

namespace Nobuco.PyTorch.Aten;

/// <summary>Sampling at points of a grid whose coordinates −1 and 1 are the ends of an axis.</summary>
internal static class GridSampling
{
    private const long Nearest = 1;
    private const long Bicubic = 2;
    private const long Border = 1;
    private const long Reflection = 2;

    /// <param name="input">[N, C, spatial…]</param>
    /// <param name="grid">[N, spatial of the result…, coordinates], the last axis' coordinate first.</param>
    /// <param name="interpolationMode">0 linear, 1 nearest, 2 cubic.</param>
    /// <param name="paddingMode">0 zeros, 1 border, 2 reflection.</param>
    [AtenOperator("aten::grid_sampler")]
    [AtenOperator("aten::grid_sampler_2d")]
    [AtenOperator("aten::grid_sampler_3d")]
    public static Tensor Sample(Tensor input, Tensor grid, long interpolationMode, long paddingMode, bool alignCorners) => input.DType == DType.Float64
        ? Sample<double>(input, grid, interpolationMode, paddingMode, alignCorners)
        : Sample<float>(input, grid, interpolationMode, paddingMode, alignCorners);

    /// <summary>The points of an affine image: theta · (x, y, …, 1) for every element of an image of the given size.</summary>
    /// <param name="theta">[N, d, d + 1]</param>
    /// <param name="size">[N, C, spatial…]</param>
    [AtenOperator("aten::affine_grid_generator")]
    public static Tensor AffineGrid(Tensor theta, Seq<long> size, bool alignCorners)
    {
        Seq<long> spatial = size[2..];
        Tensor[] axes = [.. spatial.Select(length => Positions(length, alignCorners, theta.DType))];
        IReadOnlyList<Tensor> grids = Shape.Meshgrid(axes);
        Tensor ones = Creation.Filled(spatial, 1L, theta.DType);
        Tensor homogeneous = Shape.Stack([.. grids.Reverse(), ones], -1).Reshape([1, ShapeMath.Product(spatial), spatial.Count + 1]);
        return MatMul.Run(homogeneous.BroadcastTo([size[0], .. homogeneous.Shape[1..]]), theta, transposeB: true).Reshape([size[0], .. spatial, spatial.Count]);
    }

    private static Tensor Positions(long length, bool alignCorners, DType dtype) => length <= 1
        ? Tensor.Zeros(dtype, [length])
        : Creation.Generate(length, dtype, i => (((2.0 * i) / (length - 1)) - 1) * (alignCorners ? 1 : (double)(length - 1) / length));

    private static Tensor Sample<T>(Tensor input, Tensor grid, long interpolationMode, long paddingMode, bool alignCorners)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Seq<long> spatial = input.Shape[2..];
        long batch = input.Shape[0], channels = input.Shape[1], points = ShapeMath.Product(grid.Shape[1..^1]);
        T[] elements = input.ToArray<T>(), coordinates = grid.ToArray<T>();
        var result = new T[batch * channels * points];
        int size = (int)ShapeMath.Product(spatial);
        for (long point = 0; point < batch * points; point++)
        {
            List<(long Index, T Weight)> taps = [(0, T.One)];
            for (int axis = 0; axis < spatial.Count; axis++)
            {
                T at = coordinates[(point * spatial.Count) + spatial.Count - 1 - axis];
                taps = Combine(taps, spatial[axis], Taps(at, spatial[axis], interpolationMode, paddingMode, alignCorners));
            }
            (long sample, long place) = Math.DivRem(point, points);
            for (long channel = 0; channel < channels; channel++)
            {
                long plane = (sample * channels) + channel;
                T sum = T.Zero;
                foreach ((long index, T weight) in taps)
                    sum += elements[(plane * size) + index] * weight;
                result[(plane * points) + place] = sum;
            }
        }
        return Tensor.From<T>(result, [batch, channels, .. grid.Shape[1..^1]]).Cast(input.DType);
    }

    private static List<(long Index, T Weight)> Combine<T>(List<(long Index, T Weight)> outer, long size, IEnumerable<(long Index, T Weight)> inner)
        where T : IMultiplyOperators<T, T, T> =>
        [.. from a in outer from b in inner where b.Index >= 0 && b.Index < size select ((a.Index * size) + b.Index, a.Weight * b.Weight)];

    /// <summary>The elements of an axis that make the value at a coordinate; those outside count as zeros.</summary>
    private static (long Index, T Weight)[] Taps<T>(T coordinate, long length, long interpolation, long padding, bool alignCorners)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T size = T.CreateChecked(length), two = T.CreateChecked(2);
        T at = alignCorners ? (coordinate + T.One) / two * (size - T.One) : (((coordinate + T.One) * size) - T.One) / two;
        if (interpolation == Bicubic)
        {
            T floor = T.Floor(at), fraction = at - floor;
            return [.. Enumerable.Range(-1, 4).Select(T.CreateChecked).Select(tap => (ToIndex(Inside(floor + tap, size, padding, alignCorners)), CubicWeight(tap - fraction)))];
        }
        T inside = Inside(at, size, padding, alignCorners);
        if (interpolation == Nearest)
            return [(ToIndex(T.Round(inside)), T.One)];
        T first = T.Floor(inside);
        return [(ToIndex(first), first + T.One - inside), (ToIndex(first) + 1, inside - first)];
    }

    private static long ToIndex<T>(T value) where T : INumber<T> => long.CreateSaturating(value);

    private static T Inside<T>(T at, T size, long padding, bool alignCorners) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T half = T.CreateChecked(0.5);
        return padding switch
        {
            Border => T.Clamp(at, T.Zero, size - T.One),
            Reflection => T.Clamp(alignCorners ? Reflect(at, T.Zero, size - T.One) : Reflect(at, -half, size - half), T.Zero, size - T.One),
            _ => at,
        };
    }

    private static T Reflect<T>(T at, T low, T high) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T span = high - low;
        if (T.IsZero(span))
            return T.Zero;
        T distance = T.Abs(at - low), rest = distance % span;
        return T.IsEvenInteger(T.Floor(distance / span)) ? rest + low : span - rest + low;
    }

    /// <summary>Keys' kernel with a = −0.75 at a distance of at most 2.</summary>
    private static T CubicWeight<T>(T distance) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T a = T.CreateChecked(-0.75), x = T.Abs(distance);
        return x <= T.One
            ? ((((a + T.CreateChecked(2)) * x) - (a + T.CreateChecked(3))) * x * x) + T.One
            : (((((a * x) - (T.CreateChecked(5) * a)) * x) + (T.CreateChecked(8) * a)) * x) - (T.CreateChecked(4) * a);
    }
}
