namespace Nobuco.Tensors.Kernels;

/// <summary>Index tensors as row numbers of what they index.</summary>
internal static class Indices
{
    /// <summary>The indices of an axis of the given size, counted from its start.</summary>
    public static long[] Of(Tensor indices, long size)
    {
        long[] values = indices.ToArray<long>();
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] < -size || values[i] >= size)
                throw new ArgumentOutOfRangeException(nameof(indices), values[i], $"The index is outside an axis of size {size}.");
            if (values[i] < 0)
                values[i] += size;
        }
        return values;
    }

    /// <summary>For each element of <paramref name="index"/>, the element of a tensor of <paramref name="shape"/> at its position but for the axis.</summary>
    public static long[] AlongAxis(Seq<long> shape, int axis, Tensor index)
    {
        long[] result = Of(index, shape[axis]);
        Seq<long> strides = ShapeMath.ContiguousStrides(shape);
        for (int i = 0; i < result.Length; i++)
        {
            long element = result[i] * strides[axis], rest = i;
            for (int other = index.Rank - 1; other >= 0; other--)
            {
                (rest, long at) = Math.DivRem(rest, index.Shape[other]);
                element += other == axis ? 0 : at * strides[other];
            }
            result[i] = element;
        }
        return result;
    }

    /// <summary>For each vector along the last axis, the number of the slice it names.</summary>
    public static long[] OfVectors(Seq<long> shape, Tensor vectors)
    {
        int depth = (int)vectors.Shape[^1];
        var result = new long[ShapeMath.Product(vectors.Shape[..^1])];
        for (int axis = 0; axis < depth; axis++)
        {
            long[] along = Of(vectors.Select(vectors.Rank - 1, axis), shape[axis]);
            for (int i = 0; i < result.Length; i++)
                result[i] = (result[i] * shape[axis]) + along[i];
        }
        return result;
    }
}
