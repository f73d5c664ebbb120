using Nobuco.Tensors;

namespace Nobuco.PyTorch.Aten;

/// <summary>Parts of a tensor, in the same memory.</summary>
internal static partial class Shape
{
    [AtenOperator("aten::split.Tensor")]
    [AtenOperator("aten::unsafe_split.Tensor")]
    public static IReadOnlyList<Tensor> Split(Tensor self, long splitSize, long dim)
    {
        long size = self.Shape[ShapeMath.NormalizeAxis(dim, self.Rank)];
        long count = splitSize == 0 ? 1 : Math.Max((size + splitSize - 1) / splitSize, 1);
        return [.. Parts(self, dim, Enumerable.Range(0, (int)count).Select(part => Math.Min(splitSize, size - (part * splitSize))))];
    }

    [AtenOperator("aten::split.sizes")]
    public static IReadOnlyList<Tensor> SplitBySizes(Tensor self, Seq<long> splitSize, long dim) => [.. Parts(self, dim, splitSize)];

    [AtenOperator("aten::split_with_sizes")]
    [AtenOperator("aten::unsafe_split_with_sizes")]
    public static IReadOnlyList<Tensor> SplitWithSizes(Tensor self, Seq<long> splitSizes, long dim) => [.. Parts(self, dim, splitSizes)];

    [AtenOperator("aten::chunk")]
    [AtenOperator("aten::unsafe_chunk")]
    public static IReadOnlyList<Tensor> Chunk(Tensor self, long chunks, long dim)
    {
        long size = self.Shape[ShapeMath.NormalizeAxis(dim, self.Rank)];
        long length = (size + chunks - 1) / chunks;
        return length == 0 ? [.. Parts(self, dim, Enumerable.Repeat(0L, (int)chunks))] : Split(self, length, dim);
    }

    /// <summary>Parts whose sizes differ by at most one, the larger ones first.</summary>
    [AtenOperator("aten::tensor_split.sections")]
    public static IReadOnlyList<Tensor> TensorSplit(Tensor self, long sections, long dim)
    {
        (long length, long larger) = Math.DivRem(self.Shape[ShapeMath.NormalizeAxis(dim, self.Rank)], sections);
        return [.. Parts(self, dim, Enumerable.Range(0, (int)sections).Select(part => length + (part < larger ? 1 : 0)))];
    }

    [AtenOperator("aten::tensor_split.indices")]
    public static IReadOnlyList<Tensor> TensorSplit(Tensor self, Seq<long> indices, long dim)
    {
        int axis = ShapeMath.NormalizeAxis(dim, self.Rank);
        Seq<long> starts = [0, .. indices], ends = [.. indices, long.MaxValue];
        return [.. starts.Zip(ends, (start, end) => self.Slice(axis, start, end))];
    }

    [AtenOperator("aten::hsplit.int")]
    public static IReadOnlyList<Tensor> HSplit(Tensor self, long sections) => TensorSplit(self, sections, self.Rank == 1 ? 0 : 1);

    [AtenOperator("aten::hsplit.array")]
    public static IReadOnlyList<Tensor> HSplit(Tensor self, Seq<long> indices) => TensorSplit(self, indices, self.Rank == 1 ? 0 : 1);

    [AtenOperator("aten::vsplit.int")]
    public static IReadOnlyList<Tensor> VSplit(Tensor self, long sections) => TensorSplit(self, sections, 0);

    [AtenOperator("aten::vsplit.array")]
    public static IReadOnlyList<Tensor> VSplit(Tensor self, Seq<long> indices) => TensorSplit(self, indices, 0);

    [AtenOperator("aten::dsplit.int")]
    public static IReadOnlyList<Tensor> DSplit(Tensor self, long sections) => TensorSplit(self, sections, 2);

    [AtenOperator("aten::dsplit.array")]
    public static IReadOnlyList<Tensor> DSplit(Tensor self, Seq<long> indices) => TensorSplit(self, indices, 2);

    [AtenOperator("aten::unbind.int")]
    public static IReadOnlyList<Tensor> Unbind(Tensor self, long dim)
    {
        int axis = ShapeMath.NormalizeAxis(dim, self.Rank);
        return [.. Enumerable.Range(0, (int)self.Shape[axis]).Select(index => self.Select(axis, index))];
    }

    private static IEnumerable<Tensor> Parts(Tensor self, long dim, IEnumerable<long> sizes)
    {
        int axis = ShapeMath.NormalizeAxis(dim, self.Rank);
        long start = 0;
        foreach (long size in sizes)
            yield return self.Slice(axis, start, start += size);
        if (start != self.Shape[axis])
            throw new ArgumentException($"The parts hold {start} of the {self.Shape[axis]} elements of axis {axis}.", nameof(sizes));
    }
}
