using System.Globalization;
using Spectre.Console;

namespace Nobuco.Cli.Output;

/// <summary>The markup of one line of the trace tree.</summary>
/// <param name="isVerified">Whether nodes have verdicts.</param>
/// <param name="abbreviates">Long lists of tensors are cut.</param>
/// <param name="links">To Python and C#.</param>
internal sealed class TraceLine(bool isVerified, bool abbreviates, SourceLinks links)
{
    private const int LongList = 5;

    public string Of(TraceRow row) => row switch
    {
        { First.Module: null, Calls.Count: > 1 } => $"[{Style(row.First)}]{Markup.Escape(Names(row.Calls))}[/] [grey]{row.Calls.Count} operators[/]{Verdict(row)}",
        { Calls.Count: > 1 } => $"{Title(row)}{Package(row.First)}({Tensors(row.First.Inputs)}) -> {Tensors(row.Last.Outputs)}{Verdict(row)}",
        _ => $"{Title(row)}{Package(row.First)}({Arguments(row.First)}) -> {Tensors(row.First.Outputs)}{Folded(row)}{Verdict(row)}{Links(row.First)}",
    };

    /// <summary>The colour of a status.</summary>
    public string Style(TraceNode node) => node switch
    {
        { Status: NodeStatus.NotConverted } => node.Node is null ? "red" : "red invert",
        { Status: NodeStatus.Failed } => "red",
        { Status: NodeStatus.Inaccurate } => "yellow",
        { Status: NodeStatus.Unchecked } when isVerified => "grey",
        _ => "green",
    };

    /// <summary>The name, bold where a converter was applied; <c>*</c> for a module that was called before.</summary>
    private string Title(TraceRow row)
    {
        TraceNode node = row.First;
        string bold = node.Node?.Converter is null ? "" : " bold";
        string name = node.Module is not { } module ? node.Name
            : row.Calls.Count == 1 ? $"{node.Name} {ModuleNames.Class(module.ClassName)}".TrimStart()
            : $"{node.Name} … {row.Last.Name} {row.Calls.Count} × {ModuleNames.Class(module.ClassName)}";
        return $"[{Style(node)}{bold}]{Markup.Escape(name)}[/]{(row.Calls.Any(static call => call.Module?.Repetition > 0) ? "*" : "")}";
    }

    private static string Package(TraceNode node) => node.Module is { } module ? $"[grey]{Markup.Escape(ModuleNames.Package(module.ClassName))}[/]" : "";

    private string Arguments(TraceNode node) => string.Join(", ", [.. node.Inputs.Count > 0 ? [Tensors(node.Inputs)] : Array.Empty<string>(), .. node.Node?.Arguments.Select(Markup.Escape) ?? []]);

    private string Tensors(IReadOnlyList<TensorReport> tensors) => abbreviates && tensors.Count > LongList
        ? $"{string.Join(", ", tensors.Take(2).Select(Tensor))}, [grey]… {tensors.Count - 3} more[/], {Tensor(tensors[^1])}"
        : string.Join(", ", tensors.Select(Tensor));

    private static string Tensor(TensorReport tensor)
    {
        string text = Markup.Escape($"{tensor.Name} {tensor.Type}");
        return tensor switch
        {
            { IsConstant: true } => $"[underline]{text}[/]",
            { DependsOnInputs: false } => $"[invert]{text}[/]",
            { IsNeeded: false } => $"[grey]{text}[/]",
            _ => text,
        };
    }

    private static string Names(IEnumerable<TraceNode> operators)
    {
        string[] names = [.. operators.Select(static node => node.Name)];
        string[] runs = [.. names.Where((name, i) => i == 0 || names[i - 1] != name)];
        return string.Join(", ", runs.Length > 8 ? [.. runs[..7], "…", runs[^1]] : runs);
    }

    private static string Folded(TraceRow row) => row.IsFolded ? $" [grey]… {Sizes.Count(row.First.Nodes.Count, "operator")}[/]" : "";

    private string Links(TraceNode node)
    {
        string? invoked = node.Node?.Provenance.Line is { } line ? links.TryLink(line.File, line.Line, "I") : null;
        string? defined = node.Node?.Converter?.Source is { } source ? links.TryLink(source.File, source.Line, "D") : null;
        return string.Concat(new[] { invoked, defined }.OfType<string>().Select(static link => $" [grey]{link}[/]"));
    }

    private string Verdict(TraceRow row)
    {
        Comparison worst = row.Calls.Select(static call => call.Worst).Aggregate(Comparison.Worse);
        return row.First switch
        {
            { Status: NodeStatus.NotConverted or NodeStatus.Failed } => "  [red]✗[/]",
            { Status: NodeStatus.Inaccurate } => $"  [yellow]! {Relative(worst)}[/]",
            _ when !isVerified => "",
            { Status: NodeStatus.Unchecked } => "  [grey]·[/]",
            _ => worst.Verdict == Nobuco.Verdict.Exact ? "  [green]✓[/]" : $"  [green]✓ {Relative(worst)}[/]",
        };
    }

    private static string Relative(Comparison comparison) => comparison.MaxRelative.ToString("g2", CultureInfo.InvariantCulture);
}
