using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Nobuco.Tensors.Storage;

namespace Nobuco.PyTorch.Archives;

/// <summary>
/// A zip archive in memory or in a mapped file. What is stored without compression is not copied: <see cref="Open"/> gives a slice of the archive.
/// Checksums are not compared, as PyTorch can be told to leave them out.
/// </summary>
public sealed class ZipArchiveFile
{
    /// <summary>Up to here any record may be compressed by any ratio.</summary>
    private const long UncheckedLength = 64L << 20;
    private const long MaximumRatio = 200;

    private readonly TensorStorage _bytes;
    private readonly Dictionary<string, ZipEntry> _entries = new(StringComparer.Ordinal);

    /// <exception cref="InvalidModelException">The bytes are no complete zip archive.</exception>
    public ZipArchiveFile(TensorStorage bytes)
    {
        _bytes = bytes;
        List<ZipEntry> entries = ZipDirectory.Read(bytes);
        string root = CommonRoot(entries);
        foreach (ZipEntry entry in entries)
        {
            if (!_entries.TryAdd(entry.Name[root.Length..], entry))
                throw ModelErrors.Archive($"it holds two records named '{entry.Name}'.");
        }
    }

    /// <summary>The names of all records, without the one leading folder that PyTorch puts around them.</summary>
    public IReadOnlyCollection<string> Names => _entries.Keys;

    public bool Contains(string name) => _entries.ContainsKey(name);

    /// <summary>The bytes of a record: a slice of the archive if it is stored, else its decompressed copy.</summary>
    /// <exception cref="InvalidModelException">There is no such record, or it is damaged, or decompresses to unreasonably much.</exception>
    public TensorStorage Open(string name)
    {
        if (!_entries.TryGetValue(name, out ZipEntry? entry))
            throw ModelErrors.Archive($"the record '{name}' is missing.");
        TensorStorage data = DataOf(entry);
        return entry.Method switch
        {
            0 when entry.Length == entry.CompressedLength => data,
            8 => Inflate(entry, data),
            _ => throw ModelErrors.Archive($"the record '{name}' is packed by the unknown method {entry.Method}."),
        };
    }

    /// <summary>The record as UTF-8 text.</summary>
    public string ReadText(string name) => Encoding.UTF8.GetString(Open(name).AllBytes());

    private TensorStorage DataOf(ZipEntry entry)
    {
        const int localHeaderLength = 30;
        if (entry.HeaderOffset < 0 || entry.HeaderOffset > _bytes.ByteLength - localHeaderLength)
            throw Truncated(entry);
        ReadOnlySpan<byte> header = _bytes.Bytes(entry.HeaderOffset, localHeaderLength);
        if (!header.StartsWith("PK\x03\x04"u8))
            throw ModelErrors.Archive($"the record '{entry.Name}' is not where the directory says.");
        int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(header[26..]), extraLength = BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
        long start = entry.HeaderOffset + localHeaderLength + nameLength + extraLength;
        if (entry.CompressedLength < 0 || entry.CompressedLength > _bytes.ByteLength - start)
            throw Truncated(entry);
        return _bytes.Slice(start, entry.CompressedLength);
    }

    private static unsafe ArrayStorage Inflate(ZipEntry entry, TensorStorage data)
    {
        if (entry.Length < 0 || entry.Length > int.MaxValue / 2 || (entry.Length > UncheckedLength && entry.Length / MaximumRatio > entry.CompressedLength))
            throw ModelErrors.TooLarge($"the record '{entry.Name}' of {entry.CompressedLength} bytes would be {entry.Length} bytes long.");
        try
        {
            using var packed = new UnmanagedMemoryStream(data.Address, data.ByteLength);
            using var stream = new DeflateStream(packed, CompressionMode.Decompress);
            var result = new ArrayStorage(entry.Length, zeroed: false);
            stream.ReadExactly(result.Bytes(0, (int)entry.Length));
            GC.KeepAlive(data);
            return result;
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            throw ModelErrors.Archive($"the record '{entry.Name}' does not decompress.", exception);
        }
    }

    private static InvalidModelException Truncated(ZipEntry entry) => ModelErrors.Archive($"it ends within the record '{entry.Name}'.");

    /// <summary>The folder that all records are in, with its slash; empty if there is none.</summary>
    private static string CommonRoot(List<ZipEntry> entries)
    {
        if (entries.Count == 0 || entries[0].Name.IndexOf('/') is not (> 0 and int slash))
            return "";
        string root = entries[0].Name[..(slash + 1)];
        return entries.TrueForAll(entry => entry.Name.StartsWith(root, StringComparison.Ordinal)) ? root : "";
    }
}
