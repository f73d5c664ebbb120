using System.Numerics;
using Nobuco.Tensors.Kernels.Reductions;

namespace Nobuco.Tensors.Kernels;

/// <summary>Reductions over axes. Float32 sums are accumulated in float64.</summary>
public static class Reduction
{
    private const long ParallelCount = 1 << 16;

    /// <summary>
    /// Reduces <paramref name="axes"/> (all axes when there are none). The result has the type of <paramref name="x"/>, boolean for Any and All.
    /// </summary>
    /// <param name="keepDims">Reduced axes stay with size 1.</param>
    /// <exception cref="ArgumentException">Max or Min of no elements.</exception>
    public static Tensor Run(ReductionKind kind, Tensor x, Seq<int> axes, bool keepDims)
    {
        if (kind is ReductionKind.Any or ReductionKind.All)
        {
            Tensor truth = x.Cast(DType.Bool).Cast(DType.Int64);
            return Run(kind == ReductionKind.Any ? ReductionKind.Sum : ReductionKind.Product, truth, axes, keepDims).Cast(DType.Bool);
        }
        DType wide = Elementwise.ComputeType(x.DType);
        ReductionView view = ReductionView.Of(x.Cast(wide), axes, keepDims, asRows: wide == DType.Complex128);
        if (kind is ReductionKind.Max or ReductionKind.Min && view is { Count: 0, Outer: > 0, Inner: > 0 })
            throw new ArgumentException($"{kind} of no elements: shape {x.Shape}, axes {axes}.", nameof(axes));
        Tensor result = Tensor.Empty(wide, view.Shape);
        switch (wide)
        {
            case DType.Float32: Reduce<float, double>(kind, view, result); break;
            case DType.Float64: Reduce<double, double>(kind, view, result); break;
            case DType.Int64: Reduce<long, long>(kind, view, result); break;
            default: ReduceComplex(kind, view, result); break;
        }
        return result.Cast(x.DType);
    }

    /// <summary>The index (int64) of the largest element along an axis; the first of equals, NaN above all.</summary>
    public static Tensor ArgMax(Tensor x, int axis, bool keepDims) => ArgExtreme(x, axis, keepDims, largest: true);

    /// <summary>The index (int64) of the smallest element along an axis; the first of equals, NaN below all.</summary>
    public static Tensor ArgMin(Tensor x, int axis, bool keepDims) => ArgExtreme(x, axis, keepDims, largest: false);

    /// <summary>Σ (x − mean)² / max(count − correction, 0).</summary>
    public static Tensor Variance(Tensor x, Seq<int> axes, double correction, bool keepDims)
    {
        Tensor wide = x.Cast(Elementwise.ComputeType(x.DType));
        Tensor centred = Elementwise.Binary(BinaryKind.Subtract, wide, Run(ReductionKind.Mean, wide, axes, keepDims: true));
        Tensor squares = Run(ReductionKind.Sum, Elementwise.Unary(UnaryKind.Square, centred), axes, keepDims);
        double count = squares.Count == 0 ? 0 : (double)x.Count / squares.Count;
        return Elementwise.Map(squares, sum => sum / Math.Max(count - correction, 0)).Cast(x.DType);
    }

    private static unsafe void Reduce<T, TSum>(ReductionKind kind, ReductionView view, Tensor result)
        where T : unmanaged, INumber<T>, IMinMaxValue<T>
        where TSum : unmanaged, INumber<TSum>
    {
        if (result.Count == 0)
            return;
        T* from = (T*)view.Values.Address, to = (T*)result.Address;
        (int count, int inner) = (view.Count, view.Inner);
        if (inner == 1)
        {
            Parallelism.ForRange(view.Outer, Math.Max(1, ParallelCount / Math.Max(count, 1)), (start, end) =>
            {
                for (long row = start; row < end; row++)
                    to[row] = RowReduction.Run(kind, new ReadOnlySpan<T>(from + (row * count), count));
            });
        }
        else
        {
            Parallelism.ForRange(inner, Math.Max(1, ParallelCount / Math.Max((long)view.Outer * count, 1)), (start, end) =>
            {
                for (long outer = 0; outer < view.Outer; outer++)
                {
                    var lines = new ReadOnlySpan<T>(from + (outer * count * inner) + start, count == 0 ? 0 : ((count - 1) * inner) + (int)(end - start));
                    LineReduction.Run<T, TSum>(kind, lines, inner, count, new Span<T>(to + (outer * inner) + start, (int)(end - start)));
                }
            });
        }
        GC.KeepAlive(view.Values);
        GC.KeepAlive(result);
    }

    private static void ReduceComplex(ReductionKind kind, ReductionView view, Tensor result)
    {
        ReadOnlySpan<Complex> from = view.Values.ReadOnlySpan<Complex>();
        Span<Complex> to = result.Span<Complex>();
        for (int row = 0; row < to.Length; row++)
        {
            Complex total = kind == ReductionKind.Product ? Complex.One : Complex.Zero;
            foreach (Complex value in from.Slice(row * view.Count, view.Count))
                total = kind == ReductionKind.Product ? total * value : total + value;
            to[row] = kind switch
            {
                ReductionKind.Sum or ReductionKind.Product => total,
                ReductionKind.Mean => total / view.Count,
                _ => throw new NotSupportedException("Complex numbers are not ordered."),
            };
        }
    }

    private static Tensor ArgExtreme(Tensor x, int axis, bool keepDims, bool largest)
    {
        DType wide = Elementwise.ComputeType(x.DType);
        ReductionView view = ReductionView.Of(x.Cast(wide), [axis], keepDims, asRows: true);
        if (view.Count == 0)
            throw new ArgumentException($"The extreme of no elements: shape {x.Shape}, axis {axis}.", nameof(axis));
        Tensor result = Tensor.Empty(DType.Int64, view.Shape);
        switch (wide)
        {
            case DType.Float32: ArgExtreme<float>(view, result, largest); break;
            case DType.Float64: ArgExtreme<double>(view, result, largest); break;
            default: ArgExtreme<long>(view, result, largest); break;
        }
        return result;
    }

    private static void ArgExtreme<T>(ReductionView view, Tensor result, bool largest) where T : unmanaged, INumber<T>
    {
        ReadOnlySpan<T> from = view.Values.ReadOnlySpan<T>();
        Span<long> to = result.Span<long>();
        for (int row = 0; row < to.Length; row++)
        {
            ReadOnlySpan<T> values = from.Slice(row * view.Count, view.Count);
            int best = 0;
            for (int i = 1; i < values.Length && !T.IsNaN(values[best]); i++)
            {
                if (T.IsNaN(values[i]) || (largest ? values[i] > values[best] : values[i] < values[best]))
                    best = i;
            }
            to[row] = best;
        }
    }
}
