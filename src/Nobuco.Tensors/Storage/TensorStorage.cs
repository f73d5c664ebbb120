namespace Nobuco.Tensors.Storage;

/// <summary>The bytes under one or more tensors, at an address that does not move while the storage is referenced.</summary>
public abstract unsafe class TensorStorage
{
    /// <summary>The first byte. Keep a reference to the storage (a tensor does) for as long as it is used.</summary>
    public abstract byte* Address { get; }

    public abstract long ByteLength { get; }

    /// <summary>False for bytes of a mapped file.</summary>
    public abstract bool IsWritable { get; }

    public Span<byte> Bytes(long offset, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset + length, ByteLength, nameof(length));
        return new Span<byte>(Address + offset, length);
    }

    /// <summary>Some of the bytes, shared.</summary>
    public TensorStorage Slice(long offset, long length) => StorageSlice.Of(this, offset, length);

    /// <summary>Says that these bytes are not needed for now. Those of a mapped file leave memory until they are read again; others stay.</summary>
    public virtual void Evict(long offset, long length)
    {
    }
}

/// <summary>Memory of our own: a pinned array.</summary>
public sealed unsafe class ArrayStorage : TensorStorage
{
    private readonly byte[] _bytes;
    private readonly byte* _address;
    private readonly long _length;

    /// <param name="byteLength">At most 2 GiB less a page.</param>
    /// <param name="zeroed">False leaves the content undefined, for results that are written whole.</param>
    public ArrayStorage(long byteLength, bool zeroed)
    {
        const int alignment = 64;
        int size = checked((int)byteLength + alignment);
        _bytes = zeroed ? GC.AllocateArray<byte>(size, pinned: true) : GC.AllocateUninitializedArray<byte>(size, pinned: true);
        var start = (byte*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref _bytes[0]);
        _address = (byte*)(((nint)start + alignment - 1) & ~(nint)(alignment - 1));
        _length = byteLength;
    }

    public override byte* Address => _address;

    public override long ByteLength => _length;

    public override bool IsWritable => true;
}
