using Nobuco.Conversion.Layout;
using Nobuco.Conversion.Modules;
using Nobuco.PyTorch.Graph;
using Nobuco.TensorFlow;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;

namespace Nobuco.Conversion;

/// <summary>
/// Converts a TorchGraph node by node, each input in the order that the layout plan says. A node that cannot be converted becomes a diagnostic and placeholders,
/// so that one run reports them all.
/// </summary>
internal sealed class GraphConverter
{
    private readonly TorchGraph _graph;
    private readonly Func<Node, OperatorConverter?> _find;
    private readonly Dictionary<Value, TfTensor> _values = [];
    private readonly Dictionary<(Value, AxisOrder), TfTensor> _ordered = [];
    private readonly Dictionary<TfNode, InsertedTranspose> _transposes = [];
    private readonly HashSet<TfNode> _claimed = [];
    private readonly HashSet<TfValue> _given = [];
    private readonly List<Diagnostic> _diagnostics = [];
    private readonly List<ConvertedNode> _nodes = [];

    private GraphConverter(PreparedGraph prepared, Converters converters) => (_graph, _find) = (prepared.Graph, prepared.Find(converters));

    /// <param name="diagnostics">What could not be converted; when there are errors, the graph computes nonsense there.</param>
    public static ConvertedGraph Convert(PreparedGraph prepared, Converters converters, PortChoice inputs, PortChoice outputs, out IReadOnlyList<Diagnostic> diagnostics)
    {
        var converter = new GraphConverter(prepared, converters);
        LayoutPlan plan = LayoutPlanner.Plan(prepared.Graph, converter._find, inputs, outputs);
        foreach (Value input in prepared.Graph.Inputs)
            converter._values[input] = Stand(input, plan.Inputs[input]);
        converter.ConvertNodes(plan);
        diagnostics = [.. prepared.Diagnostics, .. converter._diagnostics];
        return converter.Assemble(plan);
    }

    /// <summary>The results of a graph computed from given tensors, as a part of a converter.</summary>
    /// <param name="strategy">A forced one says the order of the results.</param>
    /// <exception cref="ChildConversionException">Some of its nodes cannot be converted.</exception>
    public static IReadOnlyList<TfTensor> ConvertInline(PreparedGraph prepared, Converters converters, IReadOnlyList<TfTensor> inputs, ChannelOrderingStrategy strategy)
    {
        var converter = new GraphConverter(prepared, converters);
        TorchGraph graph = prepared.Graph;
        Dictionary<Value, TfTensor> given = graph.Inputs.Zip(inputs).ToDictionary();
        LayoutPlan plan = LayoutPlanner.Plan(graph, converter._find, (_, input, _) => [given[input].Order], (_, output, _) => Orders(strategy, output.Type.Rank));
        foreach ((Value input, TfTensor tensor) in given)
            converter._values[input] = tensor;
        converter._given.UnionWith(inputs.Select(static input => input.Value));
        converter.ConvertNodes(plan);
        Diagnostic[] diagnostics = [.. prepared.Diagnostics, .. converter._diagnostics];
        if (diagnostics.Any(static d => d.Severity == Severity.Error))
            throw new ChildConversionException(diagnostics);
        return [.. graph.Outputs.Select((output, i) => converter.InOrder(output.Value!, plan.Outputs[i]))];
    }

    private static IReadOnlyList<AxisOrder> Orders(ChannelOrderingStrategy strategy, int rank) => strategy switch
    {
        ChannelOrderingStrategy.ForceTensorFlowOrder => [AxisOrder.ChannelsLast(rank)],
        ChannelOrderingStrategy.ForcePyTorchOrder => [AxisOrder.Identity(rank)],
        _ => [.. new[] { AxisOrder.Identity(rank), AxisOrder.ChannelsLast(rank) }.Distinct()],
    };

    private void ConvertNodes(LayoutPlan plan)
    {
        foreach (Value constant in _graph.Constants)
            _values[constant] = tf.Constant(constant.Data!, constant.QualifiedName ?? constant.Name);
        foreach (Node node in _graph.Nodes)
            ConvertNode(node, plan.Nodes.GetValueOrDefault(node));
    }

    private ConvertedGraph Assemble(LayoutPlan plan)
    {
        ModelPort[] inputs = [.. _graph.Inputs.Select(i => new ModelPort(i.Name, i.Type, plan.Inputs[i]))];
        List<NamedValue> results = [];
        List<ModelPort> outputs = [];
        for (int i = 0; i < _graph.Outputs.Count; i++)
        {
            if (_graph.Outputs[i] is not { Value: { } value } output)
                continue;
            TfTensor result = InOrder(value, plan.Outputs[i]);
            _transposes.GetValueOrDefault(result.Value.Producer)?.AddReader(output.Name);
            results.Add(new NamedValue(output.Name, result.Value));
            outputs.Add(new ModelPort(output.Name, value.Type, plan.Outputs[i]) { Tensor = value.Name });
        }
        var graph = new TfGraph([.. _graph.Inputs.Select(i => new NamedValue(i.Name, _values[i].Value))], results)
        {
            Parameters = _graph.Constants.Where(static c => c.Kind == ValueKind.Parameter).Select(static c => c.QualifiedName ?? c.Name).ToHashSet(),
        };
        return new ConvertedGraph(graph, _values, _nodes, inputs, outputs, [.. _transposes.Values]);
    }

