using System.Globalization;
using System.Net;
using Nobuco.Drawing;

namespace Nobuco;

/// <summary>What the page begins with: the outcome, what is wrong, and what was written.</summary>
internal static class HtmlOverview
{
    private const int ShownDiagnostics = 10;

    public static string Header(ConversionReport report)
    {
        (string status, string words) = report switch
        {
            { HasErrors: true } => ("failed", "failed"),
            { Verification: null } => ("unchecked", "not verified"),
            _ => ("accurate", "verified"),
        };
        double worst = report.Nodes.Select(static node => node.EndToEnd.MaxRelative).DefaultIfEmpty().Max();
        int moved = report.RemainingTransposes.Count();
        string[] figures =
        [
            Figure(report.Nodes.Count.ToString(CultureInfo.InvariantCulture), "nodes"),
            .. report.Targets.Select(static target => Figure(target.OperatorCount.ToString(CultureInfo.InvariantCulture), $"{Encode(target.Format)} operators")),
            .. report.Targets.Select(static target => Figure(Bytes(target.Size), Encode(target.Format))),
            Figure($"{moved}", moved == 1 ? "transpose" : "transposes"),
            report.Verification is null ? "" : Figure(worst.ToString("g2", CultureInfo.InvariantCulture), "largest error"),
            Figure($"{report.Stages.Sum(static stage => stage.Duration.TotalSeconds).ToString("0.00", CultureInfo.InvariantCulture)} s", "in all"),
        ];
        return $"<header><h1>{Encode(report.Model)} <span class=\"badge {status}\">{words}</span></h1><p class=\"figures\">{string.Concat(figures)}</p></header>";
    }

    public static string Body(ConversionReport report) => $"""
        {FirstWrong(report)}
        {Diagnostics(report.Diagnostics)}
        <div class="cards">
        {Table("Inputs", report.Inputs.Select(Port))}
        {Table("Outputs", report.Outputs.Select(Port))}
        {Accuracy(report)}
        {string.Concat(report.Targets.Select(Target))}
        {Table("Stages", report.Stages.Select(static stage => Row(Encode(stage.Name), $"{stage.Duration.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture)} s")))}
        </div>
        <p class="key">Exported by PyTorch {Encode(report.TorchVersion)}</p>
        """;

    public static string Transposes(ConversionReport report) => report.Transposes.Count == 0
        ? "<p>No tensor had to be transposed.</p>"
        : Table("Transposes", report.Transposes.Select(transpose => Row(
            Link(transpose.Consumers.Count > 0 ? transpose.Consumers[0] : transpose.Producer ?? "", transpose.Tensor),
            transpose.IsOwn ? "in the converter" : $"{OrderWords.Short(transpose.From)} → {OrderWords.Short(transpose.To)}",
            Bytes(transpose.Bytes),
            transpose.WrittenIn.Count > 0 ? $"in {Encode(string.Join(", ", transpose.WrittenIn))}" : report.Targets.Count > 0 ? "removed by passes" : "",
            Encode(transpose.Reason))));

    private static string FirstWrong(ConversionReport report) => report.FirstWrong is not { } node ? "" :
        $"<p>The first wrong node is {Link(node.Name, node.Name)}, {Encode(node.Operator)}.{(report.ReproductionCommand is { } command ? $" <code>{Encode(command)}</code> cuts it out." : "")}</p>";

    /// <summary>The first few, and the rest on demand: an error can accumulate in many nodes.</summary>
    private static string Diagnostics(IReadOnlyList<Diagnostic> diagnostics)
    {
        if (diagnostics.Count == 0)
            return "";
        string more = diagnostics.Count <= ShownDiagnostics ? "" : $"<details class=\"more\"><summary>{diagnostics.Count - ShownDiagnostics} more</summary>{List(diagnostics.Skip(ShownDiagnostics))}</details>";
        return $"<h2>{diagnostics.Count} {(diagnostics.Count == 1 ? "diagnostic" : "diagnostics")}</h2>{List(diagnostics.Take(ShownDiagnostics))}{more}";
    }

    private static string List(IEnumerable<Diagnostic> diagnostics) => $"<ol class=\"diagnostics\">{string.Concat(diagnostics.Select(Item))}</ol>";

    private static string Item(Diagnostic diagnostic)
    {
        string place = string.Join(", ", new[]
        {
            diagnostic.ModulePath is { Length: > 0 } path ? $"in {Encode(path)}" : null,
            diagnostic.Line is { } line ? $"{Encode(line.ToString())}: <code>{Encode(line.Code)}</code>" : null,
        }.OfType<string>());
        return $"<li class=\"{diagnostic.Severity.ToString().ToLowerInvariant()}\"><b>{diagnostic.Id} {Encode(diagnostic.Descriptor.Title)}</b> {Encode(diagnostic.Message)}{(place.Length > 0 ? $"<small>{place}</small>" : "")}{(diagnostic.NextStep is { } next ? $"<small>{Encode(next)}</small>" : "")}</li>";
    }

    private static string Port(ModelPort port) => Row(Encode(port.Name), $"{Encode(port.Type.ToString())}", $"{OrderWords.Long(port.Order)}: {Encode(string.Join("×", port.Order.Apply(port.Type.Shape)))}");

    private static string Accuracy(ConversionReport report) => report.Verification is not { } verification ? "" : Table(
        "Accumulated error",
        [
            .. verification.Converted.Select(static output => Compared(output.Key, "graph", output.Value)),
            .. report.Targets.SelectMany(static target => target.Written.Select(output => Compared(output.Key, target.Format, output.Value))),
            $"<tr><td colspan=\"4\">with {Encode(verification.InputSource)}, tolerance {verification.Tolerance.ToString("g3", CultureInfo.InvariantCulture)}</td></tr>",
        ]);

    private static string Compared(string output, string what, Comparison comparison) => Row(
        Encode(output), Encode(what), comparison.Verdict == Verdict.WithinTolerance ? "within tolerance" : comparison.Verdict.ToString().ToLowerInvariant(), comparison.MaxRelative.ToString("g3", CultureInfo.InvariantCulture));

    private static string Target(TargetReport target) => Table(
        $"{target.Format}: {Path.GetFileName(target.Path)}",
        target.Operators.OrderByDescending(static count => count.Value).ThenBy(static count => count.Key, StringComparer.Ordinal).Select(static count => Row(Encode(count.Key), $"{count.Value}")));

    private static string Figure(string number, string what) => $"<span><b>{number}</b> {what}</span>";

    private static string Table(string title, IEnumerable<string> rows) => string.Concat(rows) is { Length: > 0 } body ? $"<div class=\"card\"><h2>{Encode(title)}</h2><div class=\"scroll\"><table>{body}</table></div></div>" : "";

    private static string Row(params ReadOnlySpan<string> cells) => $"<tr>{string.Concat(cells.ToArray().Select(static cell => $"<td>{cell}</td>"))}</tr>";

    private static string Link(string node, string text) => $"<a href=\"#{Encode(Uri.EscapeDataString(node))}\" data-node=\"{Encode(node)}\">{Encode(text)}</a>";

    private static string Bytes(long bytes) => bytes switch
    {
        < 1024 => $"{bytes} B",
        < 1024 * 1024 => $"{(bytes / 1024.0).ToString("0.0", CultureInfo.InvariantCulture)} kB",
        _ => $"{(bytes / 1024.0 / 1024).ToString("0.0", CultureInfo.InvariantCulture)} MB",
    };

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
