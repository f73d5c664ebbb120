using System.Numerics;
using Nobuco.Tensors;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Nobuco.PyTorch.Aten;

/// <summary>Normalisation of rows of elements by their own mean and variance.</summary>
internal static class RowMoments
{
    /// <param name="x">Float32 or float64; its elements in row-major order are <paramref name="rows"/> rows.</param>
    /// <param name="rows">Their number.</param>
    /// <param name="eps">Added to the (biased) variance.</param>
    /// <returns>(x − mean) / √(variance + ε) in the shape of <paramref name="x"/>; the mean and 1 / √(variance + ε) of every row.</returns>
    public static (Tensor Normalized, Tensor Mean, Tensor InverseDeviation) Normalize(Tensor x, long rows, double eps) =>
        x.DType == DType.Float64 ? Run<double>(x, (int)rows, eps) : Run<float>(x, (int)rows, eps);

    private static (Tensor, Tensor, Tensor) Run<T>(Tensor x, int rows, double eps) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor result = Tensor.Empty(x.DType, x.Shape), mean = Tensor.Empty(x.DType, [rows]), inverse = Tensor.Empty(x.DType, [rows]);
        ReadOnlySpan<T> from = x.Contiguous().ReadOnlySpan<T>();
        int length = rows == 0 ? 0 : from.Length / rows;
        T count = T.CreateChecked(Math.Max(length, 1));
        for (int row = 0; row < rows; row++)
        {
            Span<T> to = result.Span<T>().Slice(row * length, length);
            T average = TensorPrimitives.Sum(from.Slice(row * length, length)) / count;
            TensorPrimitives.Subtract(from.Slice(row * length, length), average, to);
            T scale = T.One / T.Sqrt((TensorPrimitives.SumOfSquares<T>(to) / count) + T.CreateChecked(eps));
            TensorPrimitives.Multiply(to, scale, to);
            (mean.Span<T>()[row], inverse.Span<T>()[row]) = (average, scale);
        }
        return (result, mean, inverse);
    }
}
