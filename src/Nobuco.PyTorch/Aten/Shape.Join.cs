using Nobuco.Tensors;

namespace Nobuco.PyTorch.Aten;

/// <summary>Tensors made of several.</summary>
internal static partial class Shape
{
    [AtenOperator("aten::cat")]
    [AtenOperator("aten::concat")]
    [AtenOperator("aten::concatenate")]
    public static Tensor Cat(IReadOnlyList<Tensor> tensors, long dim)
    {
        DType dtype = TypePromotion.ResultType(tensors);
        // Empty vectors are skipped whatever the rank of the others.
        Tensor[] parts = [.. tensors.Where(tensor => tensor.Shape != [0])];
        if (parts.Length == 0)
            return Tensor.Empty(dtype, [0]);
        int axis = ShapeMath.NormalizeAxis(dim, parts[0].Rank);
        Tensor result = Tensor.Empty(dtype, parts[0].Shape.With(axis, parts.Sum(part => part.Shape[axis])));
        long start = 0;
        foreach (Tensor part in parts)
        {
            if (part.Shape.With(axis, 0) != parts[0].Shape.With(axis, 0))
                throw new ArgumentException($"Shapes {parts[0].Shape} and {part.Shape} cannot be joined along axis {axis}.", nameof(tensors));
            result.Slice(axis, start, start + part.Shape[axis]).CopyFrom(part);
            start += part.Shape[axis];
        }
        return result;
    }

    [AtenOperator("aten::stack")]
    public static Tensor Stack(IReadOnlyList<Tensor> tensors, long dim)
    {
        int axis = ShapeMath.NormalizeAxis(dim, tensors[0].Rank + 1);
        return Cat([.. tensors.Select(tensor => tensor.Unsqueeze(axis))], axis);
    }

    [AtenOperator("aten::hstack")]
    public static Tensor HStack(IReadOnlyList<Tensor> tensors) => Cat(AtLeast1d(tensors), tensors[0].Rank < 2 ? 0 : 1);

    [AtenOperator("aten::vstack")]
    [AtenOperator("aten::row_stack")]
    public static Tensor VStack(IReadOnlyList<Tensor> tensors) => Cat(AtLeast2d(tensors), 0);

    [AtenOperator("aten::dstack")]
    public static Tensor DStack(IReadOnlyList<Tensor> tensors) => Cat(AtLeast3d(tensors), 2);

    [AtenOperator("aten::column_stack")]
    public static Tensor ColumnStack(IReadOnlyList<Tensor> tensors) => Cat([.. tensors.Select(x => x.Rank < 2 ? x.Reshape([x.Count, 1]) : x)], 1);

    [AtenOperator("aten::atleast_1d")]
    public static Tensor AtLeast1d(Tensor self) => self.Rank == 0 ? self.Unsqueeze(0) : self;

    [AtenOperator("aten::atleast_2d")]
    public static Tensor AtLeast2d(Tensor self) => self.Rank < 2 ? AtLeast1d(self).Unsqueeze(0) : self;

    [AtenOperator("aten::atleast_3d")]
    public static Tensor AtLeast3d(Tensor self) => self.Rank < 3 ? AtLeast2d(self).Unsqueeze(2) : self;

    [AtenOperator("aten::atleast_1d.Sequence")]
    public static IReadOnlyList<Tensor> AtLeast1d(IReadOnlyList<Tensor> tensors) => [.. tensors.Select(AtLeast1d)];

    [AtenOperator("aten::atleast_2d.Sequence")]
    public static IReadOnlyList<Tensor> AtLeast2d(IReadOnlyList<Tensor> tensors) => [.. tensors.Select(AtLeast2d)];

    [AtenOperator("aten::atleast_3d.Sequence")]
    public static IReadOnlyList<Tensor> AtLeast3d(IReadOnlyList<Tensor> tensors) => [.. tensors.Select(AtLeast3d)];

    [AtenOperator("aten::block_diag")]
    public static Tensor BlockDiag(IReadOnlyList<Tensor> tensors)
    {
        IReadOnlyList<Tensor> blocks = AtLeast2d(tensors);
        Tensor result = Tensor.Zeros(TypePromotion.ResultType(blocks), [blocks.Sum(b => b.Shape[0]), blocks.Sum(b => b.Shape[1])]);
        long row = 0, column = 0;
        foreach (Tensor block in blocks)
        {
            result.Slice(0, row, row += block.Shape[0]).Slice(1, column, column += block.Shape[1]).CopyFrom(block);
        }
        return result;
    }

    [AtenOperator("aten::meshgrid")]
    public static IReadOnlyList<Tensor> Meshgrid(IReadOnlyList<Tensor> tensors) => Meshgrid(tensors, "ij");

    [AtenOperator("aten::meshgrid.indexing")]
    public static IReadOnlyList<Tensor> Meshgrid(IReadOnlyList<Tensor> tensors, string indexing)
    {
        bool swap = indexing == "xy" && tensors.Count > 1;
        Tensor[] axes = [.. tensors.Select(tensor => tensor.Reshape([tensor.Count]))];
        if (swap)
            (axes[0], axes[1]) = (axes[1], axes[0]);
        Seq<long> shape = [.. axes.Select(axis => axis.Count)];
        Tensor[] grids = [.. axes.Select((x, axis) => x.Reshape(Seq.Repeat(1L, axes.Length).With(axis, x.Count)).BroadcastTo(shape))];
        if (swap)
            (grids[0], grids[1]) = (grids[1], grids[0]);
        return grids;
    }

    [AtenOperator("aten::cartesian_prod")]
    public static Tensor CartesianProduct(IReadOnlyList<Tensor> tensors) =>
        tensors.Count == 1 ? tensors[0] : Stack([.. Meshgrid(tensors).Select(grid => grid.Reshape([grid.Count]))], 1);
}
