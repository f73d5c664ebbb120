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
    public static Tensor Sample(Tensor input, Tensor grid, long interpolationMode, long paddingMode, bool alignCorners)
    {
        Seq<long> spatial = input.Shape[2..];
        long batch = input.Shape[0], channels = input.Shape[1], points = ShapeMath.Product(grid.Shape[1..^1]);
        float[] elements = input.ToArray<float>(), coordinates = grid.ToArray<float>();
        var result = new float[batch * channels * points];
        int size = (int)ShapeMath.Product(spatial);
        for (long point = 0; point < batch * points; point++)
        {
            List<(long Index, float Weight)> taps = [(0, 1)];
            for (int axis = 0; axis < spatial.Count; axis++)
            {
                float at = coordinates[(point * spatial.Count) + spatial.Count - 1 - axis];
                taps = Combine(taps, spatial[axis], Taps(at, spatial[axis], interpolationMode, paddingMode, alignCorners));
            }
            (long sample, long place) = Math.DivRem(point, points);
            for (long channel = 0; channel < channels; channel++)
            {
                long plane = (sample * channels) + channel;
                float sum = 0;
                foreach ((long index, float weight) in taps)
                    sum += elements[(plane * size) + index] * weight;
                result[(plane * points) + place] = sum;
            }
        }
        return Tensor.From(result, [batch, channels, .. grid.Shape[1..^1]]).Cast(input.DType);
    }

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

    private static List<(long Index, float Weight)> Combine(List<(long Index, float Weight)> outer, long size, IEnumerable<(long Index, float Weight)> inner) =>
        [.. from a in outer from b in inner where b.Index >= 0 && b.Index < size select ((a.Index * size) + b.Index, a.Weight * b.Weight)];

    /// <summary>The elements of an axis that make the value at a coordinate; those outside count as zeros.</summary>
    private static (long Index, float Weight)[] Taps(float coordinate, long size, long interpolation, long padding, bool alignCorners)
    {
        float at = alignCorners ? (coordinate + 1) / 2 * (size - 1) : (((coordinate + 1) * size) - 1) / 2;
        if (interpolation == Bicubic)
        {
            float floor = MathF.Floor(at), fraction = at - floor;
            return [.. Enumerable.Range(-1, 4).Select(tap => ((long)Inside(floor + tap, size, padding, alignCorners), CubicWeight(tap - fraction)))];
        }
        float inside = Inside(at, size, padding, alignCorners);
        if (interpolation == Nearest)
            return [((long)MathF.Round(inside), 1)];
        float first = MathF.Floor(inside);
        return [((long)first, first + 1 - inside), ((long)first + 1, inside - first)];
    }

    private static float Inside(float at, long size, long padding, bool alignCorners) => padding switch
    {
        Border => Math.Clamp(at, 0, size - 1),
        Reflection => Math.Clamp(alignCorners ? Reflect(at, 0, size - 1) : Reflect(at, -0.5f, size - 0.5f), 0, size - 1),
        _ => at,
    };

    private static float Reflect(float at, float low, float high)
    {
        float span = high - low;
        if (span == 0)
            return 0;
        float distance = MathF.Abs(at - low), rest = distance % span;
        return (long)MathF.Floor(distance / span) % 2 == 0 ? rest + low : span - rest + low;
    }

    /// <summary>Keys' kernel with a = −0.75 at a distance of at most 2.</summary>
    private static float CubicWeight(float distance)
    {
        const float a = -0.75f;
        float x = MathF.Abs(distance);
        return x <= 1 ? ((((a + 2) * x) - (a + 3)) * x * x) + 1 : (((((a * x) - (5 * a)) * x) + (8 * a)) * x) - (4 * a);
    }
}
