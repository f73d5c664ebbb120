using System.Text;

namespace Nobuco.PyTorch.Export;

/// <summary>One string object per distinct text: the names of values and fields recur thousands of times in a program.</summary>
internal sealed class NameTable
{
    private const int MaximumLength = 128;

    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _names =
        new HashSet<string>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <param name="utf8">Text without escapes.</param>
    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MaximumLength)
            return Encoding.UTF8.GetString(utf8);
        Span<char> text = stackalloc char[MaximumLength];
        text = text[..Encoding.UTF8.GetChars(utf8, text)];
        if (_names.TryGetValue(text, out string? known))
            return known;
        string name = text.ToString();
        _names.Add(name);
        return name;
    }
}
