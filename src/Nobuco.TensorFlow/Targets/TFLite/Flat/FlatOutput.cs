using System.Buffers.Binary;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.TFLite.Flat;

/// <summary>Writes forwards through a small buffer and knows its place.</summary>
internal sealed class FlatOutput(Stream stream)
{
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _filled;
    private long _flushed;

    public long Position => _flushed + _filled;

    public void Byte(byte value) => Number(value, 1);

    public void Int32(int value) => Number(value, 4);

    /// <summary>The low <paramref name="size"/> bytes of <paramref name="value"/>, lowest first.</summary>
    public void Number(long value, int size)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        Bytes(bytes[..size]);
    }

    /// <summary>An offset from here to a part further on.</summary>
    public void OffsetTo(FlatPart target)
    {
        long offset = target.Position - Position;
        if (offset is <= 0 or > uint.MaxValue)
            throw new InvalidOperationException($"An offset of {offset} bytes cannot be written.");
        Number(offset, 4);
    }

    public void PadTo(long position)
    {
        if (position < Position)
            throw new InvalidOperationException($"Position {position} is already written.");
        while (Position < position)
            Bytes(Zeros[..(int)Math.Min(Zeros.Length, position - Position)]);
    }

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > _buffer.Length - _filled)
            Flush();
        if (bytes.Length > _buffer.Length)
        {
            stream.Write(bytes);
            _flushed += bytes.Length;
            return;
        }
        bytes.CopyTo(_buffer.AsSpan(_filled));
        _filled += bytes.Length;
    }

    public void Elements(Tensor tensor)
    {
        foreach (Tensor piece in TensorPieces.Of(tensor))
            Bytes(piece.ReadOnlyBytes());
        tensor.Evict();
    }

    public void Flush()
    {
        stream.Write(_buffer, 0, _filled);
        _flushed += _filled;
        _filled = 0;
    }

    private static ReadOnlySpan<byte> Zeros => new byte[16];
}
