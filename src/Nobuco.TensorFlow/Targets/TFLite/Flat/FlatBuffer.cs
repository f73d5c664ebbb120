using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using Nobuco.Tensors.Storage;

namespace Nobuco.TensorFlow.Targets.TFLite.Flat;

/// <summary>A FlatBuffer that is read with every access checked. It says "corrupt" rather than read outside itself.</summary>
internal sealed class FlatBuffer(TensorStorage bytes)
{
    private const int MaxTables = 1_000_000;
    private int _tables;

    public long Length => bytes.ByteLength;

    public TensorStorage Bytes => bytes;

    /// <summary>The root table of a file with the identifier.</summary>
    public FlatView Root(string identifier)
    {
        if (Length < 8 || Encoding.ASCII.GetString(Range(4, 4)) != identifier)
            throw new InvalidTFLiteException(TFLiteFault.NotTFLite, $"The file is not a TFLite model: bytes 4 to 7 are not '{identifier}'.");
        return Table(UInt32(0));
    }

    /// <summary>The table at a place. The number of tables is bounded, because a small file can refer to one of them very often.</summary>
    public FlatView Table(long position)
    {
        if (++_tables > MaxTables)
            throw Corrupt($"it has more than {MaxTables} tables");
        if (position % 4 != 0)
            throw Corrupt($"a table at byte {position} is not aligned");
        long vtable = position - Int32(position);
        int vtableLength = UInt16(vtable), tableLength = UInt16(vtable + 2);
        if (vtableLength < 4 || vtableLength % 2 != 0 || tableLength < 4)
            throw Corrupt($"the table at byte {position} has no sound vtable");
        Range(vtable, vtableLength);
        Range(position, tableLength);
        return new FlatView(this, position, vtable, vtableLength, tableLength);
    }

    /// <summary>The place an offset stored at <paramref name="position"/> points to.</summary>
    public long Follow(long position)
    {
        uint offset = UInt32(position);
        if (offset == 0 || position + offset >= Length)
            throw new InvalidTFLiteException(TFLiteFault.Truncated, $"The offset at byte {position} points outside the file of {Length} bytes.");
        return position + offset;
    }

    /// <summary>The number of elements of the vector at a place, all of which lie in the file.</summary>
    public long Count(long vector, int elementSize)
    {
        uint count = UInt32(vector);
        Check(vector + 4, (long)count * elementSize);
        return count;
    }

    /// <summary>The bytes of a vector of a size that a span can have.</summary>
    public ReadOnlySpan<byte> Elements(long vector, int elementSize)
    {
        long length = Count(vector, elementSize) * elementSize;
        return length <= int.MaxValue ? Range(vector + 4, (int)length) : throw Corrupt($"the vector at byte {vector} is too long");
    }

    public string Text(long position)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Elements(position, 1));
        }
        catch (DecoderFallbackException)
        {
            throw Corrupt($"the string at byte {position} is not UTF-8");
        }
    }

    public ushort UInt16(long position) => BinaryPrimitives.ReadUInt16LittleEndian(Range(position, 2));

    public uint UInt32(long position) => BinaryPrimitives.ReadUInt32LittleEndian(Range(position, 4));

    public int Int32(long position) => BinaryPrimitives.ReadInt32LittleEndian(Range(position, 4));

    public ReadOnlySpan<byte> Range(long position, int length)
    {
        Check(position, length);
        return bytes.Bytes(position, length);
    }

    public void Check(long position, long length)
    {
        if (position < 0 || length < 0 || position > Length - length)
            throw new InvalidTFLiteException(TFLiteFault.Truncated, $"The file of {Length} bytes ends before byte {position + length} that it refers to.");
    }

    public static InvalidTFLiteException Corrupt(string what) => new(TFLiteFault.Corrupt, $"The file is damaged: {what}.");
}

/// <summary>A table of a <see cref="FlatBuffer"/>; absent fields have the given default, absent vectors are empty.</summary>
internal readonly struct FlatView(FlatBuffer buffer, long position, long vtable, int vtableLength, int tableLength)
{
    public bool Has(int id) => Field(id, 1) >= 0;

    public bool Bool(int id, bool otherwise = false) => Field(id, 1) is >= 0 and long at ? buffer.Range(at, 1)[0] != 0 : otherwise;

    public sbyte SByte(int id, sbyte otherwise = 0) => Field(id, 1) is >= 0 and long at ? (sbyte)buffer.Range(at, 1)[0] : otherwise;

    public byte Byte(int id) => unchecked((byte)SByte(id));

    public int Int32(int id, int otherwise = 0) => Field(id, 4) is >= 0 and long at ? buffer.Int32(at) : otherwise;

    public uint UInt32(int id, uint otherwise = 0) => unchecked((uint)Int32(id, (int)otherwise));

    public long Int64(int id, long otherwise = 0) =>
        Field(id, 8) is >= 0 and long at ? BinaryPrimitives.ReadInt64LittleEndian(buffer.Range(at, 8)) : otherwise;

    public float Float(int id, float otherwise = 0) => Field(id, 4) is >= 0 and long at ? BitConverter.Int32BitsToSingle(buffer.Int32(at)) : otherwise;

    public string? Text(int id) => Field(id, 4) is >= 0 and long at ? buffer.Text(buffer.Follow(at)) : null;

    public FlatView? Table(int id) => Field(id, 4) is >= 0 and long at ? buffer.Table(buffer.Follow(at)) : null;

    /// <summary>The elements of a vector of numbers.</summary>
    public T[] Numbers<T>(int id) where T : unmanaged
    {
        if (Field(id, 4) is not (>= 0 and long at))
            return [];
        ReadOnlySpan<byte> bytes = buffer.Elements(buffer.Follow(at), Unsafe.SizeOf<T>());
        return MemoryMarshal.Cast<byte, T>(bytes).ToArray();
    }

    /// <summary>The place and length of a vector of bytes, or null when it is absent.</summary>
    public (long Position, long Length)? Bytes(int id)
    {
        if (Field(id, 4) is not (>= 0 and long at))
            return null;
        long vector = buffer.Follow(at);
        return (vector + 4, buffer.Count(vector, 1));
    }

    /// <summary>The tables of a vector of tables.</summary>
    public IReadOnlyList<FlatView> Tables(int id)
    {
        if (Field(id, 4) is not (>= 0 and long at))
            return [];
        long vector = buffer.Follow(at);
        var tables = new FlatView[buffer.Elements(vector, 4).Length / 4];
        for (int i = 0; i < tables.Length; i++)
            tables[i] = buffer.Table(buffer.Follow(vector + 4 + (4L * i)));
        return tables;
    }

    /// <summary>The place of a field of <paramref name="size"/> bytes, or -1 when the table does not have it.</summary>
    private long Field(int id, int size)
    {
        int entry = 4 + (2 * id);
        int offset = entry + 2 <= vtableLength ? buffer.UInt16(vtable + entry) : 0;
        if (offset == 0)
            return -1;
        if (offset < 4 || offset + size > tableLength)
            throw FlatBuffer.Corrupt($"a field of the table at byte {position} lies outside it");
        return position + offset;
    }
}
