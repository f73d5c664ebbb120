namespace Nobuco.TensorFlow.Graph;

/// <summary>Which nodes are in a graph and who reads each value, kept up to date as the graph changes.</summary>
internal sealed class UseIndex
{
    private readonly HashSet<TfNode> _nodes = [];
    private readonly Dictionary<TfValue, List<Use>> _uses = [];

    public UseIndex(IEnumerable<TfNode> roots)
    {
        foreach (TfNode root in roots)
            Add(root);
    }

    public bool Contains(TfNode node) => _nodes.Contains(node);

    public IReadOnlyList<Use> Uses(TfValue value) => _uses.TryGetValue(value, out List<Use>? uses) ? uses : [];

    /// <summary>Takes the node in, and all that it depends on. Returns those that are new, each after what it depends on.</summary>
    public IReadOnlyList<TfNode> Add(TfNode root)
    {
        if (_nodes.Contains(root))
            return [];
        IReadOnlyList<TfNode> added = _nodes.Contains(root) ? [] : TopologicalOrder.Of([root], input => _nodes.Contains(input.Producer));
        foreach (TfNode node in added)
        {
            _nodes.Add(node);
            for (int i = 0; i < node.Inputs.Count; i++)
                UsesOf(node.Inputs[i]).Add(new Use(node, i));
        }
        return added;
    }

    public void MoveUses(TfValue old, TfValue replacement, IReadOnlyList<TfNode> except)
    {
        List<Use> uses = UsesOf(old);
        List<Use> moved = uses.FindAll(use => !except.Contains(use.Node));
        foreach (Use use in moved)
            use.Node.ReplaceInput(use.Index, replacement);
        uses.RemoveAll(moved.Contains);
        UsesOf(replacement).AddRange(moved);
    }

    /// <summary>Removes the node if nothing reads it, and what is then unused as well. Returns these, and the values that remain and lost readers.</summary>
    public (IReadOnlyList<TfNode> Removed, IReadOnlyList<TfValue> Released) RemoveUnused(TfNode node, Func<TfNode, bool> isRoot)
    {
        var removed = new List<TfNode>();
        var released = new List<TfValue>();
        var candidates = new Stack<TfNode>([node]);
        while (candidates.TryPop(out TfNode? candidate))
        {
            if (!_nodes.Contains(candidate) || candidate.Outputs.Any(o => Uses(o).Count > 0) || isRoot(candidate))
                continue;
            _nodes.Remove(candidate);
            removed.Add(candidate);
            for (int i = 0; i < candidate.Inputs.Count; i++)
            {
                UsesOf(candidate.Inputs[i]).Remove(new Use(candidate, i));
                released.Add(candidate.Inputs[i]);
                candidates.Push(candidate.Inputs[i].Producer);
            }
        }
        released.RemoveAll(value => !_nodes.Contains(value.Producer));
        return (removed, released);
    }

    private List<Use> UsesOf(TfValue value)
    {
        if (!_uses.TryGetValue(value, out List<Use>? uses))
            _uses[value] = uses = [];
        return uses;
    }
}
