namespace Nobuco.TensorFlow.Graph;

/// <summary>
/// SSA over TensorFlow operations with physical shapes. The graph is what its outputs depend on; it changes only through
/// <see cref="ReplaceUses"/>, everything else in it is immutable.
/// </summary>
public sealed class TfGraph
{
    private readonly List<NamedValue> _outputs;
    private IReadOnlyList<TfNode>? _nodes;
    private UseIndex? _index;

    /// <param name="inputs">Results of <see cref="Ops.Placeholder"/> nodes; an input that no output depends on stays an input.</param>
    public TfGraph(IReadOnlyList<NamedValue> inputs, IReadOnlyList<NamedValue> outputs) => (Inputs, _outputs) = (inputs, [.. outputs]);

    public IReadOnlyList<NamedValue> Inputs { get; }

    public IReadOnlyList<NamedValue> Outputs => _outputs;

    /// <summary>The names of the constants that PyTorch trains (<see cref="Ops.Const.QualifiedName"/>).</summary>
    public IReadOnlySet<string> Parameters { get; init; } = new HashSet<string>();

    /// <summary>All nodes, placeholders and constants included, in an order in which each follows what it depends on. Deterministic.</summary>
    public IReadOnlyList<TfNode> Nodes => _nodes ??= TopologicalOrder.Of(Inputs.Concat(Outputs).Select(o => o.Value.Producer));

    private UseIndex Index => _index ??= new UseIndex(Inputs.Concat(Outputs).Select(o => o.Value.Producer));

    public bool Contains(TfNode node) => Index.Contains(node);

    /// <summary>The nodes that read <paramref name="value"/>, in a deterministic order; graph outputs are not among them.</summary>
    public IReadOnlyList<Use> Uses(TfValue value) => Index.Uses(value);

    public bool IsOutput(TfValue value) => _outputs.Exists(o => o.Value == value);

    /// <summary>True when exactly one node input and no graph output reads the value.</summary>
    public bool HasSingleUse(TfValue value) => Uses(value).Count == 1 && !IsOutput(value);

    /// <summary>
    /// Everything that read <paramref name="old"/> reads <paramref name="replacement"/>, of the same type, instead, except the new nodes that
    /// the replacement is made of. Nodes of the graph that the replacement depends on must not depend on the old value.
    /// </summary>
    public GraphChange ReplaceUses(TfValue old, TfValue replacement)
    {
        if (old.Type != replacement.Type)
            throw new InvalidOperationException($"{replacement} cannot replace {old}: the types differ.");
        if (old == replacement || !Contains(old.Producer))
            return new GraphChange([], []);
        IReadOnlyList<TfNode> added = Index.Add(replacement.Producer);
        Index.MoveUses(old, replacement, except: added);
        for (int i = 0; i < _outputs.Count; i++)
        {
            if (_outputs[i].Value == old)
                _outputs[i] = _outputs[i] with { Value = replacement };
        }
        _nodes = null;
        Index.RemoveUnused(replacement.Producer, IsRoot);
        (IReadOnlyList<TfNode> removed, IReadOnlyList<TfValue> released) = Index.RemoveUnused(old.Producer, IsRoot);
        NodeSources.HandOn(old.Producer, removed, replacement.Producer, added);
        return new GraphChange(added, released);
    }

    /// <summary>A graph of new nodes that computes the same; constants are shared. Passes may change it and leave this one as it is.</summary>
    public TfGraph Clone()
    {
        Dictionary<TfValue, TfValue> copies = Copy([]);
        return new TfGraph([.. Inputs.Select(i => i with { Value = copies[i.Value] })], [.. Outputs.Select(o => o with { Value = copies[o.Value] })]) { Parameters = Parameters };
    }

    /// <summary>New nodes that compute the outputs from other values than the graph's inputs.</summary>
    public IReadOnlyList<TfValue> Inline(IReadOnlyList<TfValue> inputs)
    {
        Dictionary<TfValue, TfValue> copies = Copy(Inputs.Zip(inputs).ToDictionary(static pair => pair.First.Value, static pair => pair.Second));
        return [.. Outputs.Select(output => copies[output.Value])];
    }

    /// <summary>The copy of every value, those given among them.</summary>
    private Dictionary<TfValue, TfValue> Copy(Dictionary<TfValue, TfValue> copies)
    {
        foreach (TfNode node in Nodes.Where(node => !node.Outputs.Any(copies.ContainsKey)))
        {
            var copy = new TfNode(node.Op, [.. node.Inputs.Select(input => copies[input])]) { Origin = node.Origin, Sources = node.Sources };
            for (int i = 0; i < node.Outputs.Count; i++)
                copies[node.Outputs[i]] = copy.Outputs[i];
        }
        return copies;
    }

    private bool IsRoot(TfNode node) => node.Op is Ops.Placeholder || node.Outputs.Any(IsOutput);
}

/// <summary>A graph input or output with the name the model gives it.</summary>
public sealed record NamedValue(string Name, TfValue Value);

/// <summary>What a replacement did to a graph.</summary>
/// <param name="Added">The nodes that came into it, each after what it depends on.</param>
/// <param name="Released">Values that are still there and have lost readers that are not.</param>
public sealed record GraphChange(IReadOnlyList<TfNode> Added, IReadOnlyList<TfValue> Released);

/// <summary>Input <paramref name="Index"/> of <paramref name="Node"/>.</summary>
public readonly record struct Use(TfNode Node, int Index);
