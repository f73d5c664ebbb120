using System.Numerics;
using System.Numerics.Tensors;

namespace Nobuco.Tensors.Kernels;

/// <summary>The input elements that make each output element along one axis, and their weights: [tap][output].</summary>
internal sealed record ResizeTaps(long[][] Indices, double[][] Weights)
{
    private const double CubicA = -0.75;
    private const long ParallelCount = 1 << 16;

    /// <param name="inSingle">Coordinates are computed in float32, as PyTorch does for float32 tensors.</param>
    public static ResizeTaps Of(long size, long output, double scale, ResizeMode mode, ResizeCoordinates coordinates, bool inSingle)
    {
        int count = mode == ResizeMode.Linear ? 2 : 4;
        long[][] indices = [.. Enumerable.Range(0, count).Select(_ => new long[output])];
        double[][] weights = [.. Enumerable.Range(0, count).Select(_ => new double[output])];
        for (int i = 0; i < output; i++)
        {
            double at = inSingle ? Position(i, (float)scale, coordinates) : Position(i, scale, coordinates);
            if (mode == ResizeMode.Linear)
                at = Math.Max(at, 0);
            double floor = Math.Floor(at), fraction = at - floor;
            for (int tap = 0; tap < count; tap++)
            {
                long index = (long)floor + tap - (mode == ResizeMode.Linear ? 0 : 1);
                indices[tap][i] = Math.Clamp(index, 0, size - 1);
                weights[tap][i] = mode == ResizeMode.Linear ? (tap == 0 ? 1 - fraction : fraction) : Cubic(tap - 1 - fraction);
            }
        }
        return new ResizeTaps(indices, weights);
    }

    /// <summary>Interpolates along an axis of the contiguous <paramref name="x"/>.</summary>
    public unsafe void Apply<T>(Tensor x, int axis, Tensor result) where T : unmanaged, IFloatingPointIeee754<T>
    {
        int size = (int)x.Shape[axis], inner = (int)ShapeMath.Product(x.Shape[(axis + 1)..]), outputs = Indices[0].Length;
        T[][] weights = [.. Weights.Select(line => Array.ConvertAll(line, T.CreateTruncating))];
        T* from = (T*)x.Address, to = (T*)result.Address;
        Parallelism.ForRange(ShapeMath.Product(x.Shape[..axis]), Math.Max(1, ParallelCount / ((long)outputs * inner)), (start, end) =>
        {
            for (long outer = start; outer < end; outer++)
            {
                T* source = from + (outer * size * inner), target = to + (outer * outputs * inner);
                if (inner == 1)
                    Elements(source, weights, new Span<T>(target, outputs));
                else
                    Lines(source, weights, inner, target);
            }
        });
        GC.KeepAlive(x);
    }

    private unsafe void Elements<T>(T* source, T[][] weights, Span<T> target) where T : unmanaged, IFloatingPointIeee754<T>
    {
        target.Clear();
        for (int tap = 0; tap < weights.Length; tap++)
        {
            long[] indices = Indices[tap];
            T[] factors = weights[tap];
            for (int i = 0; i < target.Length; i++)
                target[i] += source[indices[i]] * factors[i];
        }
    }

    private unsafe void Lines<T>(T* source, T[][] weights, int length, T* target) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < weights[0].Length; i++)
        {
            var line = new Span<T>(target + ((long)i * length), length);
            TensorPrimitives.Multiply(new ReadOnlySpan<T>(source + (Indices[0][i] * length), length), weights[0][i], line);
            for (int tap = 1; tap < weights.Length; tap++)
                TensorPrimitives.MultiplyAdd(new ReadOnlySpan<T>(source + (Indices[tap][i] * length), length), weights[tap][i], line, line);
        }
    }

    private static float Position(int i, float scale, ResizeCoordinates coordinates) =>
        coordinates == ResizeCoordinates.HalfPixel ? (scale * (i + 0.5f)) - 0.5f : i * scale;

    private static double Position(int i, double scale, ResizeCoordinates coordinates) =>
        coordinates == ResizeCoordinates.HalfPixel ? (scale * (i + 0.5)) - 0.5 : i * scale;

    /// <summary>Keys' kernel at a distance of at most 2.</summary>
    private static double Cubic(double distance)
    {
        double x = Math.Abs(distance);
        return x <= 1
            ? (((((CubicA + 2) * x) - (CubicA + 3)) * x) * x) + 1
            : (((((CubicA * x) - (5 * CubicA)) * x) + (8 * CubicA)) * x) - (4 * CubicA);
    }
}
