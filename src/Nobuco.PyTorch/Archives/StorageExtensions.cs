using Nobuco.Tensors;
using Nobuco.Tensors.Storage;

namespace Nobuco.PyTorch.Archives;

/// <summary>Storages as bytes, and tensors over them.</summary>
internal static class StorageExtensions
{
    /// <summary>All bytes; keep the storage alive while they are used.</summary>
    /// <exception cref="InvalidModelException">There are more than 2 GiB.</exception>
    public static ReadOnlySpan<byte> AllBytes(this TensorStorage storage) => storage.ByteLength <= int.MaxValue
        ? storage.Bytes(0, (int)storage.ByteLength)
        : throw ModelErrors.TooLarge($"a record of {storage.ByteLength} bytes is read as a whole.");

    /// <summary>A view with sizes, strides and an offset that come from a file.</summary>
    /// <exception cref="InvalidModelException">They do not fit the storage.</exception>
    public static Tensor View(this TensorStorage storage, string name, DType dtype, Seq<long> sizes, Seq<long> strides, long offset)
    {
        if (sizes.Count != strides.Count || sizes.Any(size => size < 0) || strides.Any(stride => stride < 0) || offset < 0)
            throw ModelErrors.Program($"the tensor '{name}' has the impossible sizes {sizes}, strides {strides} and offset {offset}.");
        try
        {
            return new Tensor(storage, dtype, sizes, strides, offset);
        }
        catch (Exception exception) when (exception is ArgumentException or OverflowException)
        {
            throw ModelErrors.Program($"the tensor '{name}' of sizes {sizes} and strides {strides} at {offset} does not fit its {storage.ByteLength} bytes.", exception);
        }
    }

    /// <summary>The same elements in little-endian order.</summary>
    public static TensorStorage FromBigEndian(this TensorStorage storage, DType dtype)
    {
        int size = dtype.IsComplex() ? dtype.Size() / 2 : dtype.Size();
        var swapped = new ArrayStorage(storage.ByteLength, zeroed: false);
        Span<byte> bytes = swapped.Bytes(0, checked((int)storage.ByteLength));
        storage.AllBytes().CopyTo(bytes);
        for (int start = 0; start + size <= bytes.Length; start += size)
            bytes.Slice(start, size).Reverse();
        return swapped;
    }
}
