using System.IO.Compression;
using System.Text;
using Nobuco.Tensors.Storage;

namespace Nobuco.PyTorch.Tests.Archives;

/// <summary>Makes archives for tests, also such as PyTorch would never write.</summary>
internal sealed class ArchiveBuilder
{
    private readonly List<(string Name, byte[] Bytes)> _records = [];

    public CompressionLevel Compression { get; init; } = CompressionLevel.NoCompression;

    /// <summary>The records of an archive, to be changed.</summary>
    public static ArchiveBuilder From(string path)
    {
        var builder = new ArchiveBuilder();
        using ZipArchive zip = ZipFile.OpenRead(path);
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            using Stream stream = entry.Open();
            var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            builder.Add(entry.FullName, bytes.ToArray());
        }
        return builder;
    }

    public ArchiveBuilder Add(string name, byte[] bytes)
    {
        _records.Add((name, bytes));
        return this;
    }

    public ArchiveBuilder Add(string name, string text) => Add(name, Encoding.UTF8.GetBytes(text));

    /// <summary>Changes the record whose name ends so.</summary>
    public ArchiveBuilder Change(string suffix, Func<byte[], byte[]> change)
    {
        int at = _records.FindIndex(record => record.Name.EndsWith(suffix, StringComparison.Ordinal));
        _records[at] = (_records[at].Name, change(_records[at].Bytes));
        return this;
    }

    public ArchiveBuilder ChangeText(string suffix, Func<string, string> change) =>
        Change(suffix, bytes => Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(bytes))));

    public ArchiveBuilder Remove(string suffix)
    {
        _records.RemoveAll(record => record.Name.EndsWith(suffix, StringComparison.Ordinal));
        return this;
    }

    public byte[] ToArray()
    {
        var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in _records)
            {
                using Stream stream = zip.CreateEntry(name, Compression).Open();
                stream.Write(content);
            }
        }
        return bytes.ToArray();
    }

    public TensorStorage ToStorage() => Storage(ToArray());

    public static TensorStorage Storage(ReadOnlySpan<byte> bytes)
    {
        var storage = new ArrayStorage(bytes.Length, zeroed: false);
        bytes.CopyTo(storage.Bytes(0, bytes.Length));
        return storage;
    }
}
