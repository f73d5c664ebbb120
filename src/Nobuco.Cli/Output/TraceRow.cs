namespace Nobuco.Cli.Output;

/// <summary>A line of the trace tree: a call, or several in a row that are alike.</summary>
internal sealed record TraceRow(IReadOnlyList<TraceNode> Calls, IReadOnlyList<TraceRow> Children)
{
    public TraceNode First => Calls[0];

    public TraceNode Last => Calls[^1];

    /// <summary>True when there is more in it than its lines show.</summary>
    public bool IsFolded => First is { Module: not null, Node: null } && Children.Count == 0;

    public int Lines => 1 + Children.Sum(static child => child.Lines);
}
