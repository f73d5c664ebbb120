namespace Nobuco.TensorFlow.Targets.SavedModel;

/// <summary>Numbers in as many bytes as they need, seven bits each, lowest first.</summary>
internal static class Varint
{
    public static byte[] Bytes(long value)
    {
        List<byte> bytes = [];
        ulong rest = (ulong)value;
        for (; rest > 0x7f; rest >>= 7)
            bytes.Add((byte)(rest | 0x80));
        bytes.Add((byte)rest);
        return [.. bytes];
    }

    /// <param name="at">Where the number begins, and then where it ends.</param>
    public static long Read(ReadOnlySpan<byte> bytes, ref int at)
    {
        long value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = bytes[at++];
            value |= (long)(next & 0x7f) << shift;
            if (next < 0x80)
                return value;
        }
    }
}
