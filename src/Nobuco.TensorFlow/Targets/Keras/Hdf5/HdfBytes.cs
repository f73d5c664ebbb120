using System.Buffers.Binary;
using System.Text;
using Nobuco.Tensors.Storage;

namespace Nobuco.TensorFlow.Targets.Keras.Hdf5;

/// <summary>A place in a file of untrusted bytes that moves forward as they are read.</summary>
internal struct HdfBytes(TensorStorage file, long position)
{
    public long Position { get; private set; } = position;

    public byte Byte() => Take(1)[0];

    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Take(8));

    /// <summary>A size that must be within the file, or an address.</summary>
    public long Int64() => UInt64() is var value && value <= (ulong)file.ByteLength
        ? (long)value
        : throw InvalidKerasException.Corrupt($"The HDF5 file refers to byte {value} of {file.ByteLength}.");

    /// <summary>An unsigned number of 1, 2, 4 or 8 bytes.</summary>
    public ulong UInt(int width) => width switch
    {
        1 => Byte(),
        2 => UInt16(),
        4 => UInt32(),
        _ => UInt64(),
    };

    public string Text(int length) => Encoding.UTF8.GetString(Take(length)).TrimEnd('\0');

    /// <summary>A string that ends with a zero byte.</summary>
    public string Terminated()
    {
        var text = new List<byte>();
        while (Byte() is var next && next != 0)
            text.Add(next);
        return Encoding.UTF8.GetString([.. text]);
    }

    public void Skip(long count) => Position += count;

    public void Expect(ReadOnlySpan<byte> signature)
    {
        if (!Take(signature.Length).SequenceEqual(signature))
            throw InvalidKerasException.Corrupt($"The HDF5 file has no {Encoding.ASCII.GetString(signature)} at byte {Position - signature.Length}.");
    }

    public ReadOnlySpan<byte> Take(int count)
    {
        if (Position < 0 || count < 0 || Position > file.ByteLength - count)
            throw InvalidKerasException.Corrupt($"The HDF5 file ends at byte {file.ByteLength}, before what it refers to at {Position}.");
        ReadOnlySpan<byte> bytes = file.Bytes(Position, count);
        Position += count;
        return bytes;
    }
}
