using Nobuco.Tensors;

namespace Nobuco.PyTorch.Aten;

/// <summary>Views: other shapes of the same elements, in the same memory.</summary>
internal static partial class Shape
{
    [AtenOperator("aten::alias")]
    [AtenOperator("aten::detach")]
    [AtenOperator("aten::detach_")]
    public static Tensor Same(Tensor self) => self;

    [AtenOperator("aten::contiguous")]
    public static Tensor Contiguous(Tensor self) => self.Contiguous();

    [AtenOperator("aten::clone")]
    public static Tensor Clone(Tensor self) => self.Clone();

    [AtenOperator("aten::as_strided")]
    [AtenOperator("aten::as_strided_")]
    public static Tensor AsStrided(Tensor self, Seq<long> size, Seq<long> stride, long? storageOffset) =>
        self.AsStrided(size, stride, storageOffset ?? self.Offset);

    /// <summary>A copy where the strides allow no view, which happens in functional graphs: they do not copy to make elements contiguous.</summary>
    [AtenOperator("aten::view")]
    [AtenOperator("aten::_unsafe_view")]
    public static Tensor View(Tensor self, Seq<long> size) => self.Reshape(Sizes(size, self.Count));

    [AtenOperator("aten::reshape")]
    public static Tensor Reshape(Tensor self, Seq<long> shape) => self.Reshape(Sizes(shape, self.Count));

    [AtenOperator("aten::view_as")]
    [AtenOperator("aten::reshape_as")]
    public static Tensor ReshapeAs(Tensor self, Tensor other) => self.Reshape(other.Shape);

    [AtenOperator("aten::_reshape_alias")]
    public static Tensor ReshapeAlias(Tensor self, Seq<long> size, Seq<long> stride) => self.AsStrided(size, stride, self.Offset);

    [AtenOperator("aten::flatten.using_ints")]
    public static Tensor Flatten(Tensor self, long startDim, long endDim)
    {
        if (self.Rank == 0)
            return self.Reshape([1]);
        int first = ShapeMath.NormalizeAxis(startDim, self.Rank), last = ShapeMath.NormalizeAxis(endDim, self.Rank);
        return first == last
            ? self
            : self.Reshape([.. self.Shape[..first], ShapeMath.Product(self.Shape[first..(last + 1)]), .. self.Shape[(last + 1)..]]);
    }

    [AtenOperator("aten::ravel")]
    public static Tensor Ravel(Tensor self) => self.Reshape([self.Count]);

    [AtenOperator("aten::unflatten.int")]
    public static Tensor Unflatten(Tensor self, long dim, Seq<long> sizes)
    {
        int axis = ShapeMath.NormalizeAxis(dim, self.Rank);
        return self.Reshape([.. self.Shape[..axis], .. Sizes(sizes, self.Shape[axis]), .. self.Shape[(axis + 1)..]]);
    }

    [AtenOperator("aten::squeeze")]
    [AtenOperator("aten::squeeze_")]
    public static Tensor Squeeze(Tensor self) => Squeeze(self, [.. Enumerable.Range(0, self.Rank).Select(axis => (long)axis)]);

    [AtenOperator("aten::squeeze.dim")]
    [AtenOperator("aten::squeeze_.dim")]
    public static Tensor Squeeze(Tensor self, long dim) => Squeeze(self, Seq.Repeat(dim, 1));

    [AtenOperator("aten::squeeze.dims")]
    [AtenOperator("aten::squeeze_.dims")]
    public static Tensor Squeeze(Tensor self, Seq<long> dim) => self.Rank == 0
        ? self
        : dim.Select(axis => ShapeMath.NormalizeAxis(axis, self.Rank)).OrderDescending().Aggregate(self, (x, axis) => x.Squeeze(axis));

    [AtenOperator("aten::unsqueeze")]
    [AtenOperator("aten::unsqueeze_")]
    public static Tensor Unsqueeze(Tensor self, long dim) => self.Unsqueeze(ShapeMath.NormalizeAxis(dim, self.Rank + 1));

    [AtenOperator("aten::expand")]
    public static Tensor Expand(Tensor self, Seq<long> size, bool @implicit)
    {
        int added = size.Count - self.Rank;
        return self.BroadcastTo([.. size.Select((length, axis) => length == -1 ? self.Shape[axis - added] : length)]);
    }

    [AtenOperator("aten::broadcast_to")]
    public static Tensor BroadcastTo(Tensor self, Seq<long> size) => Expand(self, size, false);

    [AtenOperator("aten::expand_as")]
    public static Tensor ExpandAs(Tensor self, Tensor other) => self.BroadcastTo(other.Shape);

    [AtenOperator("aten::broadcast_tensors")]
    public static IReadOnlyList<Tensor> BroadcastTensors(IReadOnlyList<Tensor> tensors)
    {
        Seq<long> shape = tensors.Select(tensor => tensor.Shape).Aggregate(ShapeMath.Broadcast);
        return [.. tensors.Select(tensor => tensor.BroadcastTo(shape))];
    }

    [AtenOperator("aten::permute")]
    public static Tensor Permute(Tensor self, Seq<long> dims) => self.Permute([.. dims.Select(axis => ShapeMath.NormalizeAxis(axis, self.Rank))]);

    [AtenOperator("aten::transpose.int")]
    [AtenOperator("aten::transpose_")]
    [AtenOperator("aten::swapdims")]
    [AtenOperator("aten::swapdims_")]
    public static Tensor Transpose(Tensor self, long dim0, long dim1) => self.Rank == 0
        ? self
        : self.Transpose(ShapeMath.NormalizeAxis(dim0, self.Rank), ShapeMath.NormalizeAxis(dim1, self.Rank));

