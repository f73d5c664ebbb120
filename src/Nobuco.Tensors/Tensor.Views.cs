namespace Nobuco.Tensors;

/// <summary>Views: new shape, strides and offset over the same storage.</summary>
public sealed partial class Tensor
{
    public Tensor AsStrided(Seq<long> shape, Seq<long> strides, long offset) => new(Storage, DType, shape, strides, offset);

    /// <summary>Axis i of the result is axis <paramref name="order"/>[i].</summary>
    public Tensor Permute(Seq<int> order)
    {
        Seq<long> shape = Shape, strides = Strides;
        return AsStrided(order.Select(axis => shape[axis]).ToSeq(), order.Select(axis => strides[axis]).ToSeq(), Offset);
    }

    public Tensor Transpose(int first, int second)
    {
        int[] order = [.. Enumerable.Range(0, Rank)];
        (order[first], order[second]) = (order[second], order[first]);
        return Permute([.. order]);
    }

    public Tensor Select(int axis, long index)
    {
        if (index < -Shape[axis] || index >= Shape[axis])
            throw new ArgumentOutOfRangeException(nameof(index), index, $"Axis {axis} has size {Shape[axis]}.");
        long at = index < 0 ? index + Shape[axis] : index;
        return AsStrided(Without(Shape, axis), Without(Strides, axis), Offset + (at * Strides[axis]));
    }

    /// <summary>Elements start, start + step, … before end, with Python's clamping of both.</summary>
    public Tensor Slice(int axis, long start, long end, long step = 1)
    {
        long size = Shape[axis];
        start = Math.Clamp(start < 0 ? start + size : start, 0, size);
        end = Math.Clamp(end < 0 ? end + size : end, start, size);
        long count = (end - start + step - 1) / step;
        return AsStrided(Shape.With(axis, count), Strides.With(axis, Strides[axis] * step), Offset + (start * Strides[axis]));
    }

    public Tensor Unsqueeze(int axis)
    {
        long stride = axis < Rank ? Shape[axis] * Strides[axis] : 1;
        return AsStrided([.. Shape[..axis], 1, .. Shape[axis..]], [.. Strides[..axis], stride, .. Strides[axis..]], Offset);
    }

    public Tensor Squeeze(int axis) =>
        Shape[axis] == 1 ? AsStrided(Without(Shape, axis), Without(Strides, axis), Offset) : this;

    /// <summary>Axes of size 1, and new leading ones, are repeated by a stride of 0.</summary>
    /// <exception cref="ArgumentException">An axis of another size would have to change.</exception>
    public Tensor BroadcastTo(Seq<long> shape)
    {
        if (shape == Shape)
            return this;
        int added = shape.Count - Rank;
        var strides = new long[shape.Count];
        for (int axis = Math.Max(added, 0); axis < shape.Count; axis++)
        {
            if (Shape[axis - added] == shape[axis])
                strides[axis] = Strides[axis - added];
            else if (Shape[axis - added] != 1)
                throw new ArgumentException($"Shape {Shape} does not broadcast to {shape}.", nameof(shape));
        }
        if (added < 0)
            throw new ArgumentException($"Shape {Shape} does not broadcast to {shape}.", nameof(shape));
        return AsStrided(shape, [.. strides], Offset);
    }

    /// <summary>A view of another shape with the same elements in row-major order, or null where strides do not allow it.</summary>
    public Tensor? TryView(Seq<long> shape)
    {
        if (ShapeMath.Product(shape) != Count)
            throw new ArgumentException($"Shape {shape} does not have the {Count} elements of {Shape}.", nameof(shape));
        if (IsContiguous)
            return AsStrided(shape, ShapeMath.ContiguousStrides(shape), Offset);
        return ViewStrides.Compute(Shape, Strides, shape) is { } strides ? AsStrided(shape, strides, Offset) : null;
    }

    /// <summary>A view where strides allow it, a copy otherwise.</summary>
    public Tensor Reshape(Seq<long> shape) => TryView(shape) ?? Contiguous().TryView(shape)!;

    /// <summary>This tensor if its elements lie in row-major order, a copy otherwise.</summary>
    public Tensor Contiguous() => IsContiguous ? this : Clone();

    /// <summary>A contiguous copy.</summary>
    public Tensor Clone()
    {
        Tensor result = Empty(DType, Shape);
        result.CopyFrom(this);
        return result;
    }

    private static Seq<long> Without(Seq<long> items, int axis) => [.. items[..axis], .. items[(axis + 1)..]];
}
