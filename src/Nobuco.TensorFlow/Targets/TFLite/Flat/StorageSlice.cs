using Nobuco.Tensors.Storage;

namespace Nobuco.TensorFlow.Targets.TFLite.Flat;

/// <summary>Part of another storage, read only.</summary>
internal sealed unsafe class StorageSlice(TensorStorage whole, long offset, long length) : TensorStorage
{
    public override byte* Address => whole.Address + offset;

    public override long ByteLength => length;

    public override bool IsWritable => false;
}
