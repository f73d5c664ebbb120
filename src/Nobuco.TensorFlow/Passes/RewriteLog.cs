using Nobuco.TensorFlow.Graph;

namespace Nobuco.TensorFlow.Passes;

/// <summary>Every rewrite that was made, in order; part of the report.</summary>
public sealed class RewriteLog
{
    private readonly List<RewriteEntry> _entries = [];

    public IReadOnlyList<RewriteEntry> Entries => _entries;

    public void Add(string pass, string rule, TfNode node) => _entries.Add(new RewriteEntry(pass, rule, node.Op.Name, node.Origin));
}

/// <summary>The rule <paramref name="Rule"/> replaced a node.</summary>
/// <param name="Pass">The pass the rule ran in.</param>
/// <param name="Rule">The rule's name.</param>
/// <param name="Operation">The operation of the node that was replaced.</param>
/// <param name="Origin">Where that node came from: the module path or the weight's name.</param>
public sealed record RewriteEntry(string Pass, string Rule, string Operation, string? Origin);
