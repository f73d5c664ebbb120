namespace Nobuco.Tensors.Kernels;

/// <summary>PyTorch's indexing with tensors, as rows of the tensor whose picked axes come first.</summary>
/// <param name="PickedFirst">The order of axes in which the picked ones lead.</param>
/// <param name="PickedShape">The indices' common shape.</param>
/// <param name="KeptShape">Sizes of the axes that are not picked.</param>
/// <param name="Rows">Row numbers over the picked axes, in the order of <paramref name="PickedShape"/>.</param>
/// <param name="ToResult">The order that takes [picked, kept] to the result.</param>
internal sealed record AdvancedIndex(Seq<int> PickedFirst, Seq<long> PickedShape, Seq<long> KeptShape, long[] Rows, Seq<int> ToResult)
{
    public static AdvancedIndex Of(Seq<long> shape, IReadOnlyList<Tensor?> indices)
    {
        Tensor?[] perAxis = PerAxis(shape, indices);
        int[] picked = [.. Enumerable.Range(0, shape.Count).Where(axis => perAxis[axis] is not null)];
        int[] kept = [.. Enumerable.Range(0, shape.Count).Where(axis => perAxis[axis] is null)];
        Seq<long> common = [];
        foreach (int axis in picked)
            common = ShapeMath.Broadcast(common, perAxis[axis]!.Shape);

        var rows = new long[ShapeMath.Product(common)];
        foreach (int axis in picked)
        {
            long[] along = Indices.Of(perAxis[axis]!.BroadcastTo(common), shape[axis]);
            for (int i = 0; i < rows.Length; i++)
                rows[i] = (rows[i] * shape[axis]) + along[i];
        }
        return new AdvancedIndex([.. picked, .. kept], common, [.. kept.Select(axis => shape[axis])], rows, Order(picked, common.Count, kept.Length));
    }

    /// <summary>Masks become one index per axis they cover.</summary>
    private static Tensor?[] PerAxis(Seq<long> shape, IReadOnlyList<Tensor?> indices)
    {
        var perAxis = new List<Tensor?>();
        foreach (Tensor? index in indices)
        {
            if (index?.DType != DType.Bool)
            {
                perAxis.Add(index);
                continue;
            }
            Tensor positions = Gathering.NonZero(index);
            for (int axis = 0; axis < index.Rank; axis++)
                perAxis.Add(positions.Select(1, axis));
        }
        while (perAxis.Count < shape.Count)
            perAxis.Add(null);
        return [.. perAxis];
    }

    private static Seq<int> Order(int[] picked, int commonRank, int keptRank)
    {
        bool areNeighbours = picked.Length == 0 || picked[^1] - picked[0] == picked.Length - 1;
        int leading = areNeighbours && picked.Length > 0 ? picked[0] : 0;
        return
        [
            .. Enumerable.Range(commonRank, leading),
            .. Enumerable.Range(0, commonRank),
            .. Enumerable.Range(commonRank + leading, keptRank - leading),
        ];
    }
}
