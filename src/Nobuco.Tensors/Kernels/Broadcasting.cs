namespace Nobuco.Tensors.Kernels;

/// <summary>Applies a function of two elements to broadcast operands.</summary>
internal static unsafe class Broadcasting
{
    private const int Chunk = 1024;
    private const int ParallelCount = 1 << 16;

    public static Tensor Run<T, TResult>(Tensor a, Tensor b, DType resultType, BinaryKernel<T, TResult> kernel)
        where T : unmanaged
        where TResult : unmanaged
    {
        Seq<long> shape = ShapeMath.Broadcast(a.Shape, b.Shape);
        long count = ShapeMath.Product(shape);
        if (count == 0)
            return Tensor.Empty(resultType, shape);
        Tensor compactA = Compact(a, count), compactB = Compact(b, count);
        // A copy takes the results as well.
        Tensor? copy = resultType != a.DType ? null : compactA != a ? compactA : compactB != b ? compactB : null;
        Tensor result = copy?.Reshape(shape) ?? Tensor.Empty(resultType, shape);
        (a, b) = (compactA, compactB);
        var iteration = Iteration.Of(shape, a.BroadcastTo(shape).Strides, b.BroadcastTo(shape).Strides);
        T* left = (T*)a.Address, right = (T*)b.Address;
        var to = (TResult*)result.Address;
        long grain = Math.Max(1, ParallelCount / iteration.Inner);
        if (iteration.Rows == 1 && iteration.Inner >= 2 * ParallelCount)
        {
            Parallelism.ForRange(iteration.Inner, ParallelCount, (start, end) =>
                Row(left + (start * iteration.InnerA), iteration.InnerA, right + (start * iteration.InnerB), iteration.InnerB, to + start, end - start, kernel));
        }
        else
        {
            Parallelism.ForRange(iteration.Rows, grain, (start, end) => Rows(iteration, left, right, to, start, end, kernel));
        }
        GC.KeepAlive(a);
        GC.KeepAlive(b);
        GC.KeepAlive(result);
        return result;
    }

    /// <summary>A large operand whose innermost elements lie apart is copied: that goes in blocks, the gathering of rows does not.</summary>
    private static Tensor Compact(Tensor operand, long count) =>
        operand.Count == count && count >= Chunk && operand.Rank > 1 && operand.Strides[^1] != 1 && operand.Shape[^1] > 1 ? operand.Contiguous() : operand;

    private static void Rows<T, TResult>(Iteration iteration, T* left, T* right, TResult* to, long start, long end, BinaryKernel<T, TResult> kernel)
        where T : unmanaged
        where TResult : unmanaged
    {
        for (long row = start; row < end; row++)
        {
            (long a, long b) = iteration.Offsets(row);
            Row(left + a, iteration.InnerA, right + b, iteration.InnerB, to + (row * iteration.Inner), iteration.Inner, kernel);
        }
    }

    private static void Row<T, TResult>(T* left, long strideA, T* right, long strideB, TResult* to, long count, BinaryKernel<T, TResult> kernel)
        where T : unmanaged
        where TResult : unmanaged
    {
        T* bufferA = stackalloc T[strideA == 1 ? 0 : Chunk], bufferB = stackalloc T[strideB == 1 ? 0 : Chunk];
        int step = strideA == 1 && strideB == 1 ? int.MaxValue : Chunk;
        for (long at = 0; at < count; at += step)
        {
            int length = (int)Math.Min(step, count - at);
            ReadOnlySpan<T> a = Values(left + (at * strideA), strideA, bufferA, length, at == 0);
            ReadOnlySpan<T> b = Values(right + (at * strideB), strideB, bufferB, length, at == 0);
            kernel(a, b, new Span<TResult>(to + at, length));
        }
    }

    /// <summary>The elements side by side: where they are, or gathered into the buffer (which keeps a repeated one from chunk to chunk).</summary>
    private static ReadOnlySpan<T> Values<T>(T* from, long stride, T* buffer, int length, bool isFirst) where T : unmanaged
    {
        if (stride == 1)
            return new ReadOnlySpan<T>(from, length);
        if (stride == 0)
        {
            if (isFirst)
                new Span<T>(buffer, length).Fill(*from);
        }
        else
        {
            for (int i = 0; i < length; i++)
                buffer[i] = from[i * stride];
        }
        return new ReadOnlySpan<T>(buffer, length);
    }

    /// <summary>Rows along the innermost axis after neighbouring axes that step alike are merged.</summary>
    private sealed class Iteration
    {
        private readonly long[] _shape, _stridesA, _stridesB;

        private Iteration(long[] shape, long[] stridesA, long[] stridesB)
        {
            (_shape, _stridesA, _stridesB) = (shape[..^1], stridesA[..^1], stridesB[..^1]);
            (Inner, InnerA, InnerB) = (shape[^1], stridesA[^1], stridesB[^1]);
            Rows = ShapeMath.Product([.. _shape]);
        }

        public long Rows { get; }

        public long Inner { get; }

        public long InnerA { get; }

        public long InnerB { get; }

        public static Iteration Of(Seq<long> shape, Seq<long> stridesA, Seq<long> stridesB)
        {
            List<long> sizes = [1], a = [1], b = [1];
            for (int axis = 0; axis < shape.Count; axis++)
            {
                if (shape[axis] == 1)
                    continue;
                bool merges = a[^1] == shape[axis] * stridesA[axis] && b[^1] == shape[axis] * stridesB[axis];
                if (merges || sizes[^1] == 1)
                {
                    (sizes[^1], a[^1], b[^1]) = (sizes[^1] * shape[axis], stridesA[axis], stridesB[axis]);
                }
                else
                {
                    sizes.Add(shape[axis]);
                    a.Add(stridesA[axis]);
                    b.Add(stridesB[axis]);
                }
            }
            return new Iteration([.. sizes], [.. a], [.. b]);
        }

        public (long A, long B) Offsets(long row)
        {
            long a = 0, b = 0;
            for (int axis = _shape.Length - 1; axis >= 0; axis--)
            {
                (row, long index) = Math.DivRem(row, _shape[axis]);
                a += index * _stridesA[axis];
                b += index * _stridesB[axis];
            }
            return (a, b);
        }
    }
}
