using Nobuco.PyTorch.Aten.Schema;
using Nobuco.PyTorch.Graph;
using Nobuco.Tensors;

namespace Nobuco.Conversion.Modules;

/// <summary>Takes the nodes of every module call that has a converter together into one node, whose sub-graph they become. Of nested modules the outermost counts.</summary>
internal sealed class ModuleGrouping
{
    private const string OperatorName = "higher_order::module";

    private readonly Converters _converters;
    private readonly int _depth;
    private readonly Dictionary<Node, OperatorConverter> _bound = [];
    private readonly List<Diagnostic> _diagnostics = [];

    private ModuleGrouping(Converters converters, int depth) => (_converters, _depth) = (converters, depth);

    /// <summary>True for the node of a module call; its name is that of the call.</summary>
    public static bool IsModule(Node node) => node.Subgraphs.Count > 0 && node.Provenance.Modules.Count > 0 && NameOf(node.Provenance.Modules[^1]) == node.Name;

    /// <param name="depth">How many of the outer modules of every node are not looked at, since it is their inside that is converted.</param>
    public static PreparedGraph Apply(TorchGraph graph, Converters converters, int depth = 0)
    {
        if (converters.Modules.Count == 0)
            return PreparedGraph.Of(graph);
        var grouping = new ModuleGrouping(converters, depth);
        IReadOnlyList<Diagnostic> unmatched = depth == 0 ? [.. grouping.Unmatched(graph)] : [];
        foreach (IGrouping<ModuleCall, Node> call in graph.Nodes.Where(node => grouping.Outermost(node) is not null).GroupBy(node => grouping.Outermost(node)!).ToArray())
            graph = grouping.Contract(graph, call.Key, [.. call]);
        return new PreparedGraph(graph, grouping._bound, [.. grouping._diagnostics, .. unmatched]);
    }

    private ModuleCall? Outermost(Node node) => node.Provenance.Modules.Skip(_depth).FirstOrDefault(call => _converters.Find(call) is not null);

    private TorchGraph Contract(TorchGraph graph, ModuleCall call, IReadOnlyList<Node> nodes)
    {
        ModuleConverter converter = _converters.Find(call)!;
        TorchGraph body = SubGraph.Of(graph, nodes);
        Node node = Call(call, body, converter.TakesList, NameOf(call));
        int depth = node.Provenance.Modules.Count;
        OperatorConverter? bound = converter.Bind(node, made => new ModuleConverterCall(made, call, converter.Declaration.Strategy, _converters, depth), out string reason);
        List<Node>? ordered = Order(graph, nodes, node);
        if (bound is null)
            _diagnostics.Add(Diagnostic.At(node, Descriptors.ConverterFailed, reason, "Give the method one TfTensor for each of these, in this order, or take them as one IReadOnlyList<TfTensor>."));
        else if (ordered is null)
            _diagnostics.Add(Diagnostic.At(node, Descriptors.ConverterFailed, $"{converter.DisplayName} cannot stand for the module, as something outside of it is computed from its parts and read by others of them.", "Convert the operators of the module instead, or the module around it."));
        if (bound is null || ordered is null)
            return graph;
        _bound[node] = bound;
        return graph.With(ordered);
    }

    private static Node Call(ModuleCall call, TorchGraph body, bool takesList, string name)
    {
        var tensor = new SchemaType(SchemaKind.Tensor);
        Value[] inputs = [.. body.Inputs], outputs = [.. body.Outputs.Select(static output => output.Value!)];
        IEnumerable<SchemaArgument> arguments = takesList ? [Argument("inputs", tensor with { IsList = true })] : inputs.Select(input => Argument(input.Name, tensor));
        Provenance inner = body.Nodes[0].Provenance;
        return new Node
        {
            Name = name,
            Operator = new OperatorSchema(OperatorName, call.Path, arguments.ToSeq(), outputs.Select(_ => new SchemaReturn(null, tensor, null)).ToSeq()) { FullName = call.ClassName },
            Arguments = takesList ? [inputs] : inputs,
            Outputs = outputs,
            Provenance = new Provenance([.. inner.Modules.TakeWhile(outer => outer != call), call], inner.Line),
            Subgraphs = [body],
        };
    }

    private static SchemaArgument Argument(string name, SchemaType type) => new(name, type, null, HasDefault: false, Default: null, IsKeywordOnly: false);

    /// <summary>The nodes with <paramref name="call"/> in the place of <paramref name="members"/>; null where no order is one.</summary>
    private static List<Node>? Order(TorchGraph graph, IReadOnlyList<Node> members, Node call)
    {
        HashSet<Node> inside = [.. members];
        HashSet<Value> after = [.. members.SelectMany(static node => node.Outputs)];
        List<Node> before = [], later = [];
        int left = members.Count;
        foreach (Node node in graph.Nodes)
        {
            if (inside.Contains(node))
            {
                if (node.Inputs.Any(value => after.Contains(value) && !inside.Contains(value.Producer!) && value.Producer != call))
                    return null;
                left--;
            }
            else if (left == 0 || (left < members.Count && node.Inputs.Any(after.Contains)))
            {
                later.Add(node);
                after.UnionWith(node.Outputs);
            }
            else
            {
                before.Add(node);
            }
        }
        return [.. before, call, .. later];
    }

    /// <summary>The call as commands name it: <c>pool</c>, <c>pool@1</c> for its second call.</summary>
    private static string NameOf(ModuleCall call) => call.Repetition == 0 ? call.Path : $"{call.Path}@{call.Repetition}";

    private IEnumerable<Diagnostic> Unmatched(TorchGraph graph) => _converters.Modules
        .Where(converter => !graph.Nodes.SelectMany(static node => node.Provenance.Modules).Any(call => converter.Matches(call) > 0))
        .Select(converter => new Diagnostic(
            Descriptors.ModuleNotFound,
            $"{converter.DisplayName} converts '{converter.Declaration.Module}', but the model calls no module of this path or class.",
            NextStep: "nobuco inspect MODEL shows the modules."));
}
