using System.Buffers.Binary;
using Nobuco.TensorFlow.Targets.GraphDef;

namespace Nobuco.TensorFlow.Targets.SavedModel;

/// <summary>
/// LevelDB's table of sorted keys, uncompressed: data blocks, an empty block of metadata, an index of the last key of every data block with its place, and a footer with the
/// places of these two. Behind each block stand its kind of compression (0) and the masked checksum of both.
/// </summary>
internal static class SortedTable
{
    private const int BlockBytes = 1 << 18;
    private const int FooterBytes = 48;
    private const ulong Magic = 0xdb4775248b80fb57;

    /// <summary>Byte by byte.</summary>
    public static Comparer<byte[]> KeyOrder { get; } = Comparer<byte[]>.Create(static (a, b) => a.AsSpan().SequenceCompareTo(b));

    /// <param name="items">In <see cref="KeyOrder"/>.</param>
    /// <param name="blockBytes">From which size on a block is closed.</param>
    public static void Write(Stream stream, IEnumerable<(byte[] Key, byte[] Value)> items, int blockBytes = BlockBytes)
    {
        TableBlock index = new(interval: 1), block = new();
        foreach ((byte[] key, byte[] value) in items)
        {
            block.Add(key, value);
            if (block.Length < blockBytes)
                continue;
            index.Add(key, Append(stream, block));
            block = new TableBlock();
        }
        if (block.Length > 0)
            index.Add(block.LastKey, Append(stream, block));
        byte[] footer = new byte[FooterBytes];
        byte[] places = [.. Append(stream, new TableBlock()), .. Append(stream, index)];
        places.CopyTo(footer, 0);
        BinaryPrimitives.WriteUInt64LittleEndian(footer.AsSpan(FooterBytes - sizeof(ulong)), Magic);
        stream.Write(footer);
    }

    /// <exception cref="InvalidGraphDefException">The table is damaged, or compressed.</exception>
    public static IReadOnlyList<(byte[] Key, byte[] Value)> Read(ReadOnlyMemory<byte> table)
    {
        if (table.Length < FooterBytes || BinaryPrimitives.ReadUInt64LittleEndian(table.Span[^sizeof(ulong)..]) != Magic)
            throw new InvalidGraphDefException("The index of the variables is no table, or ends too early.");
        try
        {
            int at = table.Length - FooterBytes;
            _ = (Varint.Read(table.Span, ref at), Varint.Read(table.Span, ref at));
            return [.. TableBlock.Read(Block(table, ref at)).SelectMany(entry => TableBlock.Read(Block(table, entry.Value)))];
        }
        catch (Exception error) when (error is ArgumentException or IndexOutOfRangeException)
        {
            throw new InvalidGraphDefException("The index of the variables is damaged.");
        }
    }

    private static byte[] Append(Stream stream, TableBlock block)
    {
        byte[] place = [.. Varint.Bytes(stream.Position), .. Varint.Bytes(block.Finish().Length)];
        byte[] bytes = [.. block.Finish(), 0];
        byte[] checksum = new byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(checksum, Crc32C.Masked(Crc32C.Add(Crc32C.Start, bytes)));
        stream.Write(bytes);
        stream.Write(checksum);
        return place;
    }

    private static ReadOnlyMemory<byte> Block(ReadOnlyMemory<byte> table, ReadOnlySpan<byte> place)
    {
        int at = 0;
        int start = (int)Varint.Read(place, ref at), length = (int)Varint.Read(place, ref at);
        return Checked(table, start, length);
    }

    private static ReadOnlyMemory<byte> Block(ReadOnlyMemory<byte> table, ref int at)
    {
        int start = (int)Varint.Read(table.Span, ref at), length = (int)Varint.Read(table.Span, ref at);
        return Checked(table, start, length);
    }

    private static ReadOnlyMemory<byte> Checked(ReadOnlyMemory<byte> table, int start, int length)
    {
        ReadOnlySpan<byte> stored = table.Span.Slice(start, length + 1);
        uint checksum = BinaryPrimitives.ReadUInt32LittleEndian(table.Span.Slice(start + length + 1, sizeof(uint)));
        if (stored[^1] != 0 || checksum != Crc32C.Masked(Crc32C.Add(Crc32C.Start, stored)))
            throw new InvalidGraphDefException("The index of the variables is compressed, or its checksum is wrong.");
        return table.Slice(start, length);
    }
}