    private static string Missing(Node node) => node.Operator.Name.StartsWith("higher_order::", StringComparison.Ordinal)
        ? "Control flow is not converted yet. Export the model with the branch or the number of turns that it takes, or compute both branches and choose with torch.where."
        : $"Bring one: {ConverterSignature.Registration(node.Operator)}, or write it in the model by other operators (docs/supported-operators.md).";

    private void ConvertNode(Node node, LayoutOption? option)
    {
        if (option is null || _find(node) is not { } converter)
        {
            Fail(node, Descriptors.UnsupportedOperator, $"No converter for {node.Operator.FullName}.", Missing(node));
            return;
        }
        try
        {
            IReadOnlyList<TfTensor> results = NodeConversion.Run(converter, node, (value, parameter) =>
            {
                TfTensor input = InOrder(value, option.Inputs[new ArgumentValue(value, parameter.KeepsPyTorchOrder)]);
                _transposes.GetValueOrDefault(input.Value.Producer)?.AddReader(node);
                return input;
            });
            for (int i = 0; i < results.Count; i++)
                _values[node.Outputs[i]] = results[i];
            _nodes.Add(new ConvertedNode(node, converter, Claim(node, results)));
        }
        catch (ChildConversionException error)
        {
            _diagnostics.AddRange(error.Diagnostics);
            StandIn(node);
        }
        catch (ArgumentBindingException error)
        {
            Fail(node, error.Descriptor, error.Message, $"Bring a converter of {node.Operator.FullName} that handles it with Converters.Default.With, or write the call differently in the model.");
        }
        catch (NotExpressibleException error)
        {
            Fail(node, Descriptors.NotExpressible, error.Message, "Bring a converter that does it otherwise with Converters.Default.With, or write it differently in the model.");
        }
        catch (ConverterResultException error)
        {
            Fail(node, Descriptors.ConverterFailed, error.Message, NodeConversion.WantedResults(node, converter.Strategy));
        }
        catch (Exception error) when (NodeConversion.IsConverterFailure(error))
        {
            Fail(node, Descriptors.ConverterFailed, $"{converter.DisplayName} failed on {node.Operator.FullName}: {error.Message}", "Look at the converter; a built-in one's failure is a fault of ours.");
        }
    }

    /// <summary>What the operations of a node are named after: its module, or itself in the root.</summary>
    internal static string OriginOf(Node node) => node.Provenance.ModulePath is { Length: > 0 } path ? path : node.Name;

    private void Fail(Node node, DiagnosticDescriptor descriptor, string message, string nextStep)
    {
        _diagnostics.Add(Diagnostic.At(node, descriptor, message, nextStep));
        StandIn(node);
    }

    /// <summary>Placeholders for what could not be converted.</summary>
    private void StandIn(Node node)
    {
        foreach (Value output in node.Outputs)
            _values[output] = Stand(output, AxisOrder.Identity(output.Type.Rank));
    }

    private static TfTensor Stand(Value value, AxisOrder order) =>
        tf.Placeholder(new TfType(value.Type.DType, order.Apply(value.Type.Shape)), order);

    /// <summary>The value in an order; one transpose serves all that want it.</summary>
    private TfTensor InOrder(Value value, AxisOrder order)
    {
        TfTensor tensor = _values[value];
        if (tensor.Order == order)
            return tensor;
        if (!_ordered.TryGetValue((value, order), out TfTensor? moved))
        {
            _ordered[(value, order)] = moved = tf.ToOrder(tensor, order);
            if (moved.Constant is null)
                _transposes[moved.Value.Producer] = new InsertedTranspose(value, tensor.Order, order, moved.Value.Producer);
        }
        return moved;
    }

    /// <summary>
    /// The new nodes under the results come from this node, in the module that they were first claimed for; returns them, each after what it depends on.
    /// </summary>
    private List<TfNode> Claim(Node node, IReadOnlyList<TfTensor> results)
    {
        List<TfNode> operations = [];
        foreach (TfNode operation in TopologicalOrder.Of(results.Select(static result => result.Value.Producer), IsKnown).Where(operation => operation.Op is not Placeholder && _claimed.Add(operation)))
        {
            operation.Origin ??= (operation.Op as Const)?.QualifiedName ?? OriginOf(node);
            if (operation.Op is Const)
                continue;
            operation.Sources = [node.Name];
            operations.Add(operation);
        }
        return operations;
    }

    private bool IsKnown(TfValue value) => _given.Contains(value) || _transposes.ContainsKey(value.Producer) || _claimed.Contains(value.Producer) || value.Producer.Op is Placeholder;
}

/// <summary>Nodes inside of a converter's sub-module cannot be converted.</summary>
internal sealed class ChildConversionException(IReadOnlyList<Diagnostic> diagnostics) : Exception(diagnostics[0].Message)
{
    public IReadOnlyList<Diagnostic> Diagnostics { get; } = diagnostics;
}
