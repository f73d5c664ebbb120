using Nobuco.PyTorch.Aten.Schema;
using Nobuco.PyTorch.Graph;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.PyTorch.Tracing;

/// <summary>Gathers the nodes and values of one graph and gives them unique names.</summary>
internal sealed class GraphRecorder
{
    private readonly List<Node> _nodes = [];
    private readonly HashSet<string> _nodeNames = new(StringComparer.Ordinal);
    private readonly HashSet<string> _valueNames = new(StringComparer.Ordinal);

    public List<Value> Inputs { get; } = [];

    public List<Value> Constants { get; } = [];

    /// <summary>A name that no other value of the graph has.</summary>
    public string UniqueValueName(string name) => Unique(_valueNames, name);

    /// <param name="arguments">In the types of <see cref="Node.Arguments"/>.</param>
    /// <param name="types">Of all outputs, lists flattened.</param>
    /// <param name="valueName">The name of the only output, where it is not that of the node.</param>
    public Node Record(
        string name,
        OperatorSchema schema,
        IReadOnlyList<object?> arguments,
        IReadOnlyList<TensorType> types,
        Provenance provenance,
        bool wasInPlace = false,
        IReadOnlyList<TorchGraph>? subgraphs = null,
        string? valueName = null)
    {
        var node = new Node
        {
            Name = Unique(_nodeNames, name),
            Operator = schema,
            Arguments = arguments,
            Outputs = [.. types.Select((type, i) => Result(types.Count == 1 ? valueName ?? name : $"{name}_{i}", type))],
            Provenance = provenance,
            WasInPlace = wasInPlace,
            Subgraphs = subgraphs ?? [],
        };
        _nodes.Add(node);
        return node;
    }

    /// <summary>The graph of what <paramref name="outputs"/> and <paramref name="mutations"/> depend on.</summary>
    public TorchGraph Finish(IReadOnlyList<GraphOutput> outputs, IReadOnlyList<Mutation> mutations, IReadOnlyDictionary<string, SymbolRange> symbols)
    {
        var live = new HashSet<Value>([.. outputs.Select(o => o.Value).OfType<Value>(), .. mutations.Select(m => m.Value)]);
        var liveSymbols = new HashSet<string>(StringComparer.Ordinal);
        var nodes = new List<Node>();
        foreach (Node node in Enumerable.Reverse(_nodes))
        {
            if (!node.Outputs.Any(output => live.Contains(output) || liveSymbols.Contains(output.Name)))
                continue;
            nodes.Add(node);
            live.UnionWith(node.Inputs);
            liveSymbols.UnionWith(Symbols(node));
        }
        nodes.Reverse();
        return new TorchGraph
        {
            Inputs = Inputs,
            Outputs = outputs,
            Nodes = nodes,
            Constants = [.. Constants.Where(live.Contains)],
            Mutations = mutations,
            Symbols = symbols,
        };
    }

    private static IEnumerable<string> Symbols(Node node) => node.Arguments
        .SelectMany(static argument => argument switch
        {
            Dim size => [size],
            Seq<Dim> sizes => sizes,
            _ => Enumerable.Empty<Dim>(),
        })
        .SelectMany(static size => size.Symbols);

    private Value Result(string name, TensorType type) => new() { Name = UniqueValueName(name), Kind = ValueKind.Result, Type = type };

    private static string Unique(HashSet<string> taken, string name)
    {
        string unique = name;
        for (int i = 1; !taken.Add(unique); i++)
            unique = $"{name}_{i}";
        return unique;
    }
}
