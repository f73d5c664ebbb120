using Spectre.Console;

namespace Nobuco.Cli.Output;

/// <summary>Columns of text under a heading, each as wide as its widest cell.</summary>
internal static class TextTable
{
    public static void Write(Terminal terminal, string heading, IReadOnlyList<string[]> rows)
    {
        if (rows.Count == 0)
            return;
        terminal.WriteLine();
        terminal.WriteLine($"[bold]{Markup.Escape(heading)}[/]");
        int[] widths = [.. Enumerable.Range(0, rows.Max(row => row.Length)).Select(column => rows.Max(row => column < row.Length ? row[column].Length : 0))];
        foreach (string[] row in rows)
            terminal.WriteLine("  " + Markup.Escape(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()));
    }
}
