using System.Text.RegularExpressions;
using Spectre.Console;

namespace Nobuco.Cli.Output;

/// <summary>Shows a page of the documentation in a terminal: headings, emphasis and code in colour, links as their text and the file they lead to, no other markup left.</summary>
internal static partial class MarkdownPage
{
    private const string CodeIndent = "    ";

    public static void Write(Terminal terminal, string page)
    {
        foreach (string line in page.TrimEnd().Split('\n'))
            terminal.WriteLine(Line(line.TrimEnd()));
    }

    private static string Line(string line)
    {
        if (line.StartsWith(CodeIndent, StringComparison.Ordinal))
            return $"[grey]{Markup.Escape(line)}[/]";
        if (line.StartsWith('#'))
            return $"[bold underline]{Markup.Escape(line.TrimStart('#').Trim())}[/]";
        return Inline().Replace(line, static match => match switch
        {
            _ when match.Groups["code"] is { Success: true } code => $"[aqua]{Markup.Escape(code.Value)}[/]",
            _ when match.Groups["link"] is { Success: true } link => $"{Line(link.Value)} [grey]({Markup.Escape(Target(match.Groups["target"].Value))})[/]",
            _ when match.Groups["bold"] is { Success: true } bold => $"[bold]{Markup.Escape(bold.Value)}[/]",
            _ when match.Groups["italic"] is { Success: true } italic => $"[italic]{Markup.Escape(italic.Value)}[/]",
            _ => Markup.Escape(match.Value),
        });
    }

    /// <summary>Pages are in <c>docs/diagnostics</c>; shown is the path in the repository.</summary>
    private static string Target(string link) => link.StartsWith("../", StringComparison.Ordinal) ? $"docs/{link["../".Length..]}" : link.Contains("://", StringComparison.Ordinal) ? link : $"docs/diagnostics/{link}";

    /// <summary>Code goes before links and emphasis: what is in it stays as it is. The last alternative is plain text, a character at a time.</summary>
    [GeneratedRegex(@"`(?<code>[^`]+)`|\[(?<link>[^\]]+)\]\((?<target>[^)]+)\)|\*\*(?<bold>[^*]+)\*\*|\*(?<italic>[^*]+)\*|.")]
    private static partial Regex Inline();
}
