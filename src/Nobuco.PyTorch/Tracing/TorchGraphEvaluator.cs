using Nobuco.PyTorch.Aten;
using Nobuco.PyTorch.Aten.Schema;
using Nobuco.PyTorch.Graph;
using Nobuco.Tensors;

namespace Nobuco.PyTorch.Tracing;

/// <summary>Executes a <see cref="TorchGraph"/> eagerly; a value is released after its last use.</summary>
public sealed class TorchGraphEvaluator(IAtenSurface surface)
{
    public TorchGraphEvaluator()
        : this(new EagerSurface())
    {
    }

    /// <param name="graph">The graph.</param>
    /// <param name="inputs">One per input of the graph, of the type it states; symbolic axes take their sizes.</param>
    /// <param name="onNode">Told every node and its results, in order.</param>
    /// <param name="buffers">Contents of buffers by qualified name, where they are not the saved ones.</param>
    /// <exception cref="ArgumentException">The inputs do not fit.</exception>
    /// <exception cref="UnsupportedOperatorException">An operator cannot be executed.</exception>
    public Evaluation Run(
        TorchGraph graph,
        IReadOnlyList<Tensor> inputs,
        Action<Node, IReadOnlyList<Tensor>>? onNode = null,
        IReadOnlyDictionary<string, Tensor>? buffers = null) =>
        Run(graph, inputs, new SymbolBinding(), onNode, buffers);

    private Evaluation Run(
        TorchGraph graph, IReadOnlyList<Tensor> inputs, SymbolBinding symbols, Action<Node, IReadOnlyList<Tensor>>? onNode, IReadOnlyDictionary<string, Tensor>? buffers)
    {
        if (inputs.Count != graph.Inputs.Count)
            throw new ArgumentException($"The graph has {graph.Inputs.Count} inputs, {inputs.Count} are given.", nameof(inputs));
        var values = new Dictionary<Value, Tensor>();
        for (int i = 0; i < inputs.Count; i++)
        {
            CheckDType(graph.Inputs[i], inputs[i]);
            symbols.Bind(graph.Inputs[i].Name, graph.Inputs[i].Type, inputs[i].Shape);
            values[graph.Inputs[i]] = inputs[i];
        }
        foreach (Value constant in graph.Constants)
            values[constant] = buffers?.GetValueOrDefault(constant.QualifiedName ?? constant.Name) ?? constant.Data!;
        ILookup<Node, Value> released = LastUses(graph);
        foreach (Node node in graph.Nodes)
        {
            IReadOnlyList<Tensor> results = Run(node, value => values[value], symbols);
            for (int i = 0; i < results.Count; i++)
                values[node.Outputs[i]] = results[i];
            onNode?.Invoke(node, results);
            foreach (Value value in released[node])
                values.Remove(value);
        }
        return new Evaluation(
            [.. graph.Outputs.Select(output => output.Value is { } value ? values[value] : output.Constant)],
            graph.Mutations.ToDictionary(mutation => mutation.Target, mutation => values[mutation.Value]));
    }

    /// <summary>Executes one node on what <paramref name="read"/> gives for the values among its arguments; binds symbols that its results introduce.</summary>
    public IReadOnlyList<Tensor> Run(Node node, Func<Value, Tensor> read, SymbolBinding symbols)
    {
        object?[] arguments = [.. node.Arguments.Select(argument => NodeArguments.Resolve(argument, read, symbols))];
        IReadOnlyList<object?> results = node.Subgraphs.Count > 0 ? CallHigherOrder(node, arguments, symbols) : surface.Call(new AtenCall
        {
            Name = node.Name,
            Operator = node.Operator,
            Arguments = arguments,
            ReturnTypes = [.. node.Operator.Returns.Select(_ => (object?)null)],
            Provenance = node.Provenance,
        });
        Tensor[] tensors =
        [
            .. results.SelectMany(static result => result is IEnumerable<object?> list ? list : [result])
                .Select(static result => result is long number ? Tensor.Scalar(number) : result as Tensor).OfType<Tensor>(),
        ];
        for (int i = 0; i < node.Outputs.Count; i++)
        {
            if (node.Operator.Returns[0].Type.Kind == SchemaKind.Scalar)
                symbols.Set(node.Outputs[i].Name, tensors[i].ItemAsInt64());
            symbols.Learn(node.Outputs[i].Type, tensors[i].Shape);
        }
        return tensors;
    }

    private IReadOnlyList<object?> CallHigherOrder(Node node, object?[] arguments, SymbolBinding symbols) => surface.CallHigherOrder(new HigherOrderCall
    {
        Name = node.Name,
        Operator = node.Operator.Name["higher_order::".Length..],
        Bodies = [.. node.Subgraphs.Select(graph => new Body(this, graph, symbols))],
        Arguments = arguments,
        ReturnTypes = [.. node.Outputs.Select(output => output.Type)],
        Provenance = node.Provenance,
    });

    private static void CheckDType(Value input, Tensor tensor)
    {
        if (input.Type.DType != tensor.DType)
            throw new ArgumentException($"The input '{input.Name}' should be {input.Type} but is {tensor}.", nameof(tensor));
    }

    /// <summary>The values that no later node and no output reads, by the node after which that is so.</summary>
    private static ILookup<Node, Value> LastUses(TorchGraph graph)
    {
        HashSet<Value> kept = [.. graph.Outputs.Select(output => output.Value).OfType<Value>(), .. graph.Mutations.Select(mutation => mutation.Value)];
        return graph.Nodes.Reverse()
            .SelectMany(node => node.Inputs.Concat(node.Outputs).Select(value => (Node: node, Value: value)))
            .Where(use => kept.Add(use.Value))
            .ToLookup(use => use.Node, use => use.Value);
    }

    private sealed class Body(TorchGraphEvaluator evaluator, TorchGraph graph, SymbolBinding symbols) : IProgramBody
    {
        public IReadOnlyList<TensorType?> InputTypes => [.. graph.Inputs.Select(input => input.Type)];

        public IReadOnlyList<object?> Run(IAtenSurface surface, IReadOnlyList<object?> inputs) =>
            evaluator.Run(graph, [.. inputs.OfType<Tensor>()], symbols.Copy(), null, null).Outputs;
    }
}
