using System.Globalization;
using System.Net;
using System.Text;

namespace Nobuco;

/// <summary>The trace tree of the page: modules fold, operators are links that select.</summary>
internal sealed class HtmlTrace
{
    /// <summary>Modules of this depth and deeper are folded at first, when nothing is wrong in them.</summary>
    private const int UnfoldedDepth = 2;

    private readonly StringBuilder _html = new();
    private readonly ILookup<string, TransposeReport> _transposes;

    private HtmlTrace(ConversionReport report) =>
        _transposes = report.RemainingTransposes.SelectMany(static transpose => transpose.Consumers, static (transpose, consumer) => (transpose, consumer)).ToLookup(static pair => pair.consumer, static pair => pair.transpose);

    public static string Body(ConversionReport report)
    {
        var trace = new HtmlTrace(report);
        foreach (TraceNode root in report.Trace())
            trace.Write(root, 0);
        return $"""
            <div class="tools"><input type="search" id="search" placeholder="Search modules, operators, tensors, types" aria-label="Search the trace">
            <label><input type="checkbox" id="wrong-only"> only what is wrong</label><button id="unfold">Unfold all</button><button id="fold">Fold all</button><span id="hits" role="status"></span></div>
            <div id="tree">{trace._html}</div>
            <p class="key"><b class="accurate">✓</b> same as PyTorch <b class="inaccurate">!</b> inaccurate <b class="failed">✗</b> failed or not converted <b class="unchecked">·</b> not checked; the number is the largest difference relative to the largest magnitude.
            <u>weight or constant</u> <span class="disconnected">does not depend on an input</span> <span class="unneeded">no output depends on it</span> * called again</p>
            """;
    }

    private void Write(TraceNode node, int depth)
    {
        string status = node.Status.ToString().ToLowerInvariant();
        if (node.Node is { } operation)
        {
            _html.Append($"<a class=\"row {status}{Wrong(node)}\" href=\"#{Encode(Uri.EscapeDataString(operation.Name))}\" data-node=\"{Encode(operation.Name)}\">{Line(node)}</a>\n");
            return;
        }
        _html.Append($"<details class=\"{status}\"{(depth < UnfoldedDepth || node.NeedsAttention ? " open" : "")}><summary class=\"row {status}{Wrong(node)}\">{Line(node)}</summary>\n");
        foreach (TraceNode child in node.Children)
            Write(child, depth + 1);
        _html.Append("</details>\n");
    }

    private static string Wrong(TraceNode node) => node.NeedsAttention ? " wrong" : "";

    private string Line(TraceNode node)
    {
        string title = $"<b{(node.Node?.Converter is null ? "" : " class=\"converted\"")}>{Encode(node.Name)}</b>";
        if (node.Module is { } module)
            title += $" <span class=\"class\" title=\"{Encode(module.ClassName)}\">{Encode(ModuleNames.Class(module.ClassName))}{(module.Repetition > 0 ? "*" : "")}</span>";
        string arguments = string.Join(", ", node.Inputs.Select(Tensor).Concat(node.Node?.Arguments.Select(Encode) ?? []));
        return $"{title}<span class=\"io\">({arguments}) → {string.Join(", ", node.Outputs.Select(Tensor))}</span>{Marks(node)}<span class=\"verdict\">{Verdict(node)}</span>";
    }

    private static string Tensor(TensorReport tensor)
    {
        string text = $"{Encode(tensor.Name)} <i>{Encode(tensor.Type.ToString())}</i>";
        return tensor switch
        {
            { IsConstant: true } => $"<u>{text}</u>",
            { DependsOnInputs: false } => $"<span class=\"disconnected\">{text}</span>",
            { IsNeeded: false } => $"<span class=\"unneeded\">{text}</span>",
            _ => text,
        };
    }

    private string Marks(TraceNode node)
    {
        string marks = node.IsDisconnected ? "<mark>disconnected</mark>" : "";
        if (node.Node is not { } operation)
            return marks;
        if (operation.WasInPlace)
            marks += "<mark class=\"inplace\">in place</mark>";
        if (operation.Converter is { Source.IsBuiltIn: false })
            marks += "<mark class=\"own\">your converter</mark>";
        if (node.BeginsToDiffer)
            marks += "<mark class=\"accumulated\">accumulated error</mark>";
        foreach (TransposeReport transpose in _transposes[operation.Name])
            marks += $"<mark class=\"transposed\" title=\"{Encode(transpose.Reason)}\">transpose</mark>";
        return operation.Problem is { } problem ? $"{marks}<mark class=\"problem\">{Encode(problem.Id)}</mark>" : marks;
    }

    private static string Verdict(TraceNode node) => node.Status switch
    {
        NodeStatus.NotConverted => "✗ no converter",
        NodeStatus.Failed => "✗",
        NodeStatus.Inaccurate => $"! {Number(node.Worst.MaxRelative)}",
        NodeStatus.Unchecked => "·",
        _ => node.Worst.Verdict == Nobuco.Verdict.Exact ? "✓" : $"✓ {Number(node.Worst.MaxRelative)}",
    };

    private static string Number(double number) => number.ToString("g2", CultureInfo.InvariantCulture);

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
