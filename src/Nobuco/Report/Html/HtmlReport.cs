using System.Net;
using System.Text;
using Nobuco.Drawing;

namespace Nobuco;

/// <summary>Reports as one HTML file that needs nothing else: no network, no other files.</summary>
public static class HtmlReport
{
    /// <summary>The page of a report.</summary>
    public static string Text(ConversionReport report)
    {
        var page = new StringBuilder();
        page.Append($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:">
            <link rel="icon" href="data:,">
            <title>{WebUtility.HtmlEncode(report.Model)} – nobuco</title>
            <style>
            {Asset("report.css")}</style>
            </head>
            <body>
            {HtmlOverview.Header(report)}
            <nav role="tablist">{Tab("overview", "Overview")}{Tab("trace", "Trace")}{Tab("graph", "Graph")}{Tab("errors", "Error")}{Tab("operators", "Operators")}{Tab("times", "Time")}</nav>
            <div id="layout">
            <main>
            <section id="overview">{HtmlOverview.Body(report)}</section>
            <section id="trace" hidden>{HtmlTrace.Body(report)}</section>
            <section id="graph" hidden>{Graph(report)}</section>
            <section id="errors" hidden></section>
            <section id="operators" hidden></section>
            <section id="times" hidden></section>
            </main>
            <aside id="details" aria-live="polite" hidden></aside>
            </div>
            <script type="application/json" id="report">{JsonReport.Embedded(report)}</script>
            <script>
            {Asset("report.js")}</script>
            </body>
            </html>

            """);
        return page.ToString().ReplaceLineEndings("\n");
    }

    private static string Tab(string id, string title) => $"<button role=\"tab\" aria-controls=\"{id}\">{title}</button>";

    private static string Graph(ConversionReport report) => $"""
        <div class="tools"><button id="zoom-in" title="Zoom in">+</button><button id="zoom-out" title="Zoom out">−</button><button id="zoom-all">All</button><button id="zoom-start">Start</button>
        <span class="key"><i class="order last"></i>channels-last <i class="order first"></i>PyTorch’s order <i class="order other"></i>other <i class="order none"></i>no channels <i class="order transposed"></i>transpose</span></div>
        <div id="canvas" tabindex="0">{GraphSvg.Draw(report)}</div>
        {HtmlOverview.Transposes(report)}
        """;

    private static string Asset(string name)
    {
        using Stream stream = typeof(HtmlReport).Assembly.GetManifestResourceStream($"Nobuco.Html.{name}") ?? throw new InvalidOperationException($"The asset {name} is missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
