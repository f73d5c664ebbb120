namespace Nobuco.Cli.Output;

/// <summary>Decides what of a trace is shown: see <see cref="TraceMode"/>.</summary>
internal static class TraceFolding
{
    /// <summary>What fits two screens is shown whole.</summary>
    private const int ReadableLines = 100;

    public static IReadOnlyList<TraceRow> Fold(IReadOnlyList<TraceNode> roots, TraceMode mode)
    {
        if (mode == TraceMode.Failures)
            return Failures(roots);
        TraceRow[] full = [.. roots.Select(Full)];
        return mode == TraceMode.Full || (mode == TraceMode.Auto && Lines(full) <= ReadableLines) ? full : Summary(roots);
    }

    private static TraceRow Full(TraceNode node) => new([node], [.. node.Children.Select(Full)]);

    private static TraceRow[] Failures(IEnumerable<TraceNode> nodes) =>
        [.. nodes.Where(static node => node.NeedsAttention).Select(node => new TraceRow([node], Failures(node.Children)))];

    /// <summary>Unfolded as deep as is readable.</summary>
    private static IReadOnlyList<TraceRow> Summary(IReadOnlyList<TraceNode> roots)
    {
        IReadOnlyList<TraceRow> rows = Summary(roots, 1);
        for (int depth = 2; ; depth++)
        {
            IReadOnlyList<TraceRow> deeper = Summary(roots, depth);
            if (Lines(deeper) > ReadableLines || Lines(deeper) == Lines(rows))
                return rows;
            rows = deeper;
        }
    }

    /// <param name="depth">How many levels are unfolded of what is right.</param>
    private static List<TraceRow> Summary(IReadOnlyList<TraceNode> nodes, int depth)
    {
        List<TraceRow> rows = [];
        for (int i = 0; i < nodes.Count; i++)
        {
            TraceNode node = nodes[i];
            int first = i;
            while (!node.NeedsAttention && i + 1 < nodes.Count && IsAlike(node, nodes[i + 1]))
                i++;
            bool unfolds = i == first && (node.NeedsAttention || (depth > 0 && node.Children.Any(static child => child.Module is not null)));
            rows.Add(new TraceRow([.. nodes.Skip(first).Take(i - first + 1)], unfolds ? Summary(node.Children, depth - 1) : []));
        }
        return rows;
    }

    /// <summary>Modules of one class with results of the same types, or two operators.</summary>
    private static bool IsAlike(TraceNode left, TraceNode right) =>
        !right.NeedsAttention
        && left.Module?.ClassName == right.Module?.ClassName
        && (left.Module is null || left.Outputs.Select(static output => output.Type).SequenceEqual(right.Outputs.Select(static output => output.Type)));

    private static int Lines(IEnumerable<TraceRow> rows) => rows.Sum(static row => row.Lines);
}
