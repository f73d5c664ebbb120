namespace Nobuco.Tensors.Kernels.Reductions;

/// <summary>A contiguous tensor as [outer, count, inner] where the middle is reduced, and the shape of what is left.</summary>
internal sealed record ReductionView(Tensor Values, int Outer, int Count, int Inner, Seq<long> Shape)
{
    // Lines shorter than this are gathered into rows.
    private const int ShortLine = 8;

    /// <param name="axes">All axes when there are none.</param>
    public static ReductionView Of(Tensor x, Seq<int> axes, bool keepDims, bool asRows = false)
    {
        var reduced = new bool[x.Rank];
        foreach (int axis in axes)
            reduced[ShapeMath.NormalizeAxis(axis, x.Rank)] = x.Rank > 0;
        if (axes.Count == 0)
            Array.Fill(reduced, true);
        int[] kept = [.. Enumerable.Range(0, x.Rank).Where(axis => !reduced[axis])];
        int[] gone = [.. Enumerable.Range(0, x.Rank).Where(axis => reduced[axis])];
        long count = Product(x.Shape, gone);
        Seq<long> shape = keepDims
            ? [.. Enumerable.Range(0, x.Rank).Select(axis => reduced[axis] ? 1 : x.Shape[axis])]
            : [.. kept.Select(axis => x.Shape[axis])];

        bool isRun = gone.Length > 0 && gone[^1] - gone[0] == gone.Length - 1;
        long inner = isRun ? ShapeMath.Product(x.Shape[(gone[^1] + 1)..]) : 1;
        if (isRun && (inner == 1 || (inner >= ShortLine && !asRows)))
            return new ReductionView(x.Contiguous(), (int)ShapeMath.Product(x.Shape[..gone[0]]), (int)count, (int)inner, shape);
        return new ReductionView(x.Permute([.. kept, .. gone]).Contiguous(), (int)Product(x.Shape, kept), (int)count, 1, shape);
    }

    private static long Product(Seq<long> shape, int[] axes)
    {
        long product = 1;
        foreach (int axis in axes)
            product *= shape[axis];
        return product;
    }
}
