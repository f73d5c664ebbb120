using System.Numerics;

namespace Nobuco.Tensors.Kernels;

/// <summary>Running sums, products and extremes along an axis.</summary>
public static class Scan
{
    /// <param name="exclusive">Each result leaves out its own element.</param>
    /// <param name="reverse">From the end of the axis to its start.</param>
    public static Tensor Cumsum(Tensor x, int axis, bool exclusive = false, bool reverse = false) =>
        Run(x, axis, exclusive, reverse, ScanKind.Sum);

    public static Tensor Cumprod(Tensor x, int axis, bool exclusive = false, bool reverse = false) =>
        Run(x, axis, exclusive, reverse, ScanKind.Product);

    /// <summary>The largest element so far and its index, the last of equals (PyTorch's rule).</summary>
    public static (Tensor Values, Tensor Indices) Cummax(Tensor x, int axis) => RunningExtreme(x, axis, largest: true);

    /// <summary>The smallest element so far and its index, the last of equals (PyTorch's rule).</summary>
    public static (Tensor Values, Tensor Indices) Cummin(Tensor x, int axis) => RunningExtreme(x, axis, largest: false);

    private enum ScanKind
    {
        Sum,
        Product,
    }

    private static Tensor Run(Tensor x, int axis, bool exclusive, bool reverse, ScanKind kind)
    {
        if (x.Rank == 0)
            return Run(x.Unsqueeze(0), 0, exclusive, reverse, kind).Squeeze(0);
        axis = ShapeMath.NormalizeAxis(axis, x.Rank);
        DType wide = x.DType.IsFloat() ? DType.Float64 : Elementwise.ComputeType(x.DType);
        Tensor result = x.Cast(wide).Clone();
        Lines lines = Lines.Of(result.Shape, axis);
        switch (wide)
        {
            case DType.Float64: Accumulate(result.Span<double>(), lines, exclusive, reverse, kind); break;
            case DType.Int64: Accumulate(result.Span<long>(), lines, exclusive, reverse, kind); break;
            default: Accumulate(result.Span<Complex>(), lines, exclusive, reverse, kind); break;
        }
        return result.Cast(x.DType);
    }

    private static void Accumulate<T>(Span<T> values, Lines lines, bool exclusive, bool reverse, ScanKind kind) where T : INumberBase<T>
    {
        for (int line = 0; line < lines.Count; line++)
        {
            int at = lines.Start(line) + (reverse ? (lines.Length - 1) * lines.Step : 0);
            T total = kind == ScanKind.Sum ? T.Zero : T.One;
            for (int i = 0; i < lines.Length; i++, at += reverse ? -lines.Step : lines.Step)
            {
                T next = kind == ScanKind.Sum ? total + values[at] : total * values[at];
                values[at] = exclusive ? total : next;
                total = next;
            }
        }
    }

    private static (Tensor Values, Tensor Indices) RunningExtreme(Tensor x, int axis, bool largest)
    {
        axis = ShapeMath.NormalizeAxis(axis, x.Rank);
        Tensor values = x.Cast(x.DType.IsFloat() ? DType.Float64 : DType.Int64).Clone();
        Tensor indices = Tensor.Empty(DType.Int64, x.Shape);
        Lines lines = Lines.Of(x.Shape, axis);
        if (values.DType == DType.Float64)
            Extremes(values.Span<double>(), indices.Span<long>(), lines, largest);
        else
            Extremes(values.Span<long>(), indices.Span<long>(), lines, largest);
        return (values.Cast(x.DType), indices);
    }

    private static void Extremes<T>(Span<T> values, Span<long> indices, Lines lines, bool largest) where T : INumber<T>
    {
        for (int line = 0; line < lines.Count; line++)
        {
            int start = lines.Start(line), best = 0;
            for (int i = 0; i < lines.Length; i++)
            {
                T value = values[start + (i * lines.Step)], extreme = values[start + (best * lines.Step)];
                if (T.IsNaN(value) || (!T.IsNaN(extreme) && (largest ? value >= extreme : value <= extreme)))
                    best = i;
                values[start + (i * lines.Step)] = values[start + (best * lines.Step)];
                indices[start + (i * lines.Step)] = best;
            }
        }
    }
}
