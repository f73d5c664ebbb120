using System.Globalization;
using Spectre.Console;

namespace Nobuco.Cli.Output;

/// <summary>What stands above a line of the trace tree: what is to be known of it, and where it comes from.</summary>
internal sealed class TraceNotes
{
    private readonly ILookup<string, TransposeReport> _transposes;
    private readonly SourceLinks _links;

    public TraceNotes(ConversionReport report, SourceLinks links)
    {
        _links = links;
        _transposes = report.RemainingTransposes
            .SelectMany(transpose => transpose.Consumers, (transpose, consumer) => (transpose, consumer))
            .ToLookup(pair => pair.consumer, pair => pair.transpose);
    }

    /// <summary>Lines of markup.</summary>
    public IEnumerable<string> Of(TraceNode node)
    {
        if (node.IsDisconnected)
            yield return "[invert] (!) Disconnected [/]";
        if (node.Node is not { } operation)
            yield break;
        if (operation.WasInPlace)
            yield return "[blue invert] (!) In place [/]";
        foreach (TransposeReport transpose in _transposes[operation.Name])
            yield return $"[magenta] (!) Transpose {Markup.Escape(Text(transpose))} [/]";
        foreach (string problem in Problems(operation, node.BeginsToDiffer))
            yield return problem;
    }

    private IEnumerable<string> Problems(NodeReport node, bool beginsToDiffer)
    {
        if (node.Status >= NodeStatus.Failed && node.Problem is { } problem)
            yield return $"[red invert] (!) {Markup.Escape($"{problem.Id} {problem.Message}")} [/]";
        if (!node.TeacherForced.Passes)
            yield return $"[yellow invert] (!) Max diff {Markup.Escape(Text(node.TeacherForced))} [/]";
        if (beginsToDiffer)
            yield return $"[yellow invert] (!) Accumulated diff {Markup.Escape(Text(node.EndToEnd))} [/]";
        if (node.Status < NodeStatus.Inaccurate && !beginsToDiffer)
            yield break;
        if (node.Provenance.Line is { } line)
            yield return $"[grey] I  {_links.Of(line.File, line.Line)}  {Markup.Escape(line.Code)}[/]";
        if (node.Converter is { } converter)
            yield return $"[grey] D  {_links.Of(converter.Source.File, converter.Source.Line)}  {Markup.Escape(converter.Name)}[/]";
    }

    private static string Text(TransposeReport transpose) =>
        $"{(transpose.IsOwn ? "" : $"of {transpose.Tensor}, ")}{Sizes.Bytes(transpose.Bytes)}: {transpose.Reason}";

    private static string Text(Comparison comparison) => string.Create(
        CultureInfo.InvariantCulture, $"{comparison.MaxAbsolute:g4} ({100 * comparison.MaxRelative:g3}%) {comparison.Message}").TrimEnd();
}
