namespace Nobuco.TensorFlow.Graph;

/// <summary>
/// SSA over TensorFlow operations with physical shapes. The graph is what its outputs depend on; it changes only through
/// <see cref="ReplaceUses"/>, everything else in it is immutable.
/// </summary>
public sealed class TfGraph
{
    private readonly List<NamedValue> _outputs;
    private IReadOnlyList<TfNode>? _nodes;
    private Dictionary<TfValue, List<Use>>? _uses;

    /// <param name="inputs">Results of <see cref="Ops.Placeholder"/> nodes; an input that no output depends on stays an input.</param>
    public TfGraph(IReadOnlyList<NamedValue> inputs, IReadOnlyList<NamedValue> outputs) => (Inputs, _outputs) = (inputs, [.. outputs]);

    public IReadOnlyList<NamedValue> Inputs { get; }

    public IReadOnlyList<NamedValue> Outputs => _outputs;

    /// <summary>All nodes, placeholders and constants included, in an order in which each follows what it depends on. Deterministic.</summary>
    public IReadOnlyList<TfNode> Nodes => _nodes ??= TopologicalOrder.Of(Inputs.Concat(Outputs).Select(o => o.Value.Producer));

    /// <summary>The nodes that read <paramref name="value"/>, in graph order; graph outputs are not among them.</summary>
    public IReadOnlyList<Use> Uses(TfValue value) => (_uses ??= CollectUses()).TryGetValue(value, out List<Use>? uses) ? uses : [];

    public bool IsOutput(TfValue value) => _outputs.Any(o => o.Value == value);

    /// <summary>True when exactly one node input and no graph output reads the value.</summary>
    public bool HasSingleUse(TfValue value) => Uses(value).Count == 1 && !IsOutput(value);

    /// <summary>Everything that read <paramref name="old"/> reads <paramref name="replacement"/>, of the same type, instead.</summary>
    public void ReplaceUses(TfValue old, TfValue replacement)
    {
        if (old.Type != replacement.Type)
            throw new InvalidOperationException($"{replacement} cannot replace {old}: the types differ.");
        foreach (Use use in Uses(old).ToArray())
        {
            // What the replacement is made of keeps reading the old value.
            if (!DependsOn(replacement.Producer, use.Node))
                use.Node.ReplaceInput(use.Index, replacement);
        }
        for (int i = 0; i < _outputs.Count; i++)
        {
            if (_outputs[i].Value == old)
                _outputs[i] = _outputs[i] with { Value = replacement };
        }
        (_nodes, _uses) = (null, null);
    }

    private static bool DependsOn(TfNode node, TfNode other) =>
        node == other || TopologicalOrder.Of([node]).Contains(other);

    private Dictionary<TfValue, List<Use>> CollectUses()
    {
        var uses = new Dictionary<TfValue, List<Use>>();
        foreach (TfNode node in Nodes)
        {
            for (int i = 0; i < node.Inputs.Count; i++)
            {
                if (!uses.TryGetValue(node.Inputs[i], out List<Use>? list))
                    uses[node.Inputs[i]] = list = [];
                list.Add(new Use(node, i));
            }
        }
        return uses;
    }
}

/// <summary>A graph input or output with the name the model gives it.</summary>
public sealed record NamedValue(string Name, TfValue Value);

/// <summary>Input <paramref name="Index"/> of <paramref name="Node"/>.</summary>
public readonly record struct Use(TfNode Node, int Index);
