namespace Nobuco.Tensors.Kernels;

/// <summary>The lines along one axis of a contiguous tensor: where each starts, its length and the step from element to element.</summary>
internal readonly record struct Lines(int Count, int Length, int Step)
{
    public static Lines Of(Seq<long> shape, int axis)
    {
        int length = checked((int)shape[axis]), step = checked((int)ShapeMath.Product(shape[(axis + 1)..]));
        int count = checked((int)(ShapeMath.Product(shape[..axis]) * step));
        return new Lines(length == 0 ? 0 : count, length, step);
    }

    public int Start(int line) => (line / Step * Step * Length) + (line % Step);
}
