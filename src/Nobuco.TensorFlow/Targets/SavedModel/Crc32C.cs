using System.Numerics;
using System.Runtime.InteropServices;

namespace Nobuco.TensorFlow.Targets.SavedModel;

/// <summary>CRC-32C (Castagnoli), as TensorFlow and LevelDB store it: masked, since a checksum of data that holds checksums is weak.</summary>
internal static class Crc32C
{
    public const uint Start = uint.MaxValue;

    /// <summary>The state after more bytes.</summary>
    public static uint Add(uint state, ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (ulong word in words)
            state = BitOperations.Crc32C(state, word);
        foreach (byte value in bytes[(words.Length * sizeof(ulong))..])
            state = BitOperations.Crc32C(state, value);
        return state;
    }

    /// <summary>The checksum of a state, rotated and moved by a constant.</summary>
    public static uint Masked(uint state) => unchecked(BitOperations.RotateRight(~state, 15) + 0xa282ead8);
}
