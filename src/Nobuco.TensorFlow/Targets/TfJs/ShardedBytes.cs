using Nobuco.TensorFlow.Targets.GraphDef;
using Nobuco.Tensors.Storage;

namespace Nobuco.TensorFlow.Targets.TfJs;

/// <summary>The bytes of several files as if they were one. What lies in one file is mapped, the rest is copied.</summary>
internal sealed class ShardedBytes
{
    private readonly (MappedFile File, long Start)[] _shards;

    public ShardedBytes(IEnumerable<string> paths)
    {
        long start = 0;
        _shards = [.. paths.Select(path =>
        {
            var file = new MappedFile(path);
            start += file.Length;
            return (file, start - file.Length);
        })];
    }

    /// <exception cref="InvalidGraphDefException">The files end before.</exception>
    public TensorStorage Read(long offset, long length)
    {
        if (length == 0)
            return new ArrayStorage(0, zeroed: false);
        const int largestElement = 16;
        foreach ((MappedFile file, long start) in _shards)
        {
            if (offset >= start && offset + length <= start + file.Length && (offset - start) % largestElement == 0)
                return file.Slice(offset - start, length);
        }
        return Copy(offset, length);
    }

    private ArrayStorage Copy(long offset, long length)
    {
        var copy = new ArrayStorage(length, zeroed: false);
        long done = 0;
        foreach ((MappedFile file, long start) in _shards)
        {
            long from = offset + done - start, count = Math.Min(length - done, file.Length - from);
            if (from < 0 || count <= 0)
                continue;
            file.Slice(from, count).Bytes(0, (int)count).CopyTo(copy.Bytes(done, (int)count));
            done += count;
        }
        return done == length ? copy : throw new InvalidGraphDefException("The shards end before the weights do.");
    }
}
