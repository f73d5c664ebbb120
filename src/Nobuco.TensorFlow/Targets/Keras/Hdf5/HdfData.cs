using Nobuco.Tensors;
using Nobuco.Tensors.Storage;

namespace Nobuco.TensorFlow.Targets.Keras.Hdf5;

/// <summary>Element types, shapes and elements of datasets.</summary>
internal static class HdfData
{
    private const int FixedPoint = 0, FloatingPoint = 1, Enumeration = 8;

    public static Tensor Read(TensorStorage file, IReadOnlyList<HdfMessage> messages)
    {
        DType dtype = ElementType(file, Find(messages, HdfMessageKind.DataType).Position);
        Seq<long> shape = Shape(file, Find(messages, HdfMessageKind.Dataspace).Position);
        (long position, long size) = Place(file, Find(messages, HdfMessageKind.Layout).Position);
        long count = shape.Aggregate(1L, static (product, length) => checked(product * length));
        if (count == 0)
            return Tensor.Zeros(dtype, shape);
        if (size < count * dtype.Size())
            throw InvalidKerasException.Corrupt($"A dataset of the HDF5 file has {size} bytes at {position}, which do not hold its {count} elements.");
        TensorStorage bytes = file.Slice(position, size);
        return new Tensor(bytes, dtype, shape, ShapeMath.ContiguousStrides(shape), 0);
    }

    /// <summary>The sizes of a simple dataspace; none for a scalar.</summary>
    public static Seq<long> Shape(TensorStorage file, long position)
    {
        var bytes = new HdfBytes(file, position);
        byte version = bytes.Byte(), rank = bytes.Byte();
        bytes.Skip(version == 1 ? 6 : 2);
        var shape = new long[rank];
        for (int i = 0; i < rank; i++)
            shape[i] = checked((long)bytes.UInt64());
        return [.. shape];
    }

    private static DType ElementType(TensorStorage file, long position)
    {
        var bytes = new HdfBytes(file, position);
        int kind = bytes.Byte() & 0x0F;
        byte bits = bytes.Byte();
        bytes.Skip(2);
        uint size = bytes.UInt32();
        bool isSigned = (bits & 0x08) != 0;
        return (kind, size, isSigned) switch
        {
            (FloatingPoint, 2, _) => DType.Float16,
            (FloatingPoint, 4, _) => DType.Float32,
            (FloatingPoint, 8, _) => DType.Float64,
            (FixedPoint, 1, false) => DType.UInt8,
            (FixedPoint, 1, true) => DType.Int8,
            (FixedPoint, 2, true) => DType.Int16,
            (FixedPoint, 4, true) => DType.Int32,
            (FixedPoint, 8, true) => DType.Int64,
            (Enumeration, 1, _) => DType.Bool,
            _ => throw InvalidKerasException.Unsupported($"A dataset of the HDF5 file has elements of class {kind} and {size} bytes, which are not read."),
        };
    }

    private static (long Position, long Size) Place(TensorStorage file, long position)
    {
        var bytes = new HdfBytes(file, position);
        (byte version, byte kind) = (bytes.Byte(), bytes.Byte());
        if (version is not (3 or 4) || kind > 1)
            throw InvalidKerasException.Unsupported("The HDF5 file holds a dataset in chunks, which is not read.");
        if (kind == 0)
            return (position + 4, bytes.UInt16());
        ulong address = bytes.UInt64();
        return address == HdfMessages.Undefined ? (0, 0) : (checked((long)address), bytes.Int64());
    }

    private static HdfMessage Find(IReadOnlyList<HdfMessage> messages, HdfMessageKind kind) =>
        messages.Any(m => m.Kind == kind) ? messages.First(m => m.Kind == kind) : throw InvalidKerasException.Corrupt($"A dataset of the HDF5 file has no {kind}.");
}