    [AtenOperator("aten::swapaxes")]
    [AtenOperator("aten::swapaxes_")]
    public static Tensor SwapAxes(Tensor self, long axis0, long axis1) => Transpose(self, axis0, axis1);

    [AtenOperator("aten::t")]
    [AtenOperator("aten::t_")]
    public static Tensor T(Tensor self) => self.Rank < 2 ? self : self.Transpose(0, 1);

    [AtenOperator("aten::numpy_T")]
    public static Tensor NumpyT(Tensor self) => self.Permute([.. Enumerable.Range(0, self.Rank).Reverse()]);

    [AtenOperator("aten::mT")]
    public static Tensor MT(Tensor self) => self.Transpose(self.Rank - 2, self.Rank - 1);

    [AtenOperator("aten::adjoint")]
    [AtenOperator("aten::mH")]
    public static Tensor Adjoint(Tensor self) => ComplexNumbers.Conj(MT(self));

    [AtenOperator("aten::movedim.int")]
    [AtenOperator("aten::moveaxis.int")]
    public static Tensor MoveDim(Tensor self, long source, long destination) => MoveDim(self, Seq.Repeat(source, 1), Seq.Repeat(destination, 1));

    [AtenOperator("aten::movedim.intlist")]
    [AtenOperator("aten::moveaxis.intlist")]
    public static Tensor MoveDim(Tensor self, Seq<long> source, Seq<long> destination)
    {
        int[] from = [.. source.Select(axis => ShapeMath.NormalizeAxis(axis, self.Rank))];
        int[] to = [.. destination.Select(axis => ShapeMath.NormalizeAxis(axis, self.Rank))];
        var rest = new Queue<int>(Enumerable.Range(0, self.Rank).Except(from));
        return self.Permute([.. Enumerable.Range(0, self.Rank).Select(axis => Array.IndexOf(to, axis) is >= 0 and int moved ? from[moved] : rest.Dequeue())]);
    }

    [AtenOperator("aten::select.int")]
    public static Tensor Select(Tensor self, long dim, long index) => self.Select(ShapeMath.NormalizeAxis(dim, self.Rank), index);

    [AtenOperator("aten::slice.Tensor")]
    public static Tensor Slice(Tensor self, long dim, long? start, long? end, long step) =>
        self.Slice(ShapeMath.NormalizeAxis(dim, self.Rank), start ?? 0, end ?? long.MaxValue, step);

    [AtenOperator("aten::narrow")]
    public static Tensor Narrow(Tensor self, long dim, long start, long length)
    {
        int axis = ShapeMath.NormalizeAxis(dim, self.Rank);
        long first = start < 0 ? start + self.Shape[axis] : start;
        if (first < 0 || length < 0 || first + length > self.Shape[axis])
            throw new ArgumentOutOfRangeException(nameof(start), start, $"Axis {axis} of size {self.Shape[axis]} has no {length} elements from there.");
        return self.Slice(axis, first, first + length);
    }

    [AtenOperator("aten::narrow.Tensor")]
    public static Tensor Narrow(Tensor self, long dim, Tensor start, long length) => Narrow(self, dim, start.ItemAsInt64(), length);

    [AtenOperator("aten::diagonal")]
    public static Tensor Diagonal(Tensor self, long offset, long dim1, long dim2)
    {
        int row = ShapeMath.NormalizeAxis(dim1, self.Rank), column = ShapeMath.NormalizeAxis(dim2, self.Rank);
        long length = Math.Max(offset >= 0 ? Math.Min(self.Shape[row], self.Shape[column] - offset) : Math.Min(self.Shape[row] + offset, self.Shape[column]), 0);
        long start = length == 0 ? 0 : offset >= 0 ? offset * self.Strides[column] : -offset * self.Strides[row];
        int[] kept = [.. Enumerable.Range(0, self.Rank).Where(axis => axis != row && axis != column)];
        return self.AsStrided(
            [.. kept.Select(axis => self.Shape[axis]), length],
            [.. kept.Select(axis => self.Strides[axis]), self.Strides[row] + self.Strides[column]],
            self.Offset + start);
    }

    [AtenOperator("aten::linalg_diagonal")]
    public static Tensor LinalgDiagonal(Tensor A, long offset, long dim1, long dim2) => Diagonal(A, offset, dim1, dim2);

    /// <summary>Windows of <paramref name="size"/> elements along an axis, which become the last axis.</summary>
    [AtenOperator("aten::unfold")]
    public static Tensor Unfold(Tensor self, long dimension, long size, long step)
    {
        if (self.Rank == 0)
            return self.AsStrided([size], [1], self.Offset);
        int axis = ShapeMath.NormalizeAxis(dimension, self.Rank);
        return self.AsStrided(
            [.. self.Shape.With(axis, ((self.Shape[axis] - size) / step) + 1), size],
            [.. self.Strides.With(axis, self.Strides[axis] * step), self.Strides[axis]],
            self.Offset);
    }

    /// <summary>The shape with −1 replaced by what makes it hold <paramref name="count"/> elements.</summary>
    public static Seq<long> Sizes(Seq<long> shape, long count)
    {
        int unknown = Array.IndexOf(shape.ToArray(), -1);
        return unknown < 0 ? shape : shape.With(unknown, count / Math.Max(-ShapeMath.Product(shape), 1));
    }
}
