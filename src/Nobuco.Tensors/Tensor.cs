using Nobuco.Tensors.Storage;

namespace Nobuco.Tensors;

/// <summary>
/// A dense tensor: a typed strided view of a storage, as in PyTorch. Shape, strides and offset count elements.
/// Views (<c>Tensor.Views.cs</c>) share the storage; nothing here copies unless its name says so.
/// </summary>
public sealed partial class Tensor
{
    public Tensor(TensorStorage storage, DType dtype, Seq<long> shape, Seq<long> strides, long offset)
    {
        (Storage, DType, Shape, Strides, Offset) = (storage, dtype, shape, strides, offset);
        Count = ShapeMath.Product(shape);
        IsContiguous = ShapeMath.IsContiguous(shape, strides);
        if (Count > 0)
        {
            (long first, long last) = ShapeMath.Extent(shape, strides, offset);
            if (first < 0 || (last + 1) > storage.ByteLength / dtype.Size())
                throw new ArgumentException($"A view of shape {shape} and strides {strides} at {offset} does not fit {storage.ByteLength} bytes of {dtype.Name()}.", nameof(storage));
        }
    }

    public TensorStorage Storage { get; }

    public DType DType { get; }

    public Seq<long> Shape { get; }

    /// <summary>Elements from one index to the next, per axis.</summary>
    public Seq<long> Strides { get; }

    /// <summary>The first element's index in the storage.</summary>
    public long Offset { get; }

    public int Rank => Shape.Count;

    /// <summary>The number of elements.</summary>
    public long Count { get; }

    /// <summary>True when the elements lie in row-major order without gaps.</summary>
    public bool IsContiguous { get; }

    public long ByteCount => Count * DType.Size();

    /// <summary>A tensor of undefined content.</summary>
    public static Tensor Empty(DType dtype, Seq<long> shape) => Allocate(dtype, shape, zeroed: false);

    public static Tensor Zeros(DType dtype, Seq<long> shape) => Allocate(dtype, shape, zeroed: true);

    /// <summary>A copy of <paramref name="values"/> in row-major order.</summary>
    public static Tensor From<T>(ReadOnlySpan<T> values, Seq<long> shape) where T : unmanaged
    {
        Tensor result = Empty(DTypes.Of<T>(), shape);
        values.CopyTo(result.Span<T>());
        return result;
    }

    public static Tensor From<T>(T[] values, params ReadOnlySpan<long> shape) where T : unmanaged =>
        From<T>(values.AsSpan(), Seq.Create(shape));

    /// <summary>A tensor of rank 0.</summary>
    public static Tensor Scalar<T>(T value) where T : unmanaged => From([value], Seq<long>.Empty);

    private static Tensor Allocate(DType dtype, Seq<long> shape, bool zeroed)
    {
        var storage = new ArrayStorage(ShapeMath.Product(shape) * dtype.Size(), zeroed);
        return new Tensor(storage, dtype, shape, ShapeMath.ContiguousStrides(shape), 0);
    }

    /// <summary>The elements of a contiguous, writable tensor in row-major order.</summary>
    /// <exception cref="InvalidOperationException">Not contiguous, of another type, read-only or longer than a span.</exception>
    public Span<T> Span<T>() where T : unmanaged
    {
        if (!Storage.IsWritable)
            throw new InvalidOperationException("The tensor's storage is read-only.");
        return Elements<T>();
    }

    /// <summary>The elements of a contiguous tensor in row-major order.</summary>
    /// <exception cref="InvalidOperationException">Not contiguous, of another type, or longer than a span.</exception>
    public ReadOnlySpan<T> ReadOnlySpan<T>() where T : unmanaged => Elements<T>();

    private unsafe Span<T> Elements<T>() where T : unmanaged
    {
        if (DTypes.Of<T>() != DType)
            throw new InvalidOperationException($"The tensor holds {DType.Name()}, not {typeof(T).Name}.");
        if (!IsContiguous)
            throw new InvalidOperationException("The tensor is not contiguous.");
        return Count == 0 ? [] : new Span<T>(Address, checked((int)Count));
    }

    /// <summary>The first element's address; the tensor must be kept alive while it is used.</summary>
    public unsafe byte* Address => Storage.Address + (Offset * DType.Size());

    /// <summary>The bytes of a contiguous tensor.</summary>
    public unsafe ReadOnlySpan<byte> ReadOnlyBytes()
    {
        if (!IsContiguous)
            throw new InvalidOperationException("The tensor is not contiguous.");
        return Count == 0 ? [] : new ReadOnlySpan<byte>(Address, checked((int)ByteCount));
    }

    /// <summary>Says that the elements are not needed for now: where they lie in a mapped file they leave memory until they are read again.</summary>
    public void Evict()
    {
        if (Count == 0)
            return;
        (long first, long last) = ShapeMath.Extent(Shape, Strides, Offset);
        Storage.Evict(first * DType.Size(), (last + 1 - first) * DType.Size());
    }

    public override string ToString() => $"{DType.ShortName()}[{string.Join(",", Shape)}]";
}
