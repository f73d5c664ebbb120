using System.Numerics;

namespace Nobuco.Tensors.Kernels;

/// <summary>Reductions over axes. Float32 sums are accumulated in float64.</summary>
public static class Reduction
{
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
        (Tensor rows, Seq<long> shape) = Rows(x.Cast(wide), axes, keepDims);
        if (kind is ReductionKind.Max or ReductionKind.Min && rows.Shape[1] == 0 && rows.Shape[0] > 0)
            throw new ArgumentException($"{kind} of no elements: shape {x.Shape}, axes {axes}.", nameof(axes));
        Tensor result = Tensor.Empty(wide, shape);
        switch (wide)
        {
            case DType.Float32: Reduce<float, double>(kind, rows, result); break;
            case DType.Float64: Reduce<double, double>(kind, rows, result); break;
            case DType.Int64: Reduce<long, long>(kind, rows, result); break;
            default: ReduceComplex(kind, rows, result); break;
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
        Tensor wide = x.Cast(DType.Float64);
        (Tensor rows, Seq<long> shape) = Rows(wide, axes, keepDims);
        Tensor centred = Elementwise.Binary(BinaryKind.Subtract, rows, Run(ReductionKind.Mean, rows, [1], keepDims: true));
        Tensor squares = Run(ReductionKind.Sum, Elementwise.Unary(UnaryKind.Square, centred), [1], keepDims: false);
        double divisor = Math.Max(rows.Shape[1] - correction, 0);
        return Elementwise.Binary(BinaryKind.Divide, squares, Tensor.Scalar(divisor)).Reshape(shape).Cast(x.DType);
    }

    /// <summary>The elements as a contiguous [kept, reduced] matrix, and the result's shape.</summary>
    private static (Tensor Rows, Seq<long> Shape) Rows(Tensor x, Seq<int> axes, bool keepDims)
    {
        bool[] reduced = new bool[x.Rank];
        foreach (int axis in axes)
            reduced[ShapeMath.NormalizeAxis(axis, x.Rank)] = true;
        if (axes.Count == 0)
            Array.Fill(reduced, true);
        int[] kept = [.. Enumerable.Range(0, x.Rank).Where(axis => !reduced[axis])];
        int[] gone = [.. Enumerable.Range(0, x.Rank).Where(axis => reduced[axis])];
        Seq<long> keptShape = [.. kept.Select(axis => x.Shape[axis])];
        Seq<long> goneShape = [.. gone.Select(axis => x.Shape[axis])];
        Tensor rows = x.Permute([.. kept, .. gone]).Contiguous().Reshape([ShapeMath.Product(keptShape), ShapeMath.Product(goneShape)]);
        Seq<long> shape = keepDims ? [.. Enumerable.Range(0, x.Rank).Select(axis => reduced[axis] ? 1 : x.Shape[axis])] : keptShape;
        return (rows, shape);
    }

    private static void Reduce<T, TSum>(ReductionKind kind, Tensor rows, Tensor result)
        where T : unmanaged, INumber<T>
        where TSum : unmanaged, INumber<TSum>
    {
        int count = (int)rows.Shape[1];
        ReadOnlySpan<T> from = rows.ReadOnlySpan<T>();
        Span<T> to = result.Span<T>();
        for (int row = 0; row < to.Length; row++)
        {
            ReadOnlySpan<T> values = from.Slice(row * count, count);
            to[row] = kind switch
            {
                ReductionKind.Sum => T.CreateTruncating(Sum<T, TSum>(values)),
                ReductionKind.Mean => T.CreateTruncating(Sum<T, TSum>(values) / TSum.CreateChecked(count)),
                ReductionKind.Product => T.CreateTruncating(Product<T, TSum>(values)),
                _ => Extreme(values, kind == ReductionKind.Max),
            };
        }
    }

    private static void ReduceComplex(ReductionKind kind, Tensor rows, Tensor result)
    {
        int count = (int)rows.Shape[1];
        ReadOnlySpan<Complex> from = rows.ReadOnlySpan<Complex>();
        Span<Complex> to = result.Span<Complex>();
        for (int row = 0; row < to.Length; row++)
        {
            ReadOnlySpan<Complex> values = from.Slice(row * count, count);
            to[row] = kind switch
            {
                ReductionKind.Sum => Sum<Complex, Complex>(values),
                ReductionKind.Mean => Sum<Complex, Complex>(values) / count,
                ReductionKind.Product => Product<Complex, Complex>(values),
                _ => throw new NotSupportedException("Complex numbers are not ordered."),
            };
        }
    }

    private static TSum Sum<T, TSum>(ReadOnlySpan<T> values)
        where T : INumberBase<T>
        where TSum : INumberBase<TSum>
    {
        TSum sum = TSum.Zero;
        foreach (T value in values)
            sum += TSum.CreateTruncating(value);
        return sum;
    }

    private static TSum Product<T, TSum>(ReadOnlySpan<T> values)
        where T : INumberBase<T>
        where TSum : INumberBase<TSum>
    {
        TSum product = TSum.One;
        foreach (T value in values)
            product *= TSum.CreateTruncating(value);
        return product;
    }

    private static T Extreme<T>(ReadOnlySpan<T> values, bool largest) where T : INumber<T>
    {
        T extreme = values[0];
        foreach (T value in values)
            extreme = largest ? T.Max(extreme, value) : T.Min(extreme, value);
        return extreme;
    }

    private static Tensor ArgExtreme(Tensor x, int axis, bool keepDims, bool largest)
    {
        DType wide = Elementwise.ComputeType(x.DType);
        (Tensor rows, Seq<long> shape) = Rows(x.Cast(wide), [axis], keepDims);
        if (rows.Shape[1] == 0)
            throw new ArgumentException($"The extreme of no elements: shape {x.Shape}, axis {axis}.", nameof(axis));
        Tensor result = Tensor.Empty(DType.Int64, shape);
        switch (wide)
        {
            case DType.Float32: ArgExtreme<float>(rows, result, largest); break;
            case DType.Float64: ArgExtreme<double>(rows, result, largest); break;
            default: ArgExtreme<long>(rows, result, largest); break;
        }
        return result;
    }

    private static void ArgExtreme<T>(Tensor rows, Tensor result, bool largest) where T : unmanaged, INumber<T>
    {
        int count = (int)rows.Shape[1];
        ReadOnlySpan<T> from = rows.ReadOnlySpan<T>();
        Span<long> to = result.Span<long>();
        for (int row = 0; row < to.Length; row++)
        {
            ReadOnlySpan<T> values = from.Slice(row * count, count);
            int best = 0;
            for (int i = 1; i < count && !T.IsNaN(values[best]); i++)
            {
                if (T.IsNaN(values[i]) || (largest ? values[i] > values[best] : values[i] < values[best]))
                    best = i;
            }
            to[row] = best;
        }
    }
}
