namespace Nobuco.Tensors.Storage;

/// <summary>Some bytes of another storage.</summary>
internal sealed unsafe class StorageSlice : TensorStorage
{
    private readonly TensorStorage _owner;
    private readonly long _offset;

    private StorageSlice(TensorStorage owner, long offset, long length) => (_owner, _offset, ByteLength) = (owner, offset, length);

    public override byte* Address => _owner.Address + _offset;

    public override long ByteLength { get; }

    public override bool IsWritable => _owner.IsWritable;

    public static StorageSlice Of(TensorStorage owner, long offset, long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, owner.ByteLength - offset);
        return owner is StorageSlice slice ? new StorageSlice(slice._owner, slice._offset + offset, length) : new StorageSlice(owner, offset, length);
    }

    public override void Evict(long offset, long length) => _owner.Evict(_offset + offset, length);
}
