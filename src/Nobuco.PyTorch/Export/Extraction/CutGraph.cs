using Nobuco.Tensors.Symbolic;

namespace Nobuco.PyTorch.Export.Extraction;

/// <summary>
/// The nodes of a part in a graph of their own. What they read and do not compute are its inputs; what is read outside are its outputs. Arithmetic on sizes that they depend on comes with them, so
/// that a dynamic program stays one.
/// </summary>
internal sealed class CutGraph
{
    private const string SizeOperator = "torch.ops.aten.sym_size.int";

    private readonly ExportedGraph _graph;
    private readonly Dictionary<string, ExportedNode> _producers = new(StringComparer.Ordinal);
    private readonly HashSet<ExportedNode> _selected;

    public CutGraph(ExportedGraph graph, ProgramPart part)
    {
        _graph = graph;
        _selected = [.. part.Nodes];
        foreach (ExportedNode node in graph.Nodes)
        {
            foreach (ValueReference output in References.Of(node.Outputs))
                _producers[output.Name] = node;
        }
        SelectArithmetic();
        Original = [.. graph.Nodes.Where(_selected.Contains)];
        Nodes = [.. Original.Select(RedirectSize)];
        Inputs = [.. External(Nodes)];
        Outputs = [.. FindOutputs(part)];
    }

    /// <summary>The nodes as the program has them.</summary>
    public IReadOnlyList<ExportedNode> Original { get; }

    /// <summary>The same nodes; sizes are taken of inputs that are there anyway.</summary>
    public IReadOnlyList<ExportedNode> Nodes { get; }

    /// <summary>In the order of their first use.</summary>
    public IReadOnlyList<ValueReference> Inputs { get; }

    public IReadOnlyList<ValueReference> Outputs { get; }

    private void SelectArithmetic()
    {
        var pending = new Stack<ExportedNode>(_selected);
        while (pending.TryPop(out ExportedNode? node))
        {
            foreach (ValueReference input in References.Inputs(node).Where(input => !_graph.Tensors.ContainsKey(input.Name)))
            {
                if (_producers.TryGetValue(input.Name, out ExportedNode? producer) && _selected.Add(producer))
                    pending.Push(producer);
            }
        }
    }

    private IEnumerable<ValueReference> External(IEnumerable<ExportedNode> nodes) => nodes
        .SelectMany(References.Inputs)
        .Where(input => !_producers.TryGetValue(input.Name, out ExportedNode? producer) || !_selected.Contains(producer))
        .DistinctBy(static input => input.Name);

    /// <summary>A size of a tensor that nothing else here reads is taken of one that is read, where the program says that it is the same size.</summary>
    private ExportedNode RedirectSize(ExportedNode node)
    {
        if (node.Target != SizeOperator || node is not { Inputs: [{ Value: ValueReference source }, ..], Outputs: [ValueReference result] } || !_graph.Integers.TryGetValue(result.Name, out Dim? size))
            return node;
        ValueReference[] others = [.. External(Original.Where(other => other.Target != SizeOperator))];
        if (others.Any(other => other.Name == source.Name) || (_producers.TryGetValue(source.Name, out ExportedNode? producer) && _selected.Contains(producer)))
            return node;
        foreach (ValueReference other in others)
        {
            int axis = _graph.Tensors.TryGetValue(other.Name, out TensorMeta? meta) ? Array.IndexOf([.. meta.Sizes], size) : -1;
            if (axis >= 0)
                return WithInputs(node, [node.Inputs[0] with { Value = other }, node.Inputs[1] with { Value = (long)axis }]);
        }
        return node;
    }

    private static ExportedNode WithInputs(ExportedNode node, NamedArgument[] inputs) => new()
    {
        Name = node.Name,
        Target = node.Target,
        Inputs = inputs,
        Outputs = node.Outputs,
        Metadata = node.Metadata,
        ReturnsSingleTensor = node.ReturnsSingleTensor,
        UnknownFields = node.UnknownFields,
    };

    /// <summary>All results of a single node; of several what others read, or what the last one computes.</summary>
    private IEnumerable<ValueReference> FindOutputs(ProgramPart part)
    {
        if (part.Nodes.Count == 1)
            return References.Of(part.Nodes.First().Outputs);
        HashSet<string> read = [.. References.Of(_graph.Outputs).Concat(_graph.Nodes.Where(node => !_selected.Contains(node)).SelectMany(References.Inputs)).Select(static value => value.Name)];
        ValueReference[] outputs = [.. part.Nodes.SelectMany(static node => References.Of(node.Outputs)).Where(output => read.Contains(output.Name) && _graph.Tensors.ContainsKey(output.Name))];
        return outputs.Length > 0 ? outputs : References.Of(part.Nodes.Last(static node => References.Of(node.Outputs).Any()).Outputs);
    }
}
