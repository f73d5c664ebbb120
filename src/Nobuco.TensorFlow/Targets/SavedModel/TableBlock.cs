using System.Buffers.Binary;

namespace Nobuco.TensorFlow.Targets.SavedModel;

/// <summary>
/// Entries of a <see cref="SortedTable"/>: lengths of the part of the key that the last key has too, of the rest and of the value, then the rest and the value.
/// Every few entries a key is written whole; the block ends with the places of these.
/// </summary>
/// <param name="interval">After how many entries a key is written whole.</param>
internal sealed class TableBlock(int interval = 16)
{
    private readonly List<byte> _bytes = [];
    private readonly List<int> _restarts = [0];
    private int _sinceRestart;

    public byte[] LastKey { get; private set; } = [];

    public int Length => _bytes.Count;

    public void Add(byte[] key, byte[] value)
    {
        if (_sinceRestart == interval)
        {
            _restarts.Add(_bytes.Count);
            (LastKey, _sinceRestart) = ([], 0);
        }
        int shared = key.AsSpan().CommonPrefixLength(LastKey);
        _bytes.AddRange([.. Varint.Bytes(shared), .. Varint.Bytes(key.Length - shared), .. Varint.Bytes(value.Length), .. key[shared..], .. value]);
        LastKey = key;
        _sinceRestart++;
    }

    public byte[] Finish()
    {
        byte[] end = new byte[sizeof(uint) * (_restarts.Count + 1)];
        for (int i = 0; i < _restarts.Count; i++)
            BinaryPrimitives.WriteInt32LittleEndian(end.AsSpan(sizeof(uint) * i), _restarts[i]);
        BinaryPrimitives.WriteInt32LittleEndian(end.AsSpan(sizeof(uint) * _restarts.Count), _restarts.Count);
        return [.. _bytes, .. end];
    }

    /// <summary>The entries of a finished block.</summary>
    public static IEnumerable<(byte[] Key, byte[] Value)> Read(ReadOnlyMemory<byte> block)
    {
        int restarts = BinaryPrimitives.ReadInt32LittleEndian(block.Span[^sizeof(uint)..]), at = 0;
        int end = block.Length - (sizeof(uint) * (restarts + 1));
        byte[] key = [];
        while (at < end)
        {
            int shared = (int)Varint.Read(block.Span, ref at), rest = (int)Varint.Read(block.Span, ref at), length = (int)Varint.Read(block.Span, ref at);
            key = [.. key[..shared], .. block.Span.Slice(at, rest)];
            yield return (key, block.Slice(at + rest, length).ToArray());
            at += rest + length;
        }
    }
}
