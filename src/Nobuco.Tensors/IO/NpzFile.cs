using System.IO.Compression;

namespace Nobuco.Tensors.IO;

/// <summary>NumPy's <c>.npz</c>: a zip of <c>.npy</c> arrays.</summary>
public static class NpzFile
{
    private const string Extension = ".npy";

    // What NumPy itself writes, and the earliest a zip can say: equal tensors give equal files.
    private static readonly DateTimeOffset Timestamp = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The arrays by name, in the order of the file.</summary>
    /// <exception cref="InvalidFormatException">The file is broken, or is no such file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyDictionary<string, Tensor> Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return Read(stream, path);
    }

    /// <summary>The arrays of the archive in <paramref name="stream"/>; <paramref name="name"/> is what messages call it.</summary>
    /// <exception cref="InvalidFormatException">The archive is broken, or is none.</exception>
    public static IReadOnlyDictionary<string, Tensor> Read(Stream stream, string name)
    {
        try
        {
            using var archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            var arrays = new OrderedDictionary<string, Tensor>(StringComparer.Ordinal);
            foreach (ZipArchiveEntry entry in archive.Entries)
                arrays[ArrayName(entry)] = NpyFormat.Read(ReadEntry(entry), entry.FullName);
            return arrays;
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidFormatException($"'{name}' is no .npz file: {exception.Message}", exception);
        }
    }

    /// <summary>Writes the arrays in their order. Equal arrays give equal bytes.</summary>
    public static void Write(string path, IEnumerable<KeyValuePair<string, Tensor>> arrays)
    {
        using FileStream stream = File.Create(path);
        Write(stream, arrays);
    }

    /// <summary>Writes the arrays in their order. Equal arrays give equal bytes.</summary>
    public static void Write(Stream stream, IEnumerable<KeyValuePair<string, Tensor>> arrays)
    {
        using var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach ((string name, Tensor tensor) in arrays)
        {
            ZipArchiveEntry entry = archive.CreateEntry(name + Extension, CompressionLevel.Fastest);
            entry.LastWriteTime = Timestamp;
            using Stream content = entry.Open();
            NpyFormat.Write(content, tensor);
        }
    }

    private static string ArrayName(ZipArchiveEntry entry) =>
        entry.FullName.EndsWith(Extension, StringComparison.Ordinal) ? entry.FullName[..^Extension.Length] : entry.FullName;

    private static byte[] ReadEntry(ZipArchiveEntry entry)
    {
        if (entry.Length > Array.MaxLength)
            throw new InvalidFormatException($"The array '{entry.FullName}' is longer than 2 GiB.");
        var bytes = new byte[entry.Length];
        using Stream content = entry.Open();
        int read = content.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return read == bytes.Length
            ? bytes
            : throw new InvalidFormatException($"The array '{entry.FullName}' ends after {read} of {bytes.Length} bytes.");
    }
}
