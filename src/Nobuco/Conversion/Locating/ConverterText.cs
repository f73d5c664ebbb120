using System.Text.RegularExpressions;
using Nobuco.Knowledge;

namespace Nobuco.Conversion;

/// <summary>The text of a converter in its C# file: the declaration that its line is in, and the doc comment above.</summary>
internal sealed partial record ConverterText(string? Summary, string Code)
{
    /// <summary>What it throws as not expressible.</summary>
    public IReadOnlyList<string> Limits => [.. Refusal().Matches(Code).Select(static match => match.Groups[1].Value)];

    /// <summary>Null when the file is not at hand, or has changed so that the line is none of it.</summary>
    public static ConverterText? Of(ConverterSource source)
    {
        string? text = source.IsBuiltIn ? KnowledgeArchive.Read(source.File) : File.Exists(source.File) ? File.ReadAllText(source.File) : null;
        string[] lines = text?.ReplaceLineEndings("\n").Split('\n') ?? [];
        return source.Line <= lines.Length ? Find(lines, source.Line - 1) : null;
    }

    private static ConverterText Find(string[] lines, int at)
    {
        int first = at;
        while (first > 0 && IsAbove(lines[first - 1]))
            first--;
        int last = at;
        var brackets = new BracketCount();
        while (!brackets.Ends(lines[last]) && last < lines.Length - 1)
            last++;
        string[] declaration = lines[first..(last + 1)];
        string summary = Summarise(declaration.TakeWhile(IsComment));
        return new ConverterText(summary.Length == 0 ? null : summary, Unindent([.. declaration.SkipWhile(IsComment)]));
    }

    /// <summary>Doc comments and attributes.</summary>
    private static bool IsAbove(string line) => IsComment(line) || line.TrimStart().StartsWith('[') && line.TrimEnd().EndsWith(']');

    private static bool IsComment(string line) => line.TrimStart().StartsWith("///", StringComparison.Ordinal);

    private static string Summarise(IEnumerable<string> comment)
    {
        string text = string.Join(' ', comment.Select(static line => line.Trim().TrimStart('/').Trim()));
        string plain = Tag().Replace(Reference().Replace(text, "$1"), "");
        return System.Net.WebUtility.HtmlDecode(plain).Trim();
    }

    private static string Unindent(string[] lines)
    {
        int indent = lines.Where(static line => line.Length > 0).Select(static line => line.Length - line.TrimStart().Length).DefaultIfEmpty(0).Min();
        return string.Join('\n', lines.Select(line => line.Length > indent ? line[indent..].TrimEnd() : ""));
    }

    [GeneratedRegex("""<(?:see|paramref|typeparamref)\s+(?:cref|name|langword)="([^"]*)"\s*/>""")]
    private static partial Regex Reference();

    [GeneratedRegex("""NotExpressible\("([^"]*)"\)""")]
    private static partial Regex Refusal();

    [GeneratedRegex("<[^<>]*>")]
    private static partial Regex Tag();
}
