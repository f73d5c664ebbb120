using System.Globalization;
using Nobuco.TensorFlow.Graph;
using Nobuco.Tensors;
using Spectre.Console;

namespace Nobuco.Cli.Output;

/// <summary>What follows the trace tree: the written file, its signature, the accumulated error and the time.</summary>
internal static class ReportSummary
{
    public static void Write(Terminal terminal, ConversionReport report)
    {
        TextTable.Write(terminal, "Inputs", [.. report.Inputs.Select(Row)]);
        TextTable.Write(terminal, "Outputs", [.. report.Outputs.Select(Row)]);
        foreach (TargetReport target in report.Targets)
        {
            string of = report.Targets.Count > 1 ? $" of {target.Format}" : "";
            TextTable.Write(terminal, $"Operators{of} ({target.OperatorCount})", [.. target.Operators.OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal).Select(count => new[] { $"{count.Value,5}", count.Key })]);
            TextTable.Write(terminal, $"Rewrites{of}", [.. target.Rewrites.OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => new[] { $"{count.Value,5}", count.Key })]);
        }
        if (report.Verification is { } verification)
            Write(terminal, report, verification);
        TextTable.Write(terminal, "Time", [.. report.Stages.Select(stage => new[] { stage.Name, Seconds(stage.Duration) }), ["All", Seconds(report.Stages.Aggregate(TimeSpan.Zero, (sum, stage) => sum + stage.Duration))]]);
        if (report.Targets.Count > 0)
            terminal.WriteLine();
        foreach (TargetReport written in report.Targets)
            terminal.WriteLine($"[bold]{Markup.Escape(written.Path)}[/]: {written.Format}, {Sizes.Bytes(written.Size)}, {Sizes.Count(written.OperatorCount, "operator")}{Conclusion(report)}");
    }

    private static void Write(Terminal terminal, ConversionReport report, VerificationReport verification)
    {
        List<string[]> rows = [.. verification.Converted.Select(output => Row("converted graph", output.Key, output.Value)), .. report.Targets.SelectMany(target => target.Written.Select(output => Row($"written {target.Format}", output.Key, output.Value)))];
        TextTable.Write(terminal, $"Accumulated error, with {verification.InputSource} (tolerance {verification.Tolerance.ToString("g3", CultureInfo.InvariantCulture)})", rows);
        string counts = string.Join(", ", report.Nodes.CountBy(node => node.TeacherForced.Verdict).OrderBy(count => count.Key).Select(count => $"{count.Value} {Words(count.Key)}"));
        terminal.WriteLine($"  {Sizes.Count(report.Nodes.Count, "node")}: {counts}");
    }

    private static string[] Row(string what, string output, Comparison comparison) =>
        [output, what, Words(comparison.Verdict), string.Create(CultureInfo.InvariantCulture, $"off by {comparison.MaxAbsolute:g3}, {comparison.MaxRelative:g3} of the largest magnitude"), comparison.Message ?? ""];

    private static string[] Row(ModelPort port)
    {
        string converted = $"{port.Type.DType.ShortName()}[{string.Join(",", port.Order.Apply(port.Type.Shape))}]";
        string order = port.Order.IsIdentity ? "PyTorch's order" : port.Order == AxisOrder.ChannelsLast(port.Type.Rank) ? $"channels last, of PyTorch's {port.Type}" : $"axes {port.Order} of PyTorch's {port.Type}";
        return [port.Name, converted, order];
    }

    private static string Conclusion(ConversionReport report) => report switch
    {
        { HasErrors: true } => ", [red]verification failed[/]",
        { Verification: null } => ", not verified",
        _ => ", [green]verified[/]",
    };

    private static string Words(Verdict verdict) => verdict == Verdict.WithinTolerance ? "within tolerance" : verdict.ToString().ToLowerInvariant();

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000 s", CultureInfo.InvariantCulture);
}
