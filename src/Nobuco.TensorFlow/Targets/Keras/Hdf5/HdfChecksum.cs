using System.Buffers.Binary;
using static System.Numerics.BitOperations;

namespace Nobuco.TensorFlow.Targets.Keras.Hdf5;

/// <summary>The checksum of HDF5's metadata: Bob Jenkins' <c>lookup3</c> (<c>hashlittle</c> with initial value 0, 2006).</summary>
internal static class HdfChecksum
{
    private const int BlockSize = 12;

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        uint a, b, c;
        a = b = c = unchecked(0xdeadbeef + (uint)bytes.Length);
        for (; bytes.Length > BlockSize; bytes = bytes[BlockSize..])
        {
            Add(bytes, ref a, ref b, ref c);
            Mix(ref a, ref b, ref c);
        }
        if (bytes.IsEmpty)
            return c;
        Span<byte> tail = stackalloc byte[BlockSize];
        tail.Clear();
        bytes.CopyTo(tail);
        Add(tail, ref a, ref b, ref c);
        return Finish(a, b, c);
    }

    private static void Add(ReadOnlySpan<byte> block, ref uint a, ref uint b, ref uint c)
    {
        unchecked
        {
            a += BinaryPrimitives.ReadUInt32LittleEndian(block);
            b += BinaryPrimitives.ReadUInt32LittleEndian(block[4..]);
            c += BinaryPrimitives.ReadUInt32LittleEndian(block[8..]);
        }
    }

    private static void Mix(ref uint a, ref uint b, ref uint c)
    {
        Step(ref a, c, 4, ref c, b);
        Step(ref b, a, 6, ref a, c);
        Step(ref c, b, 8, ref b, a);
        Step(ref a, c, 16, ref c, b);
        Step(ref b, a, 19, ref a, c);
        Step(ref c, b, 4, ref b, a);

        // x −= y; x ^= y rotated; then the addend goes to what was subtracted.
        static void Step(ref uint x, uint y, int rotation, ref uint target, uint addend)
        {
            unchecked
            {
                x = (x - y) ^ RotateLeft(y, rotation);
                target += addend;
            }
        }
    }

    private static uint Finish(uint a, uint b, uint c)
    {
        unchecked
        {
            c = (c ^ b) - RotateLeft(b, 14);
            a = (a ^ c) - RotateLeft(c, 11);
            b = (b ^ a) - RotateLeft(a, 25);
            c = (c ^ b) - RotateLeft(b, 16);
            a = (a ^ c) - RotateLeft(c, 4);
            b = (b ^ a) - RotateLeft(a, 14);
            return (c ^ b) - RotateLeft(b, 24);
        }
    }
}
