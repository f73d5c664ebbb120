using System.Numerics;
using Nobuco.Tensors.Kernels.Gemm;

namespace Nobuco.Tensors.Kernels;

/// <summary>Matrix products.</summary>
public static class MatMul
{
    /// <summary>
    /// The product of the matrices in the last two axes, the leading ones broadcast: [.., m, k] · [.., k, n] = [.., m, n].
    /// An operand of rank 1 is a row (left) or a column (right) whose axis the result lacks.
    /// </summary>
    /// <param name="transposeA">The left matrices are stored as [k, m].</param>
    /// <param name="transposeB">The right matrices are stored as [n, k].</param>
    /// <exception cref="ArgumentException">Types differ, or sizes do not agree.</exception>
    public static Tensor Run(Tensor a, Tensor b, bool transposeA = false, bool transposeB = false)
    {
        if (a.DType != b.DType)
            throw new ArgumentException($"The operands are of {a.DType.Name()} and {b.DType.Name()}.", nameof(b));
        bool isRow = a.Rank == 1, isColumn = b.Rank == 1;
        Tensor left = isRow ? a.Unsqueeze(0) : transposeA ? a.Transpose(a.Rank - 2, a.Rank - 1) : a;
        Tensor right = isColumn ? b.Unsqueeze(1) : transposeB ? b.Transpose(b.Rank - 2, b.Rank - 1) : b;
        if (left.Shape[^1] != right.Shape[^2])
            throw new ArgumentException($"Shapes {a.Shape} and {b.Shape} do not multiply.", nameof(b));
        DType wide = Elementwise.ComputeType(a.DType);
        Tensor product = Batched(left.Cast(wide), right.Cast(wide)).Cast(a.DType);
        if (isRow)
            product = product.Squeeze(product.Rank - 2);
        return isColumn ? product.Squeeze(product.Rank - 1) : product;
    }

    private static Tensor Batched(Tensor a, Tensor b)
    {
        // Batches of the left operand that share a right one are more rows of one product.
        if (b.Rank == 2 && a.Rank > 2)
            return Batched(a.Reshape([ShapeMath.Product(a.Shape[..^1]), a.Shape[^1]]), b).Reshape([.. a.Shape[..^1], b.Shape[^1]]);
        Seq<long> batch = ShapeMath.Broadcast(a.Shape[..^2], b.Shape[..^2]);
        Tensor left = a.BroadcastTo([.. batch, .. a.Shape[^2..]]), right = b.BroadcastTo([.. batch, .. b.Shape[^2..]]);
        Tensor result = Tensor.Zeros(a.DType, [.. batch, a.Shape[^2], b.Shape[^1]]);
        if (result.Count == 0 || a.Shape[^1] == 0)
            return result;
        switch (a.DType)
        {
            case DType.Float32: FloatMatMul.Run(left, right, result); break;
            case DType.Float64: Multiply<double>(left.Contiguous(), right.Contiguous(), result); break;
            case DType.Int64: Multiply<long>(left.Contiguous(), right.Contiguous(), result); break;
            default: Multiply<Complex>(left.Contiguous(), right.Contiguous(), result); break;
        }
        return result;
    }

    private static void Multiply<T>(Tensor a, Tensor b, Tensor result) where T : unmanaged, INumberBase<T>
    {
        int rows = (int)a.Shape[^2], depth = (int)a.Shape[^1], columns = (int)b.Shape[^1];
        ReadOnlySpan<T> left = a.ReadOnlySpan<T>(), right = b.ReadOnlySpan<T>();
        Span<T> product = result.Span<T>();
        for (int row = 0; row < product.Length / columns; row++)
        {
            Span<T> target = product.Slice(row * columns, columns);
            ReadOnlySpan<T> matrix = right.Slice(row / rows * depth * columns, depth * columns);
            for (int k = 0; k < depth; k++)
            {
                T factor = left[(row * depth) + k];
                ReadOnlySpan<T> source = matrix.Slice(k * columns, columns);
                for (int column = 0; column < columns; column++)
                    target[column] += factor * source[column];
            }
        }
    }
}
