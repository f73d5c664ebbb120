using System.Buffers.Binary;
using System.Text;
using Nobuco.Tensors.Storage;

namespace Nobuco.PyTorch.Archives;

/// <summary>One record of a zip archive, as the central directory has it.</summary>
internal sealed record ZipEntry(string Name, int Method, long HeaderOffset, long CompressedLength, long Length);

/// <summary>Reads the central directory, zip64 included (PKWARE APPNOTE 4.3.12 to 4.3.16).</summary>
internal static class ZipDirectory
{
    private const int EndLength = 22;
    private const int LocatorLength = 20;
    private const int End64Length = 56;
    private const int EntryLength = 46;

    /// <exception cref="InvalidModelException">There is none, or it is damaged.</exception>
    public static List<ZipEntry> Read(TensorStorage bytes)
    {
        (long offset, long length) = Locate(bytes);
        if (offset < 0 || length < 0 || offset > bytes.ByteLength || length > bytes.ByteLength - offset || length > int.MaxValue)
            throw ModelErrors.Archive("its directory lies outside of the file.");
        ReadOnlySpan<byte> directory = bytes.Bytes(offset, (int)length);
        var entries = new List<ZipEntry>();
        while (directory.Length >= EntryLength && directory.StartsWith("PK\x01\x02"u8))
        {
            ZipEntry entry = ReadEntry(directory, out int size);
            if (!entry.Name.EndsWith('/'))
                entries.Add(entry);
            directory = directory[size..];
        }
        return directory.IsEmpty ? entries : throw ModelErrors.Archive("its directory is not a list of records.");
    }

    private static (long Offset, long Length) Locate(TensorStorage bytes)
    {
        int tail = (int)Math.Min(bytes.ByteLength, EndLength + ushort.MaxValue);
        long tailStart = bytes.ByteLength - tail;
        ReadOnlySpan<byte> end = bytes.Bytes(tailStart, tail);
        int at = end.LastIndexOf("PK\x05\x06"u8);
        if (at < 0 || end.Length - at < EndLength)
            throw ModelErrors.Archive("its end, where the directory is, is missing; the file is truncated.");
        long length = BinaryPrimitives.ReadUInt32LittleEndian(end[(at + 12)..]), offset = BinaryPrimitives.ReadUInt32LittleEndian(end[(at + 16)..]);
        int count = BinaryPrimitives.ReadUInt16LittleEndian(end[(at + 10)..]);
        bool isZip64 = offset == uint.MaxValue || length == uint.MaxValue || count == ushort.MaxValue;
        return isZip64 && at >= LocatorLength && end[(at - LocatorLength)..].StartsWith("PK\x06\x07"u8)
            ? Locate64(bytes, BinaryPrimitives.ReadInt64LittleEndian(end[(at - LocatorLength + 8)..]))
            : (offset, length);
    }

    private static (long Offset, long Length) Locate64(TensorStorage bytes, long endOffset)
    {
        if (endOffset < 0 || endOffset > bytes.ByteLength - End64Length)
            throw ModelErrors.Archive("its zip64 directory lies outside of the file.");
        ReadOnlySpan<byte> end = bytes.Bytes(endOffset, End64Length);
        return end.StartsWith("PK\x06\x06"u8)
            ? (BinaryPrimitives.ReadInt64LittleEndian(end[48..]), BinaryPrimitives.ReadInt64LittleEndian(end[40..]))
            : throw ModelErrors.Archive("its zip64 directory is not where it should be.");
    }

    private static ZipEntry ReadEntry(ReadOnlySpan<byte> record, out int size)
    {
        int flags = BinaryPrimitives.ReadUInt16LittleEndian(record[8..]), method = BinaryPrimitives.ReadUInt16LittleEndian(record[10..]);
        int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(record[28..]), extraLength = BinaryPrimitives.ReadUInt16LittleEndian(record[30..]);
        size = EntryLength + nameLength + extraLength + BinaryPrimitives.ReadUInt16LittleEndian(record[32..]);
        if (size > record.Length)
            throw ModelErrors.Archive("its directory ends within a record.");
        string name = Encoding.UTF8.GetString(record.Slice(EntryLength, nameLength)).Replace('\\', '/');
        if ((flags & 1) != 0)
            throw ModelErrors.Archive($"the record '{name}' is encrypted.");
        long compressed = BinaryPrimitives.ReadUInt32LittleEndian(record[20..]), length = BinaryPrimitives.ReadUInt32LittleEndian(record[24..]);
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(record[42..]);
        ReadZip64(record.Slice(EntryLength + nameLength, extraLength), ref length, ref compressed, ref offset);
        return new ZipEntry(name, method, offset, compressed, length);
    }

    /// <summary>The extra field 1 holds, in this order, those numbers that do not fit 32 bits.</summary>
    private static void ReadZip64(ReadOnlySpan<byte> extra, ref long length, ref long compressed, ref long offset)
    {
        while (extra.Length >= 4)
        {
            int id = BinaryPrimitives.ReadUInt16LittleEndian(extra), size = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
            ReadOnlySpan<byte> field = extra.Slice(4, Math.Min(size, extra.Length - 4));
            if (id == 1)
            {
                Take(ref field, ref length);
                Take(ref field, ref compressed);
                Take(ref field, ref offset);
                return;
            }
            extra = extra[(4 + field.Length)..];
        }
    }

    private static void Take(ref ReadOnlySpan<byte> field, ref long value)
    {
        if (value != uint.MaxValue || field.Length < 8)
            return;
        value = BinaryPrimitives.ReadInt64LittleEndian(field);
        field = field[8..];
    }
}
