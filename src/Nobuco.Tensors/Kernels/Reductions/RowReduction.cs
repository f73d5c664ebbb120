using System.Numerics;
using System.Numerics.Tensors;

namespace Nobuco.Tensors.Kernels.Reductions;

/// <summary>Reductions of rows of contiguous elements.</summary>
internal static class RowReduction
{
    // The sum of so few float32 in vector lanes keeps all its digits; the sums of blocks are added in float64.
    private const int Block = 256;

    public static T Run<T>(ReductionKind kind, ReadOnlySpan<T> row) where T : unmanaged, INumber<T>, IMinMaxValue<T> => kind switch
    {
        ReductionKind.Sum => typeof(T) == typeof(long) ? TensorPrimitives.Sum(row) : T.CreateTruncating(Sum(row)),
        ReductionKind.Mean => T.CreateTruncating(Sum(row) / row.Length),
        ReductionKind.Product => typeof(T) == typeof(long) ? Product<T, T>(row) : T.CreateTruncating(Product<T, double>(row)),
        ReductionKind.Max => TensorPrimitives.Max(row),
        _ => TensorPrimitives.Min(row),
    };

    private static double Sum<T>(ReadOnlySpan<T> row) where T : unmanaged, INumber<T>
    {
        double sum = 0;
        for (int at = 0; at < row.Length; at += Block)
            sum += double.CreateTruncating(TensorPrimitives.Sum(row.Slice(at, Math.Min(Block, row.Length - at))));
        return sum;
    }

    private static TProduct Product<T, TProduct>(ReadOnlySpan<T> row)
        where T : unmanaged, INumber<T>
        where TProduct : INumber<TProduct>
    {
        TProduct product = TProduct.One;
        foreach (T value in row)
            product *= TProduct.CreateTruncating(value);
        return product;
    }
}
