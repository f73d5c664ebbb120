namespace Nobuco.Cli.Output;

/// <summary>Prints the hierarchy of modules and operators with a verdict at every one.</summary>
internal sealed class TraceTree
{
    private readonly Terminal _terminal;
    private readonly TraceLine _line;
    private readonly TraceNotes _notes;

    private TraceTree(Terminal terminal, ConversionReport report, bool isFolded)
    {
        var links = new SourceLinks(terminal.Out.Profile.Capabilities.Links);
        (_terminal, _line, _notes) = (terminal, new TraceLine(report.Verification is not null, isFolded, links), new TraceNotes(report, links));
    }

    public static void Write(Terminal terminal, ConversionReport report, TraceMode mode)
    {
        IReadOnlyList<TraceRow> rows = TraceFolding.Fold(report.Trace(), mode);
        bool isFolded = rows.Any(IsFolded);
        var tree = new TraceTree(terminal, report, isFolded);
        if (rows.Count == 0)
            terminal.WriteLine($"[green]Nothing is wrong[/] with {Sizes.Count(report.Nodes.Count, "node")}.");
        else
            tree.WriteLegend(isFolded);
        foreach (TraceRow row in rows)
            tree.Write(row, "", "");
    }

    private void WriteLegend(bool isFolded)
    {
        _terminal.WriteLine("[green]Green[/] ✓ same as PyTorch, [yellow]yellow[/] ! inaccurate, [red]red[/] ✗ failed, [red invert]red[/] ✗ no converter, [grey]grey[/] · not checked; the number is the largest difference, relative to the largest magnitude");
        _terminal.WriteLine("[bold]bold[/] a converter was applied, * module called again, ├· gives a result of its module");
        _terminal.WriteLine("[underline]tensor[/] a parameter or constant, [invert]tensor[/] does not depend on the model's inputs, [grey]tensor[/] no output depends on it");
        _terminal.WriteLine("I the Python line that called it, D the C# line of its converter");
        if (isFolded)
            _terminal.WriteLine("Folded: [bold]--trace full[/] prints every operator, [bold]--trace failures[/] only what is wrong");
        _terminal.WriteLine();
    }

    private static bool IsFolded(TraceRow row) => row.IsFolded || row.Calls.Count > 1 || row.Children.Any(IsFolded);

    /// <param name="row">The line to write, and those below it.</param>
    /// <param name="first">Markup that stands before the line.</param>
    /// <param name="rest">Markup that stands before the lines below.</param>
    /// <param name="above">Markup that stands before the notes above the line.</param>
    private void Write(TraceRow row, string first, string rest, string above = "")
    {
        foreach (string note in row.Calls.Count == 1 ? _notes.Of(row.First) : [])
            _terminal.WriteLine(above + note);
        _terminal.WriteLine(first + _line.Of(row));
        string color = _line.Style(row.First).Replace(" invert", "", StringComparison.Ordinal);
        for (int i = 0; i < row.Children.Count; i++)
        {
            TraceRow child = row.Children[i];
            bool last = i == row.Children.Count - 1;
            string result = GivesResultOf(row, child) ? "·" : " ";
            Write(child, $"{rest}[{color}]{(last ? "└" : "├")}{result}[/]", rest + (last ? "  " : $"[{color}]│ [/]"), $"{rest}[{color}]│ [/]");
        }
    }

    private static bool GivesResultOf(TraceRow parent, TraceRow child) =>
        child.Last.Outputs.Any(output => parent.First.Outputs.Any(result => result.Name == output.Name));
}
