using System.Buffers;

namespace Nobuco.PyTorch.Export;

/// <summary>Up to PyTorch 2.7 the JSON may hold the bare words Infinity, -Infinity and NaN, which are no JSON.</summary>
internal static class BareNumbers
{
    /// <summary>The text with these words quoted, or null if none occurs outside of strings.</summary>
    public static byte[]? Quote(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("Infinity"u8) < 0 && json.IndexOf("NaN"u8) < 0)
            return null;
        var output = new ArrayBufferWriter<byte>(json.Length + 64);
        bool found = false;
        while (!json.IsEmpty)
        {
            int quote = json.IndexOf((byte)'"');
            ReadOnlySpan<byte> plain = quote < 0 ? json : json[..quote];
            found |= QuoteWords(plain, output);
            json = json[plain.Length..];
            int length = StringLength(json);
            output.Write(json[..length]);
            json = json[length..];
        }
        return found ? output.WrittenSpan.ToArray() : null;
    }

    private static bool QuoteWords(ReadOnlySpan<byte> plain, ArrayBufferWriter<byte> output)
    {
        bool found = false;
        while (plain.IndexOfAny((byte)'I', (byte)'N') is >= 0 and int at)
        {
            int length = plain[at] == (byte)'I' ? "Infinity".Length : "NaN".Length;
            int start = at > 0 && plain[at - 1] == (byte)'-' ? at - 1 : at;
            int end = Math.Min(at + length, plain.Length);
            output.Write(plain[..start]);
            output.Write("\""u8);
            output.Write(plain[start..end]);
            output.Write("\""u8);
            plain = plain[end..];
            found = true;
        }
        output.Write(plain);
        return found;
    }

    /// <summary>The length of the string at the start of <paramref name="json"/>, quotes included.</summary>
    private static int StringLength(ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty)
            return 0;
        int at = 1;
        while (at < json.Length && json[at] != (byte)'"')
            at += json[at] == (byte)'\\' ? 2 : 1;
        return Math.Min(at + 1, json.Length);
    }
}
