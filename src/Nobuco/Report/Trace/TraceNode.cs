using Nobuco.PyTorch.Graph;

namespace Nobuco;

/// <summary>A module call with what it calls, or an operator: what renderers show as a tree.</summary>
public sealed class TraceNode
{
    private readonly List<TraceNode> _children = [];

    private TraceNode(ModuleCall? module, NodeReport? node, string name) => (Module, Node, Name) = (module, node, name);

    /// <summary>Null for an operator.</summary>
    public ModuleCall? Module { get; }

    /// <summary>The operator; for a module the node that a module converter made of the whole call, null where its operators were converted.</summary>
    public NodeReport? Node { get; private set; }

    /// <summary>A module's path below its caller, empty for the root; the operator without <c>aten.</c> and <c>.default</c>.</summary>
    public string Name { get; }

    /// <summary>What a module calls, in execution order.</summary>
    public IReadOnlyList<TraceNode> Children => _children;

    /// <summary>All operators in it, itself if it is one.</summary>
    public IReadOnlyList<NodeReport> Nodes { get; private set; } = [];

    /// <summary>The tensors it reads that it does not compute itself; a module's weights are shown at its operators.</summary>
    public IReadOnlyList<TensorReport> Inputs { get; private set; } = [];

    /// <summary>The tensors it computes that are read outside, or by nothing.</summary>
    public IReadOnlyList<TensorReport> Outputs { get; private set; } = [];

    /// <summary>As that of its worst operator.</summary>
    public NodeStatus Status { get; private set; }

    /// <summary>The worst error of its own operators.</summary>
    public Comparison Worst { get; private set; } = Comparison.Unchecked;

    /// <summary>True when none of its results depends on the model's inputs.</summary>
    public bool IsDisconnected => Outputs.Count > 0 && Outputs.All(static output => !output.DependsOnInputs);

    /// <summary>True for an operator, or a module with one in it, that is right by itself, and at which the accumulated error gets too large.</summary>
    public bool BeginsToDiffer { get; private set; }

    /// <summary>True for an operator, or a module with one in it, that is wrong or not converted.</summary>
    public bool NeedsAttention => Status >= NodeStatus.Inaccurate || BeginsToDiffer;

    /// <summary>The forest of the nodes' module calls, in execution order.</summary>
    public static IReadOnlyList<TraceNode> Build(IReadOnlyList<NodeReport> nodes)
    {
        var root = new TraceNode(null, null, "");
        HashSet<NodeReport> beginnings = Beginnings(nodes);
        foreach (NodeReport node in nodes)
        {
            TraceNode parent = root;
            foreach (ModuleCall call in node.Provenance.Modules)
            {
                if (parent._children.LastOrDefault()?.Module != call)
                    parent._children.Add(new TraceNode(call, null, ModuleNames.Below(call.Path, parent.Module?.Path ?? "")));
                parent = parent._children[^1];
            }
            if (parent.Module is { } module && node.Operator == module.ClassName)
                parent.Node = node;
            else
                parent._children.Add(new TraceNode(null, node, Trim(node.Operator)));
        }
        foreach (TraceNode child in root._children)
            child.Summarise(beginnings);
        return root._children;
    }

    /// <summary>The nodes whose accumulated error is too large though that of what they read is not.</summary>
    private static HashSet<NodeReport> Beginnings(IReadOnlyList<NodeReport> nodes)
    {
        HashSet<NodeReport> beginnings = [];
        HashSet<string> different = [];
        foreach (NodeReport node in nodes.Where(node => !node.EndToEnd.Passes))
        {
            if (node.TeacherForced.Passes && !node.Inputs.Any(input => different.Contains(input.Name)))
                beginnings.Add(node);
            different.UnionWith(node.Outputs.Select(output => output.Name));
        }
        return beginnings;
    }

    private void Summarise(HashSet<NodeReport> beginnings)
    {
        _children.ForEach(child => child.Summarise(beginnings));
        Nodes = Node is not null ? [Node] : [.. _children.SelectMany(child => child.Nodes)];
        Worst = Nodes.Select(node => node.TeacherForced).Aggregate(Comparison.Worse);
        BeginsToDiffer = Nodes.Any(beginnings.Contains);
        Status = Nodes.Max(static node => node.Status);
        if (Node is not null)
        {
            (Inputs, Outputs) = (Node.Inputs, Node.Outputs);
            return;
        }
        HashSet<string> computed = [.. Nodes.SelectMany(node => node.Outputs).Select(output => output.Name)];
        Dictionary<string, int> readInside = Nodes.SelectMany(node => node.Inputs.DistinctBy(input => input.Name)).CountBy(input => input.Name).ToDictionary();
        Inputs = [.. Nodes.SelectMany(node => node.Inputs).Where(input => !input.IsConstant && !computed.Contains(input.Name)).DistinctBy(input => input.Name)];
        Outputs = [.. Nodes.SelectMany(node => node.Outputs).Where(output => output.Readers == 0 || output.Readers > readInside.GetValueOrDefault(output.Name))];
    }

    /// <summary>An operator without <c>aten.</c> and <c>.default</c>.</summary>
    internal static string Trim(string name)
    {
        string plain = name.StartsWith("aten.", StringComparison.Ordinal) ? name["aten.".Length..] : name;
        return plain.EndsWith(".default", StringComparison.Ordinal) ? plain[..^".default".Length] : plain;
    }
}
