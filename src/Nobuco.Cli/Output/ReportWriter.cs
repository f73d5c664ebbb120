namespace Nobuco.Cli.Output;

/// <summary>Shows a report: as JSON, or as the trace tree and a summary.</summary>
internal static class ReportWriter
{
    public static void Write(Terminal terminal, ConversionReport report, TraceMode trace)
    {
        if (terminal.IsJson)
        {
            terminal.WriteJsonText(JsonReport.Text(report));
            return;
        }
        TraceTree.Write(terminal, report, trace);
        ReportSummary.Write(terminal, report);
        EvidenceWriter.Write(terminal, report);
    }
}
