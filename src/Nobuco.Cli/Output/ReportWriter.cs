namespace Nobuco.Cli.Output;

/// <summary>Shows a report: as JSON, or as the trace tree and a summary.</summary>
internal static class ReportWriter
{
    public static void Write(Terminal terminal, ConversionReport report)
    {
        terminal.WriteJson(JsonReport.Describe(report));
        if (terminal.IsJson)
            return;
        TraceTree.Write(terminal, report);
        ReportSummary.Write(terminal, report);
    }
}
