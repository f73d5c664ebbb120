using Nobuco.PyTorch.Graph;

namespace Nobuco.Cli.Output;

/// <summary>A module call with what it calls, or an operator.</summary>
internal sealed class TraceNode
{
    private readonly List<TraceNode> _children = [];

    private readonly string _parentPath;

    private TraceNode(ModuleCall? module, NodeReport? node, string parentPath) => (Module, Node, _parentPath) = (module, node, parentPath);

    /// <summary>Null for an operator.</summary>
    public ModuleCall? Module { get; }

    /// <summary>Null for a module.</summary>
    public NodeReport? Node { get; }

    public IReadOnlyList<TraceNode> Children => _children;

    /// <summary>A module's path below its caller and its class, or the operator without <c>aten.</c> and <c>.default</c>.</summary>
    public string Title => Module is { } module
        ? $"{ModuleNames.Below(module.Path, _parentPath)} {ModuleNames.Class(module.ClassName)}".TrimStart()
        : Trim(Node!.Operator);

    /// <summary>The tensors it reads that it does not compute itself; a module's weights are shown at its operators.</summary>
    public IReadOnlyList<TensorReport> Inputs { get; private set; } = [];

    /// <summary>The tensors it computes that are read outside, or by nothing.</summary>
    public IReadOnlyList<TensorReport> Outputs { get; private set; } = [];

    /// <summary>The worst error of its own operators.</summary>
    public Comparison Worst { get; private set; } = Comparison.Unchecked;

    public bool HasConverter { get; private set; } = true;

    public bool HasProblem { get; private set; }

    /// <summary>The forest of the nodes' module calls, in execution order.</summary>
    public static IReadOnlyList<TraceNode> Build(IReadOnlyList<NodeReport> nodes)
    {
        var root = new TraceNode(null, null, "");
        foreach (NodeReport node in nodes)
        {
            TraceNode parent = root;
            foreach (ModuleCall call in node.Provenance.Modules)
            {
                if (parent._children.LastOrDefault()?.Module != call)
                    parent._children.Add(new TraceNode(call, null, parent.Module?.Path ?? ""));
                parent = parent._children[^1];
            }
            parent._children.Add(new TraceNode(null, node, ""));
        }
        Dictionary<string, int> uses = nodes.SelectMany(node => node.Inputs).CountBy(input => input.Name).ToDictionary();
        foreach (TraceNode child in root._children)
            child.Summarise(uses);
        return root._children;
    }

    private List<NodeReport> Summarise(IReadOnlyDictionary<string, int> uses)
    {
        List<NodeReport> inside = Node is not null ? [Node] : [.. _children.SelectMany(child => child.Summarise(uses))];
        Worst = inside.Select(node => node.TeacherForced).Aggregate(Comparison.Worse);
        HasConverter = inside.All(node => node.Converter is not null);
        HasProblem = inside.Exists(node => node.Problem is not null);
        if (Node is not null)
        {
            (Inputs, Outputs) = (Node.Inputs, Node.Outputs);
            return inside;
        }
        HashSet<string> computed = [.. inside.SelectMany(node => node.Outputs).Select(output => output.Name)];
        Dictionary<string, int> readInside = inside.SelectMany(node => node.Inputs).CountBy(input => input.Name).ToDictionary();
        Inputs = [.. inside.SelectMany(node => node.Inputs).Where(input => !input.IsConstant && !computed.Contains(input.Name)).DistinctBy(input => input.Name)];
        Outputs = [.. inside.SelectMany(node => node.Outputs).Where(output => uses.GetValueOrDefault(output.Name) is var all && (all == 0 || all > readInside.GetValueOrDefault(output.Name)))];
        return inside;
    }

    private static string Trim(string name)
    {
        string plain = name.StartsWith("aten.", StringComparison.Ordinal) ? name["aten.".Length..] : name;
        return plain.EndsWith(".default", StringComparison.Ordinal) ? plain[..^".default".Length] : plain;
    }
}
