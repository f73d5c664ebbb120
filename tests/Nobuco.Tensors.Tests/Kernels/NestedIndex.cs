namespace Nobuco.Tensors.Tests.Kernels;

/// <summary>All indices of a shape in row-major order, and elements at an index.</summary>
internal static class NestedIndex
{
    public static IEnumerable<long[]> Indices(this Seq<long> shape)
    {
        long count = ShapeMath.Product(shape);
        for (long flat = 0; flat < count; flat++)
        {
            var index = new long[shape.Count];
            long rest = flat;
            for (int axis = shape.Count - 1; axis >= 0; axis--)
                (rest, index[axis]) = Math.DivRem(rest, shape[axis]);
            yield return index;
        }
    }

    /// <summary>The tensor whose element at each index is what <paramref name="element"/> says.</summary>
    public static Tensor Fill(Seq<long> shape, Func<long[], double> element) =>
        Tensor.From<double>([.. shape.Indices().Select(element)], shape);

    /// <summary>The element by the view's own strides; negative indices count from the end.</summary>
    public static double At(this Tensor tensor, params ReadOnlySpan<long> index)
    {
        long offset = tensor.Offset;
        for (int axis = 0; axis < index.Length; axis++)
            offset += (index[axis] < 0 ? index[axis] + tensor.Shape[axis] : index[axis]) * tensor.Strides[axis];
        return tensor.AsStrided([], [], offset).ItemAsDouble();
    }

    /// <summary>The element where axes of size 1, and missing leading ones, are repeated.</summary>
    public static double AtBroadcast(this Tensor tensor, ReadOnlySpan<long> index)
    {
        ReadOnlySpan<long> own = index[(index.Length - tensor.Rank)..];
        var clamped = new long[own.Length];
        for (int axis = 0; axis < own.Length; axis++)
            clamped[axis] = tensor.Shape[axis] == 1 ? 0 : own[axis];
        return tensor.At(clamped);
    }
}
