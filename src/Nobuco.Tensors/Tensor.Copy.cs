namespace Nobuco.Tensors;

/// <summary>Copies and conversions of elements.</summary>
public sealed partial class Tensor
{
    /// <summary>Writes the elements of <paramref name="source"/>, broadcast and converted, into this tensor.</summary>
    public unsafe void CopyFrom(Tensor source)
    {
        if (!Storage.IsWritable)
            throw new InvalidOperationException("The tensor's storage is read-only.");
        Tensor from = (source.DType == DType ? source : source.Cast(DType)).BroadcastTo(Shape);
        if (Count == 0)
            return;
        Kernels.StridedCopy.Run(from.Address, from.Strides.AsSpan(), Address, Strides.AsSpan(), Shape.AsSpan(), DType.Size());
        GC.KeepAlive(from);
    }

    /// <summary>The elements converted to <paramref name="dtype"/> as PyTorch's <c>to</c> does; the tensor itself if it has that type.</summary>
    public Tensor Cast(DType dtype) => dtype == DType ? this : Kernels.Casting.Cast(this, dtype);

    /// <summary>The only element, converted to double.</summary>
    public double ItemAsDouble() => Item().Cast(DType.Float64).ReadOnlySpan<double>()[0];

    /// <summary>The only element, converted to long.</summary>
    public long ItemAsInt64() => Item().Cast(DType.Int64).ReadOnlySpan<long>()[0];

    /// <summary>All elements in row-major order, as <typeparamref name="T"/>.</summary>
    public T[] ToArray<T>() where T : unmanaged => Contiguous().Cast(DTypes.Of<T>()).ReadOnlySpan<T>().ToArray();

    private Tensor Item() => Count == 1
        ? Contiguous()
        : throw new InvalidOperationException($"A tensor of shape {Shape} has no single element.");
}
