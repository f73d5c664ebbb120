using System.Numerics;
using System.Numerics.Tensors;

namespace Nobuco.Tensors.Kernels;

/// <summary>Functions of one element that have parameters.</summary>
internal static class ParametricFunctions<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
{
    private const int Chunk = 512;

    /// <summary>max(x, 0) + slope · min(x, 0).</summary>
    public static UnaryKernel<T, T> LeakyRelu(double slope)
    {
        T factor = T.CreateTruncating(slope);
        return (x, result) =>
        {
            Span<T> buffer = stackalloc T[Chunk];
            for (int at = 0; at < x.Length; at += Chunk)
            {
                ReadOnlySpan<T> part = x.Slice(at, Math.Min(Chunk, x.Length - at));
                Span<T> negative = buffer[..part.Length], to = result.Slice(at, part.Length);
                TensorPrimitives.Min(part, T.Zero, negative);
                TensorPrimitives.Max(part, T.Zero, to);
                TensorPrimitives.MultiplyAdd<T>(negative, factor, to, to);
            }
        };
    }

    /// <summary>scale · max(x, 0) + alpha · scale · (exp(inputScale · min(x, 0)) − 1).</summary>
    public static UnaryKernel<T, T> Elu(double alpha, double scale, double inputScale)
    {
        UnaryKernel<T, T> expm1 = FloatFunctions<T>.Unary(UnaryKind.Expm1);
        T negativeScale = T.CreateTruncating(alpha * scale), positiveScale = T.CreateTruncating(scale), inner = T.CreateTruncating(inputScale);
        return (x, result) =>
        {
            Span<T> buffer = stackalloc T[Chunk];
            for (int at = 0; at < x.Length; at += Chunk)
            {
                ReadOnlySpan<T> part = x.Slice(at, Math.Min(Chunk, x.Length - at));
                Span<T> negative = buffer[..part.Length], to = result.Slice(at, part.Length);
                TensorPrimitives.Min(part, T.Zero, negative);
                TensorPrimitives.Multiply<T>(negative, inner, negative);
                expm1(negative, negative);
                TensorPrimitives.Multiply<T>(negative, negativeScale, negative);
                TensorPrimitives.Max(part, T.Zero, to);
                TensorPrimitives.MultiplyAdd<T>(to, positiveScale, negative, to);
            }
        };
    }
}
