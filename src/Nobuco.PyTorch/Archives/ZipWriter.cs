using System.Buffers.Binary;
using System.Text;
using Nobuco.Tensors.Storage;

namespace Nobuco.PyTorch.Archives;

/// <summary>
/// Writes a zip archive as PyTorch does: records are stored without compression under one root folder, their bytes begin at multiples of 64, and dates are the earliest there is,
/// so that equal records give equal bytes. Archives over 4 GiB use zip64 (APPNOTE.TXT 4.5.3).
/// </summary>
internal sealed class ZipWriter(Stream output, string root)
{
    private const int Alignment = 64;
    private const int LocalHeaderLength = 30;
    private const int Zip64FieldLength = 20;

    private readonly List<(string Name, uint Crc, long Length, long Offset)> _records = [];
    private long _position;

    /// <summary>The checksums of the records until now, for an id that follows from them.</summary>
    public IEnumerable<uint> Checksums => _records.Select(static record => record.Crc);

    public void Add(string name, string text) => Add(name, Encoding.UTF8.GetBytes(text));

    public void Add(string name, ReadOnlySpan<byte> bytes)
    {
        WriteHeader(name, Crc32.Of(bytes), bytes.Length);
        Write(bytes);
    }

    /// <summary>Adds the bytes of a storage, whatever their length.</summary>
    public void Add(string name, TensorStorage storage)
    {
        uint crc = 0;
        foreach ((long start, int length) in Pieces(storage))
            crc = Crc32.Of(storage.Bytes(start, length), crc);
        WriteHeader(name, crc, storage.ByteLength);
        foreach ((long start, int length) in Pieces(storage))
            Write(storage.Bytes(start, length));
    }

    /// <summary>Writes the directory; nothing can be added afterwards.</summary>
    public void Finish()
    {
        long start = _position;
        foreach ((string name, uint crc, long length, long offset) in _records)
            WriteEntry(Encoding.UTF8.GetBytes(name), crc, length, offset);
        long size = _position - start;
        bool isLarge = _records.Count >= ushort.MaxValue || start >= uint.MaxValue || size >= uint.MaxValue;
        if (isLarge)
            WriteZip64End(start, size);
        var end = new Fields(22);
        end.Add(0x06054B50).AddShort(0).AddShort(0);
        end.AddShort(isLarge ? ushort.MaxValue : (ushort)_records.Count).AddShort(isLarge ? ushort.MaxValue : (ushort)_records.Count);
        end.Add(isLarge ? uint.MaxValue : (uint)size).Add(isLarge ? uint.MaxValue : (uint)start).AddShort(0);
        Write(end.Bytes);
    }

    private static IEnumerable<(long Start, int Length)> Pieces(TensorStorage storage)
    {
        const int most = 1 << 24;
        for (long start = 0; start < storage.ByteLength; start += most)
            yield return (start, (int)Math.Min(most, storage.ByteLength - start));
    }

    private void WriteHeader(string name, uint crc, long length)
    {
        string path = $"{root}{name}";
        byte[] nameBytes = Encoding.UTF8.GetBytes(path);
        bool isLarge = length >= uint.MaxValue;
        long unpadded = _position + LocalHeaderLength + nameBytes.Length + (isLarge ? Zip64FieldLength : 0) + 4;
        int padding = (int)((Alignment - (unpadded % Alignment)) % Alignment);
        _records.Add((path, crc, length, _position));
        var header = new Fields(LocalHeaderLength);
        header.Add(0x04034B50);
        AddCommon(header, crc, length, nameBytes.Length, (isLarge ? Zip64FieldLength : 0) + 4 + padding);
        Write(header.Bytes);
        Write(nameBytes);
        if (isLarge)
            Write(new Fields(Zip64FieldLength).AddShort(1).AddShort(16).AddLong(length).AddLong(length).Bytes);
        Write(new Fields(4).AddShort(0x4246).AddShort((ushort)padding).Bytes);
        Write(Encoding.ASCII.GetBytes(new string('Z', padding)));
    }

    private void WriteEntry(ReadOnlySpan<byte> name, uint crc, long length, long offset)
    {
        bool isLarge = length >= uint.MaxValue || offset >= uint.MaxValue;
        const int extraLength = 28;
        var entry = new Fields(46);
        entry.Add(0x02014B50).AddShort(45);
        AddCommon(entry, crc, isLarge ? uint.MaxValue : length, name.Length, isLarge ? extraLength : 0);
        entry.AddShort(0).AddShort(0).AddShort(0).Add(0).Add(isLarge ? uint.MaxValue : (uint)offset);
        Write(entry.Bytes);
        Write(name);
        if (isLarge)
            Write(new Fields(extraLength).AddShort(1).AddShort(24).AddLong(length).AddLong(length).AddLong(offset).Bytes);
    }

    /// <summary>What the local header and the directory's entry have in common: stored, names in UTF-8, no date.</summary>
    private static void AddCommon(Fields fields, uint crc, long length, int nameLength, int extraLength)
    {
        uint size = (uint)Math.Min(length, uint.MaxValue);
        fields.AddShort(size == uint.MaxValue ? (ushort)45 : (ushort)20).AddShort(0x0800).AddShort(0).AddShort(0).AddShort(0x0021);
        fields.Add(crc).Add(size).Add(size).AddShort((ushort)nameLength).AddShort((ushort)extraLength);
    }

    private void WriteZip64End(long start, long size)
    {
        long position = _position;
        var end = new Fields(76);
        end.Add(0x06064B50).AddLong(44).AddShort(45).AddShort(45).Add(0).Add(0).AddLong(_records.Count).AddLong(_records.Count).AddLong(size).AddLong(start);
        end.Add(0x07064B50).Add(0).AddLong(position).Add(1);
        Write(end.Bytes);
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        output.Write(bytes);
        _position += bytes.Length;
    }

    /// <summary>Little-endian numbers, one after the other.</summary>
    private sealed class Fields(int length)
    {
        private readonly byte[] _bytes = new byte[length];
        private int _next;

        public ReadOnlySpan<byte> Bytes => _bytes;

        public Fields AddShort(ushort value)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(_next), value);
            _next += 2;
            return this;
        }

        public Fields Add(uint value)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(_next), value);
            _next += 4;
            return this;
        }

        public Fields AddLong(long value)
        {
            BinaryPrimitives.WriteInt64LittleEndian(_bytes.AsSpan(_next), value);
            _next += 8;
            return this;
        }
    }
}
