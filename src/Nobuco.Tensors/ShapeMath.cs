namespace Nobuco.Tensors;

/// <summary>Arithmetic on shapes and strides, in elements.</summary>
public static class ShapeMath
{
    public static long Product(Seq<long> shape)
    {
        long product = 1;
        foreach (long size in shape)
            product = checked(product * size);
        return product;
    }

    /// <summary>Row-major strides.</summary>
    public static Seq<long> ContiguousStrides(Seq<long> shape)
    {
        var strides = new long[shape.Count];
        long stride = 1;
        for (int axis = shape.Count - 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= Math.Max(shape[axis], 1);
        }
        return [.. strides];
    }

    public static bool IsContiguous(Seq<long> shape, Seq<long> strides)
    {
        long expected = 1;
        for (int axis = shape.Count - 1; axis >= 0; axis--)
        {
            if (shape[axis] == 0)
                return true;
            if (shape[axis] != 1 && strides[axis] != expected)
                return false;
            expected *= shape[axis];
        }
        return true;
    }

    /// <summary>The smallest and the largest element index that a view without empty axes touches.</summary>
    public static (long First, long Last) Extent(Seq<long> shape, Seq<long> strides, long offset)
    {
        long first = offset, last = offset;
        for (int axis = 0; axis < shape.Count; axis++)
        {
            long span = (shape[axis] - 1) * strides[axis];
            if (span < 0)
                first += span;
            else
                last += span;
        }
        return (first, last);
    }

    /// <summary>The axis counted from the front.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The axis is not in [-rank, rank).</exception>
    public static int NormalizeAxis(long axis, int rank)
    {
        int range = Math.Max(rank, 1);
        if (axis < -range || axis >= range)
            throw new ArgumentOutOfRangeException(nameof(axis), axis, $"The axis must be in [{-range}, {range - 1}].");
        return (int)(axis < 0 ? axis + range : axis);
    }

    /// <summary>The shape that both broadcast to by NumPy's rule.</summary>
    /// <exception cref="ArgumentException">They do not broadcast.</exception>
    public static Seq<long> Broadcast(Seq<long> left, Seq<long> right)
    {
        var result = new long[Math.Max(left.Count, right.Count)];
        for (int i = 1; i <= result.Length; i++)
        {
            long a = i <= left.Count ? left[^i] : 1, b = i <= right.Count ? right[^i] : 1;
            if (a != b && a != 1 && b != 1)
                throw new ArgumentException($"Shapes {left} and {right} do not broadcast.", nameof(right));
            result[^i] = a == 1 ? b : a;
        }
        return [.. result];
    }
}
