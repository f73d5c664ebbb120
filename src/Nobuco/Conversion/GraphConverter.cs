using Nobuco.Conversion.Layout;
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
    private readonly Converters _converters;
    private readonly Dictionary<Value, TfTensor> _values = [];
    private readonly Dictionary<(Value, AxisOrder), TfTensor> _ordered = [];
    private readonly Dictionary<TfNode, InsertedTranspose> _transposes = [];
    private readonly List<Diagnostic> _diagnostics = [];
    private readonly List<ConvertedNode> _nodes = [];

    private GraphConverter(TorchGraph graph, Converters converters) => (_graph, _converters) = (graph, converters);

    /// <param name="diagnostics">What could not be converted; when there are errors, the graph computes nonsense there.</param>
    public static ConvertedGraph Convert(TorchGraph graph, Converters converters, PortChoice inputs, PortChoice outputs, out IReadOnlyList<Diagnostic> diagnostics)
    {
        LayoutPlan plan = LayoutPlanner.Plan(graph, node => converters.Find(node.Operator), inputs, outputs);
        var converter = new GraphConverter(graph, converters);
        ConvertedGraph converted = converter.Run(plan);
        diagnostics = converter._diagnostics;
        return converted;
    }

    private ConvertedGraph Run(LayoutPlan plan)
    {
        foreach (Value constant in _graph.Constants)
            _values[constant] = tf.Constant(constant.Data!, constant.QualifiedName ?? constant.Name);
        foreach (Value input in _graph.Inputs)
            _values[input] = Stand(input, plan.Inputs[input]);
        foreach (Node node in _graph.Nodes)
            ConvertNode(node, plan.Nodes.GetValueOrDefault(node));
        return Assemble(plan);
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
            outputs.Add(new ModelPort(output.Name, value.Type, plan.Outputs[i]));
        }
        var graph = new TfGraph([.. _graph.Inputs.Select(i => new NamedValue(i.Name, _values[i].Value))], results);
        return new ConvertedGraph(graph, _values, _nodes, inputs, outputs, [.. _transposes.Values]);
    }

    private void ConvertNode(Node node, LayoutOption? option)
    {
        if (option is null || _converters.Find(node.Operator) is not { } converter)
        {
            Fail(node, Descriptors.UnsupportedOperator, $"No converter for {node.Operator.FullName}.", "Bring one with Converters.Default.With, or replace the operator in the model by others (docs/supported-operators.md).");
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
        catch (ArgumentBindingException error)
        {
            Fail(node, error.Descriptor, error.Message, $"Bring a converter of {node.Operator.FullName} that handles it with Converters.Default.With, or write the call differently in the model.");
        }
        catch (NotExpressibleException error)
        {
            Fail(node, Descriptors.NotExpressible, error.Message, "Bring a converter that does it otherwise with Converters.Default.With, or write it differently in the model.");
        }
        catch (Exception error) when (error is ConverterResultException or ShapeException || !IsFatal(error))
        {
            Fail(node, Descriptors.ConverterFailed, $"{converter.DisplayName} failed on {node.Operator.FullName}: {error.Message}", "Look at the converter; a built-in one's failure is a fault of ours.");
        }
    }

    /// <summary>What the operations of a node are named after: its module, or itself in the root.</summary>
    internal static string OriginOf(Node node) => node.Provenance.ModulePath is { Length: > 0 } path ? path : node.Name;

    private static bool IsFatal(Exception error) => error is OutOfMemoryException or InsufficientExecutionStackException;

    private void Fail(Node node, DiagnosticDescriptor descriptor, string message, string nextStep)
    {
        _diagnostics.Add(Diagnostic.At(node, descriptor, message, nextStep));
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

    /// <summary>The new nodes under the results come from this node; returns them, each after what it depends on.</summary>
    private static List<TfNode> Claim(Node node, IReadOnlyList<TfTensor> results)
    {
        IReadOnlyList<TfNode> made = TopologicalOrder.Of(results.Select(result => result.Value.Producer), static value => value.Producer.Origin is not null || value.Producer.Op is Placeholder);
        List<TfNode> operations = [];
        foreach (TfNode operation in made.Where(static operation => operation.Origin is null && operation.Op is not Placeholder))
        {
            operation.Origin = (operation.Op as Const)?.QualifiedName ?? OriginOf(node);
            if (operation.Op is Const)
                continue;
            operation.Sources = [node.Name];
            operations.Add(operation);
        }
        return operations;
    }
}
