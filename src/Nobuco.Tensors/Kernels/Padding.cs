namespace Nobuco.Tensors.Kernels;

/// <summary>Padding of any axes; negative amounts crop.</summary>
public static class Padding
{
    /// <summary>Pads with one value, zero by default.</summary>
    /// <param name="before">Elements before each axis of <paramref name="x"/>.</param>
    /// <param name="after">Elements after each axis.</param>
    /// <param name="value">Of rank 0 and of the type of <paramref name="x"/>.</param>
    public static Tensor Constant(Tensor x, Seq<int> before, Seq<int> after, Tensor? value = null)
    {
        Seq<long> shape = [.. Enumerable.Range(0, x.Rank).Select(axis => x.Shape[axis] + before[axis] + after[axis])];
        if (shape == x.Shape && before.All(amount => amount == 0))
            return x.Contiguous();
        Tensor result = Tensor.Zeros(x.DType, shape);
        if (value is not null)
            result.CopyFrom(value);
        Tensor inside = result, kept = x;
        for (int axis = 0; axis < x.Rank; axis++)
        {
            kept = kept.Slice(axis, Math.Max(-before[axis], 0), x.Shape[axis] - Math.Max(-after[axis], 0));
            inside = inside.Slice(axis, Math.Max(before[axis], 0), shape[axis] - Math.Max(after[axis], 0));
        }
        inside.CopyFrom(kept);
        return result;
    }

    /// <summary>Pads with the elements mirrored at the edges, which are repeated when <paramref name="symmetric"/> and not otherwise.</summary>
    public static Tensor Mirror(Tensor x, Seq<int> before, Seq<int> after, bool symmetric) =>
        ByIndex(x, before, after, (index, size) => Reflect(index, size, symmetric));

    /// <summary>Pads with the elements at the edges.</summary>
    public static Tensor Edge(Tensor x, Seq<int> before, Seq<int> after) =>
        ByIndex(x, before, after, static (index, size) => Math.Clamp(index, 0, size - 1));

    /// <summary>Pads with the elements from the other end.</summary>
    public static Tensor Circular(Tensor x, Seq<int> before, Seq<int> after) =>
        ByIndex(x, before, after, static (index, size) => ((index % size) + size) % size);

    private static Tensor ByIndex(Tensor x, Seq<int> before, Seq<int> after, Func<long, long, long> source)
    {
        for (int axis = 0; axis < x.Rank; axis++)
        {
            if (before[axis] == 0 && after[axis] == 0)
                continue;
            long size = x.Shape[axis];
            var indices = new long[size + before[axis] + after[axis]];
            for (int i = 0; i < indices.Length; i++)
                indices[i] = source(i - before[axis], size);
            x = Gathering.Take(x, axis, Tensor.From(indices, indices.Length));
        }
        return x.Contiguous();
    }

    private static long Reflect(long index, long size, bool symmetric)
    {
        long period = symmetric ? 2 * size : Math.Max((2 * size) - 2, 1);
        long phase = ((index % period) + period) % period;
        return phase < size ? phase : symmetric ? period - 1 - phase : period - phase;
    }
}
