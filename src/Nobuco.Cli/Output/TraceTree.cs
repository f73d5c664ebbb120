using System.Globalization;
using Spectre.Console;

namespace Nobuco.Cli.Output;

/// <summary>Prints the hierarchy of modules and operators with a verdict at every one.</summary>
internal sealed class TraceTree
{
    private readonly Terminal _terminal;
    private readonly bool _verified;
    private readonly HashSet<string> _fromInputs;

    private TraceTree(Terminal terminal, ConversionReport report)
    {
        (_terminal, _verified) = (terminal, report.Verification is not null);
        _fromInputs = [.. report.Inputs.Select(input => input.Name)];
        foreach (NodeReport node in report.Nodes.Where(node => node.Inputs.Any(input => _fromInputs.Contains(input.Name))))
            _fromInputs.UnionWith(node.Outputs.Select(output => output.Name));
    }

    public static void Write(Terminal terminal, ConversionReport report)
    {
        WriteLegend(terminal);
        var tree = new TraceTree(terminal, report);
        foreach (TraceNode root in TraceNode.Build(report.Nodes))
            tree.Write(root, "", "");
    }

    private static void WriteLegend(Terminal terminal)
    {
        terminal.WriteLine("[green]Green[/] ✓ same as PyTorch, [yellow]yellow[/] ! inaccurate, [red]red[/] ✗ failed, [red invert]red[/] ✗ no converter, [grey]grey[/] · not checked; the number is the largest difference, relative to the largest magnitude");
        terminal.WriteLine("* module called again, [underline]tensor[/] a parameter or constant, [invert]tensor[/] does not depend on the model's inputs");
        terminal.WriteLine();
    }

    private void Write(TraceNode node, string first, string rest)
    {
        if (node.Node is { } operation)
            WriteNotes(operation, first.Length == 0 ? "" : first[..^2] + "│ ");
        _terminal.WriteLine($"[grey]{first}[/]{Line(node)}");
        for (int i = 0; i < node.Children.Count; i++)
        {
            bool last = i == node.Children.Count - 1;
            Write(node.Children[i], rest + (last ? "└ " : "├ "), rest + (last ? "  " : "│ "));
        }
    }

    private void WriteNotes(NodeReport node, string indent)
    {
        if (node.WasInPlace)
            _terminal.WriteLine($"[grey]{indent}[/][blue invert] (!) In place [/]");
        if (node.Problem is null && node.TeacherForced.Passes && node.EndToEnd.Passes)
            return;
        if (node.Problem is { } problem)
            _terminal.WriteLine($"[grey]{indent}[/][red invert] (!) {Markup.Escape($"{problem.Id} {problem.Message}")} [/]");
        if (!node.TeacherForced.Passes)
            _terminal.WriteLine($"[grey]{indent}[/][yellow invert] (!) Max diff {Markup.Escape(Text(node.TeacherForced))} [/]");
        if (!node.EndToEnd.Passes)
            _terminal.WriteLine($"[grey]{indent}[/][yellow invert] (!) Accumulated diff {Markup.Escape(Text(node.EndToEnd))} [/]");
        if (node.Provenance.Line is { } line)
            _terminal.WriteLine($"[grey]{indent} I  {Markup.Escape($"{line}  {line.Code}")}[/]");
        if (node.Converter is { } converter)
            _terminal.WriteLine($"[grey]{indent} C  {Markup.Escape($"{converter.Name}  {converter.Source}")}[/]");
    }

    private string Line(TraceNode node)
    {
        string inputs = string.Join(", ", node.Inputs.Select(Tensor).Concat(node.Node?.Arguments.Select(Markup.Escape) ?? []));
        string outputs = string.Join(", ", node.Outputs.Select(output => Markup.Escape(output.Type.ToString())));
        return $"{Styled(node)}({inputs}) -> {outputs}{Verdict(node)}";
    }

    private string Styled(TraceNode node)
    {
        string style = node switch
        {
            { HasConverter: false } => node.Node is null ? "red" : "red invert",
            { HasProblem: true } or { Worst.Verdict: Nobuco.Verdict.Failed } => "red",
            { Worst.Verdict: Nobuco.Verdict.Inaccurate } => "yellow",
            { Worst.Verdict: Nobuco.Verdict.Unchecked } when _verified => "grey",
            _ => "green",
        };
        string title = $"[{style}]{Markup.Escape(node.Title)}[/]";
        return node.Module is { } module ? $"{title}{(module.Repetition > 0 ? "*" : "")}{Markup.Escape(ModuleNames.Package(module.ClassName))}" : title;
    }

    private string Tensor(TensorReport tensor)
    {
        string text = Markup.Escape($"{tensor.Name} {tensor.Type}");
        return tensor.IsConstant ? $"[underline]{text}[/]" : _fromInputs.Contains(tensor.Name) ? text : $"[invert]{text}[/]";
    }

    private string Verdict(TraceNode node) => node switch
    {
        { HasConverter: false } or { HasProblem: true } => "  [red]✗[/]",
        _ when !_verified => "",
        { Worst.Verdict: Nobuco.Verdict.Unchecked } => "  [grey]·[/]",
        { Worst.Verdict: Nobuco.Verdict.Exact } => "  [green]✓[/]",
        { Worst.Verdict: Nobuco.Verdict.WithinTolerance } => $"  [green]✓ {Relative(node.Worst)}[/]",
        { Worst.Verdict: Nobuco.Verdict.Inaccurate } => $"  [yellow]! {Relative(node.Worst)}[/]",
        _ => "  [red]✗[/]",
    };

    private static string Relative(Comparison comparison) => comparison.MaxRelative.ToString("g2", CultureInfo.InvariantCulture);

    private static string Text(Comparison comparison) => string.Create(
        CultureInfo.InvariantCulture, $"{comparison.MaxAbsolute:g4} ({100 * comparison.MaxRelative:g3}%) {comparison.Message}").TrimEnd();
}
