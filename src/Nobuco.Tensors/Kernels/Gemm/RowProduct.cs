using System.Numerics.Tensors;

namespace Nobuco.Tensors.Kernels.Gemm;

/// <summary>The product of one row and a matrix: each element of the matrix is used once, so it is not worth packing.</summary>
internal static unsafe class RowProduct
{
    private const long ParallelElements = 1 << 16;

    /// <summary>
    /// product[c] = bias[c] + Σₖ row[k] · matrix[k · depthStride + c · columnStride], where one of the strides is 1.
    /// </summary>
    /// <param name="bias">One per column, or null.</param>
    public static void Multiply(float* row, float* matrix, long depthStride, long columnStride, int depth, int columns, float* bias, float* product)
    {
        Parallelism.ForRange(columns, Math.Max(1, ParallelElements / Math.Max(depth, 1)), (start, end) =>
        {
            var sums = new Span<float>(product + start, (int)(end - start));
            GemmBias.PerColumn(bias).Fill(0, (int)start, sums);
            if (depthStride == 1)
            {
                for (int i = 0; i < sums.Length; i++)
                    sums[i] += TensorPrimitives.Dot(new ReadOnlySpan<float>(row, depth), new ReadOnlySpan<float>(matrix + ((start + i) * columnStride), depth));
                return;
            }
            for (int k = 0; k < depth; k++)
                TensorPrimitives.MultiplyAdd(new ReadOnlySpan<float>(matrix + (k * depthStride) + start, sums.Length), row[k], sums, sums);
        });
    }
}
