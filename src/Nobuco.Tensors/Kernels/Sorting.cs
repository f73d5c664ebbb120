using System.Numerics;

namespace Nobuco.Tensors.Kernels;

/// <summary>Sorting along an axis. Equal elements keep their order; NaN is the largest.</summary>
public static class Sorting
{
    /// <returns>The sorted values, and the index (int64) each came from.</returns>
    public static (Tensor Values, Tensor Indices) Sort(Tensor x, int axis, bool descending = false) =>
        x.Rank == 0 ? (x.Clone(), Tensor.Scalar(0L)) : TopK(x, x.Shape[ShapeMath.NormalizeAxis(axis, x.Rank)], axis, largest: descending);

    /// <summary>The <paramref name="k"/> largest (or smallest) values along an axis in order, and their indices (int64).</summary>
    public static (Tensor Values, Tensor Indices) TopK(Tensor x, long k, int axis, bool largest = true)
    {
        if (x.Rank == 0)
            return (x.Clone(), Tensor.Scalar(0L));
        axis = ShapeMath.NormalizeAxis(axis, x.Rank);
        Tensor source = x.Contiguous(), wide = source.Cast(Elementwise.ComputeType(x.DType));
        Tensor order = Tensor.Empty(DType.Int64, x.Shape.With(axis, k));
        switch (wide.DType)
        {
            case DType.Float32: Order<float>(wide, order, axis, largest); break;
            case DType.Float64: Order<double>(wide, order, axis, largest); break;
            case DType.Int64: Order<long>(wide, order, axis, largest); break;
            default: throw new NotSupportedException("Complex numbers are not ordered.");
        }
        return (Gathering.Gather(source, axis, order), order);
    }

    private static void Order<T>(Tensor x, Tensor order, int axis, bool descending) where T : unmanaged, INumber<T>
    {
        Lines from = Lines.Of(x.Shape, axis), to = Lines.Of(order.Shape, axis);
        ReadOnlySpan<T> values = x.ReadOnlySpan<T>();
        Span<long> result = order.Span<long>();
        var line = new Ranked<T>[from.Length];
        IComparer<Ranked<T>> comparer = descending ? new Descending<T>() : new Ascending<T>();
        for (int i = 0; i < to.Count; i++)
        {
            for (int j = 0; j < line.Length; j++)
                line[j] = new Ranked<T>(values[from.Start(i) + (j * from.Step)], j);
            Array.Sort(line, comparer);
            for (int j = 0; j < to.Length; j++)
                result[to.Start(i) + (j * to.Step)] = line[j].Index;
        }
    }

    private readonly record struct Ranked<T>(T Value, int Index);

    private sealed class Ascending<T> : IComparer<Ranked<T>> where T : INumber<T>
    {
        public int Compare(Ranked<T> x, Ranked<T> y) => ByValue(x.Value, y.Value) is not 0 and int order ? order : x.Index.CompareTo(y.Index);
    }

    private sealed class Descending<T> : IComparer<Ranked<T>> where T : INumber<T>
    {
        public int Compare(Ranked<T> x, Ranked<T> y) => ByValue(y.Value, x.Value) is not 0 and int order ? order : x.Index.CompareTo(y.Index);
    }

    private static int ByValue<T>(T a, T b) where T : INumber<T>
    {
        if (a < b)
            return -1;
        if (a > b)
            return 1;
        return T.IsNaN(a).CompareTo(T.IsNaN(b));
    }
}
