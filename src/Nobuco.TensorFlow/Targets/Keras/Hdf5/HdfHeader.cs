using Nobuco.Tensors.Storage;

namespace Nobuco.TensorFlow.Targets.Keras.Hdf5;

/// <summary>A message of an object's header: where its data lies.</summary>
internal readonly record struct HdfMessage(HdfMessageKind Kind, long Position, int Size);

/// <summary>Reads object headers of versions 1 and 2 with their continuations (HDF5 file format 3.0, IV.A.1).</summary>
internal static class HdfHeader
{
    private const int MaxMessages = 1 << 20;

    public static IReadOnlyList<HdfMessage> Read(TensorStorage file, long address)
    {
        var bytes = new HdfBytes(file, address);
        var messages = new List<HdfMessage>();
        var pending = new Queue<(long Start, long Length)>();
        bool isSecond = bytes.Byte() == 'O';
        byte flags = isSecond ? Second(file, address, pending) : First(file, address, pending);
        while (pending.TryDequeue(out (long Start, long Length) chunk))
            ReadChunk(file, chunk, isSecond, flags, messages, pending);
        return messages;
    }

    private static byte First(TensorStorage file, long address, Queue<(long, long)> chunks)
    {
        var bytes = new HdfBytes(file, address);
        if (bytes.Byte() != 1)
            throw InvalidKerasException.Corrupt($"The HDF5 file has no object header at byte {address}.");
        bytes.Skip(7);
        uint size = bytes.UInt32();
        chunks.Enqueue((address + 16, size));
        return 0;
    }

    private static byte Second(TensorStorage file, long address, Queue<(long, long)> chunks)
    {
        var bytes = new HdfBytes(file, address);
        bytes.Expect("OHDR"u8);
        bytes.Skip(1);
        byte flags = bytes.Byte();
        bytes.Skip(((flags & 0x20) != 0 ? 16 : 0) + ((flags & 0x10) != 0 ? 4 : 0));
        long size = checked((long)bytes.UInt(1 << (flags & 3)));
        chunks.Enqueue((bytes.Position, size));
        return flags;
    }

    private static void ReadChunk(
        TensorStorage file, (long Start, long Length) chunk, bool isSecond, byte flags, List<HdfMessage> messages, Queue<(long, long)> pending)
    {
        int prefix = isSecond ? 4 + ((flags & 0x04) != 0 ? 2 : 0) : 8;
        var bytes = new HdfBytes(file, chunk.Start);
        long end = chunk.Start + chunk.Length;
        while (bytes.Position + prefix <= end)
        {
            int kind = isSecond ? bytes.Byte() : bytes.UInt16();
            int size = bytes.UInt16();
            bytes.Skip(prefix - (isSecond ? 3 : 4));
            messages.Add(new HdfMessage((HdfMessageKind)kind, bytes.Position, size));
            if (messages.Count > MaxMessages)
                throw InvalidKerasException.Corrupt("An HDF5 object header does not end.");
            if (kind == (int)HdfMessageKind.Continuation)
                pending.Enqueue(Continuation(file, bytes.Position, isSecond));
            bytes.Skip(size);
        }
    }

    /// <summary>In version 2 a signature goes before the messages and a checksum follows them.</summary>
    private static (long Start, long Length) Continuation(TensorStorage file, long position, bool isSecond)
    {
        var bytes = new HdfBytes(file, position);
        (long start, long length) = (bytes.Int64(), bytes.Int64());
        return isSecond ? (start + 4, length - 8) : (start, length);
    }
}
