using System.Numerics;
using System.Numerics.Tensors;

namespace Nobuco.Tensors.Kernels.Reductions;

/// <summary>Reductions of lines: line after line is combined, element by element, with what there is.</summary>
internal static class LineReduction
{
    private const int Chunk = 256;

    /// <summary>Reduces <paramref name="count"/> lines, each <paramref name="stride"/> elements after the one before, into <paramref name="result"/>.</summary>
    /// <typeparam name="TSum">What sums and products are accumulated in.</typeparam>
    public static void Run<T, TSum>(ReductionKind kind, ReadOnlySpan<T> lines, int stride, int count, Span<T> result)
        where T : unmanaged, INumber<T>
        where TSum : unmanaged, INumber<TSum>
    {
        for (int at = 0; at < result.Length; at += Chunk)
        {
            Span<T> part = result.Slice(at, Math.Min(Chunk, result.Length - at));
            if (kind is ReductionKind.Max or ReductionKind.Min)
                Extremes(kind, lines[at..], stride, count, part);
            else
                Accumulate<T, TSum>(kind, lines[at..], stride, count, part);
        }
    }

    private static void Extremes<T>(ReductionKind kind, ReadOnlySpan<T> lines, int stride, int count, Span<T> result) where T : unmanaged, INumber<T>
    {
        lines[..result.Length].CopyTo(result);
        for (int i = 1; i < count; i++)
        {
            if (kind == ReductionKind.Max)
                TensorPrimitives.Max(result, lines.Slice(i * stride, result.Length), result);
            else
                TensorPrimitives.Min(result, lines.Slice(i * stride, result.Length), result);
        }
    }

    private static void Accumulate<T, TSum>(ReductionKind kind, ReadOnlySpan<T> lines, int stride, int count, Span<T> result)
        where T : unmanaged, INumber<T>
        where TSum : unmanaged, INumber<TSum>
    {
        Span<TSum> totals = stackalloc TSum[result.Length], wide = stackalloc TSum[result.Length];
        totals.Fill(kind == ReductionKind.Product ? TSum.One : TSum.Zero);
        for (int i = 0; i < count; i++)
        {
            TensorPrimitives.ConvertTruncating(lines.Slice(i * stride, result.Length), wide);
            if (kind == ReductionKind.Product)
                TensorPrimitives.Multiply(totals, wide, totals);
            else
                TensorPrimitives.Add(totals, wide, totals);
        }
        if (kind == ReductionKind.Mean)
            TensorPrimitives.Divide(totals, TSum.CreateChecked(count), totals);
        TensorPrimitives.ConvertTruncating<TSum, T>(totals, result);
    }
}
