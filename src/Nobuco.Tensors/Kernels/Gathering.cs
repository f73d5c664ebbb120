namespace Nobuco.Tensors.Kernels;

/// <summary>Reads elements by index. Indices are integers of any type; negative ones count from the end of the axis.</summary>
public static class Gathering
{
    /// <summary>
    /// Slices along an axis: the result has the shape of <paramref name="indices"/> (without its batch axes) in place of the axis.
    /// </summary>
    /// <param name="batchDims">Leading axes that both share: indices apply within each batch.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside the axis.</exception>
    public static Tensor Take(Tensor x, int axis, Tensor indices, int batchDims = 0)
    {
        axis = ShapeMath.NormalizeAxis(axis, x.Rank);
        long size = x.Shape[axis], inner = ShapeMath.Product(x.Shape[(axis + 1)..]);
        long batch = ShapeMath.Product(x.Shape[..batchDims]), outer = ShapeMath.Product(x.Shape[batchDims..axis]);
        long[] wanted = Indices.Of(indices, size);
        long perBatch = batch == 0 ? 0 : wanted.Length / batch;
        var rows = new long[batch * outer * perBatch];
        for (long i = 0, to = 0; i < batch * outer; i++)
        {
            for (long j = 0; j < perBatch; j++)
                rows[to++] = (i * size) + wanted[(i / outer * perBatch) + j];
        }
        return Rows(x, rows, inner, [.. x.Shape[..axis], .. indices.Shape[batchDims..], .. x.Shape[(axis + 1)..]]);
    }

    /// <summary>result[i…] = x[i… with the axis' index replaced by index[i…]] (torch.gather).</summary>
    /// <param name="index">Of the rank of <paramref name="x"/>, and no larger in the other axes.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside the axis.</exception>
    public static Tensor Gather(Tensor x, int axis, Tensor index)
    {
        if (x.Rank == 0)
            return x.Clone();
        axis = ShapeMath.NormalizeAxis(axis, x.Rank);
        return Rows(x, Indices.AlongAxis(x.Shape, axis, index), 1, index.Shape);
    }

    /// <summary>Slices x[i₀, i₁, …] for each vector i along the last axis of <paramref name="indices"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside its axis.</exception>
    public static Tensor GatherNd(Tensor x, Tensor indices)
    {
        int depth = (int)indices.Shape[^1];
        return Rows(x, Indices.OfVectors(x.Shape, indices), ShapeMath.Product(x.Shape[depth..]), [.. indices.Shape[..^1], .. x.Shape[depth..]]);
    }

    /// <summary>
    /// PyTorch's x[indices]: null keeps an axis, integers (broadcast against each other) pick along one, a boolean mask along as many as it has axes.
    /// The picked axes come first in the result unless they are neighbours.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside its axis.</exception>
    public static Tensor Index(Tensor x, IReadOnlyList<Tensor?> indices)
    {
        var plan = AdvancedIndex.Of(x.Shape, indices);
        Tensor permuted = x.Permute(plan.PickedFirst);
        long inner = ShapeMath.Product(plan.KeptShape);
        return Rows(permuted, plan.Rows, inner, [.. plan.PickedShape, .. plan.KeptShape]).Permute(plan.ToResult).Contiguous();
    }

    /// <summary>The positions of the elements that are not zero, in row-major order: int64 [count, rank].</summary>
    public static Tensor NonZero(Tensor x)
    {
        ReadOnlySpan<bool> truth = x.Cast(DType.Bool).Contiguous().ReadOnlySpan<bool>();
        var positions = new List<long>();
        for (int i = 0; i < truth.Length; i++)
        {
            if (!truth[i])
                continue;
            long rest = i;
            int start = positions.Count;
            for (int axis = x.Rank - 1; axis >= 0; axis--)
            {
                (rest, long at) = Math.DivRem(rest, x.Shape[axis]);
                positions.Insert(start, at);
            }
        }
        long count = x.Rank == 0 ? (truth[0] ? 1 : 0) : positions.Count / x.Rank;
        return Tensor.From<long>(positions.ToArray().AsSpan(), [count, x.Rank]);
    }

    /// <summary>The rows (runs of <paramref name="inner"/> elements) of <paramref name="x"/> with the given numbers, as one tensor.</summary>
    private static Tensor Rows(Tensor x, long[] rows, long inner, Seq<long> shape)
    {
        Tensor source = x.Contiguous(), result = Tensor.Empty(x.DType, shape);
        if (result.Count == 0)
            return result;
        switch (inner * x.DType.Size())
        {
            case 1: Copy<byte>(source, rows, 1, result); break;
            case 2: Copy<ushort>(source, rows, 1, result); break;
            case 4: Copy<uint>(source, rows, 1, result); break;
            case 8: Copy<ulong>(source, rows, 1, result); break;
            case var size: Copy<byte>(source, rows, size, result); break;
        }
        return result;
    }

    private static unsafe void Copy<T>(Tensor source, long[] rows, long length, Tensor result) where T : unmanaged
    {
        T* from = (T*)source.Address, to = (T*)result.Address;
        if (length == 1)
        {
            for (int i = 0; i < rows.Length; i++)
                to[i] = from[rows[i]];
        }
        else
        {
            for (int i = 0; i < rows.Length; i++)
                Buffer.MemoryCopy(from + (rows[i] * length), to + (i * length), length * sizeof(T), length * sizeof(T));
        }
        GC.KeepAlive(source);
    }
}
