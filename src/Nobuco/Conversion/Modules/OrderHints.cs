using Nobuco.PyTorch.Aten.Schema;
using Nobuco.PyTorch.Graph;
using Nobuco.TensorFlow;

namespace Nobuco.Conversion.Modules;

/// <summary>
/// Puts a node that forces an order, and does nothing else, behind the results that a hint names: whoever reads them gets them in that order.
/// </summary>
internal static class OrderHints
{
    private static readonly ConverterSource _source = new("src/Nobuco/Conversion/Modules/OrderHints.cs", 1);

    private static readonly SchemaType _tensor = new(SchemaKind.Tensor);

    /// <exception cref="ConversionException">A hint names nothing of the graph, or no order (NBC0201).</exception>
    public static PreparedGraph Apply(PreparedGraph prepared, IReadOnlyDictionary<string, ChannelOrder> hints)
    {
        foreach ((string name, ChannelOrder order) in hints)
        {
            ChannelOrderingStrategy strategy = order switch
            {
                ChannelOrder.TensorFlow => ChannelOrderingStrategy.ForceTensorFlowOrder,
                ChannelOrder.PyTorch => ChannelOrderingStrategy.ForcePyTorchOrder,
                _ => throw Invalid($"The hint for '{name}' says no order.", "A hint is TensorFlow or PyTorch."),
            };
            IReadOnlyList<Value> results = Results(prepared.Graph, name);
            if (results.Count == 0)
                throw Invalid($"The order hint '{name}' names no node and no module of the model.", "nobuco inspect MODEL shows the modules; the trace of a conversion shows the nodes.");
            foreach (Value result in results)
                prepared = Force(prepared, result, strategy);
        }
        return prepared;
    }

    /// <summary>The node's results, or those of the module that others read.</summary>
    private static IReadOnlyList<Value> Results(TorchGraph graph, string name)
    {
        if (graph.Nodes.FirstOrDefault(node => node.Name == name) is { } named)
            return named.Outputs;
        Node[] inside = [.. graph.Nodes.Where(node => node.Provenance.Modules.Any(call => call.Path == name))];
        return [.. SubGraph.Of(graph, inside).Outputs.Select(static output => output.Value!)];
    }

    private static PreparedGraph Force(PreparedGraph prepared, Value result, ChannelOrderingStrategy strategy)
    {
        TorchGraph graph = prepared.Graph;
        var forced = new Value { Name = $"{result.Name}_in_order", Kind = ValueKind.Result, Type = result.Type };
        Node hint = Hint(result, forced, strategy);
        Dictionary<Value, Value> replaced = new() { [result] = forced };
        List<Node> nodes = [];
        Dictionary<Node, OperatorConverter> bound = [];
        foreach (Node node in graph.Nodes)
        {
            Node changed = Substitution.Apply(node, replaced);
            nodes.Add(changed);
            if (prepared.Bound.TryGetValue(node, out OperatorConverter? converter))
                bound[changed] = converter;
            if (node.Outputs.Contains(result))
                nodes.Add(hint);
        }
        bound[hint] = new OperatorConverter(
            strategy.ToString(), ((Func<TfTensor, TfTensor>)Same).Method, null, strategy, _source, [new ConverterParameter("x", 0, typeof(TfTensor), false, false)]);
        var changedGraph = new TorchGraph
        {
            Inputs = graph.Inputs,
            Outputs = [.. graph.Outputs.Select(output => output.Value == result ? output with { Value = forced } : output)],
            Nodes = nodes,
            Constants = graph.Constants,
            Mutations = [.. graph.Mutations.Select(mutation => mutation.Value == result ? mutation with { Value = forced } : mutation)],
            Symbols = graph.Symbols,
        };
        return prepared with { Graph = changedGraph, Bound = bound };
    }

    private static Node Hint(Value result, Value forced, ChannelOrderingStrategy strategy) => new()
    {
        Name = forced.Name,
        Operator = new OperatorSchema("higher_order::module", "", [new SchemaArgument("x", _tensor, null, HasDefault: false, Default: null, IsKeywordOnly: false)], [new SchemaReturn(null, _tensor, null)]) { FullName = strategy.ToString() },
        Arguments = [result],
        Outputs = [forced],
        Provenance = result.Producer?.Provenance ?? Provenance.None,
        Subgraphs = [new TorchGraph { Inputs = [result], Outputs = [new GraphOutput(result.Name, result, null)], Nodes = [], Constants = [] }],
    };

    private static TfTensor Same(TfTensor x) => x;

    private static ConversionException Invalid(string message, string nextStep) => new([new Diagnostic(Descriptors.InvalidOption, message, NextStep: nextStep)]);
}
