using System.Numerics;
using System.Numerics.Tensors;

namespace Nobuco.Tensors.Kernels;

/// <summary>Softmax and its logarithm.</summary>
public static class Softmax
{
    private const long ParallelCount = 1 << 15;

    /// <summary>exp(x − max) / Σ exp(x − max) along an axis, or its logarithm x − max − log Σ exp(x − max).</summary>
    public static Tensor Run(Tensor x, int axis, bool log)
    {
        if (x.Count == 0)
            return x.Contiguous();
        if (x.Rank == 0)
            return Run(x.Unsqueeze(0), 0, log).Squeeze(0);
        axis = ShapeMath.NormalizeAxis(axis, x.Rank);
        if (axis != x.Rank - 1)
            return Run(x.Transpose(axis, x.Rank - 1), x.Rank - 1, log).Transpose(axis, x.Rank - 1).Contiguous();
        if (x.DType == DType.Float64)
            return Rows<double>(x.Contiguous(), log);
        return Rows<float>(x.Cast(DType.Float32).Contiguous(), log).Cast(x.DType);
    }

    private static unsafe Tensor Rows<T>(Tensor x, bool log) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor result = Tensor.Empty(x.DType, x.Shape);
        int count = (int)x.Shape[^1];
        T* from = (T*)x.Address, to = (T*)result.Address;
        Parallelism.ForRange(x.Count / count, Math.Max(1, ParallelCount / count), (start, end) =>
        {
            var buffer = new T[log ? count : 0];
            for (long row = start; row < end; row++)
                Row(new ReadOnlySpan<T>(from + (row * count), count), new Span<T>(to + (row * count), count), buffer);
        });
        GC.KeepAlive(x);
        GC.KeepAlive(result);
        return result;
    }

    /// <param name="buffer">Room for a row when the logarithm is wanted, empty otherwise.</param>
    private static void Row<T>(ReadOnlySpan<T> x, Span<T> result, Span<T> buffer) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        TensorPrimitives.Subtract(x, TensorPrimitives.Max(x), result);
        if (buffer.IsEmpty)
        {
            TensorPrimitives.Exp<T>(result, result);
            TensorPrimitives.Divide(result, TensorPrimitives.Sum<T>(result), result);
            return;
        }
        TensorPrimitives.Exp<T>(result, buffer);
        TensorPrimitives.Subtract(result, T.Log(TensorPrimitives.Sum<T>(buffer)), result);
    }
}
