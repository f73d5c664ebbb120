using Nobuco.PyTorch.Graph;
using Nobuco.Tensors;
using Nobuco.TensorFlow;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;

namespace Nobuco.Conversion.Layout;

/// <summary>
/// Finds the ways to convert a node: a forced order is one; otherwise the converter is tried with each order that its largest input can have, and what it answers
/// is what it can do. Nodes of a trial belong to no graph.
/// </summary>
internal sealed class OptionFinder(TransposeCost cost)
{
    private readonly Dictionary<Value, IReadOnlyList<AxisOrder>> _orders = [];

    /// <summary>The orders a value may come in.</summary>
    public IReadOnlyList<AxisOrder> Orders(Value value) =>
        _orders.TryGetValue(value, out IReadOnlyList<AxisOrder>? orders) ? orders : Alternatives([AxisOrder.Identity(value.Type.Rank)]);

    public void SetOrders(Value value, IReadOnlyList<AxisOrder> orders) => _orders[value] = orders;

    public NodePlan Plan(Node node, OperatorConverter converter)
    {
        NodePlan plan = new(node, converter, [.. Options(node, converter)]);
        for (int i = 0; i < node.Outputs.Count; i++)
            _orders[node.Outputs[i]] = [.. plan.Options.Select(o => o.Outputs[i]).Distinct()];
        return plan;
    }

    private IEnumerable<LayoutOption> Options(Node node, OperatorConverter converter)
    {
        switch (converter.Strategy)
        {
            case ChannelOrderingStrategy.ForceTensorFlowOrder:
                return [Forced(node, converter, AxisOrder.ChannelsLast)];
            case ChannelOrderingStrategy.ForcePyTorchOrder:
                return [Forced(node, converter, AxisOrder.Identity)];
            default:
                List<LayoutOption> tried = [.. Anchors(node).Select(order => Try(node, converter, order)).OfType<LayoutOption>()];
                return tried.Count > 0 ? tried : [Forced(node, converter, AxisOrder.Identity)];
        }
    }

    private static LayoutOption Forced(Node node, OperatorConverter converter, Func<int, AxisOrder> order) =>
        new(Inputs(node, converter, order), [.. node.Outputs.Select(o => order(o.Type.Rank))], 0);

    /// <summary>The orders to try for the input of the highest rank, the first such that is computed.</summary>
    private IEnumerable<AxisOrder> Anchors(Node node)
    {
        Value? anchor = node.Inputs.Where(v => v.Data is null).MaxBy(v => v.Type.Rank);
        return anchor is null ? [AxisOrder.Identity(node.Inputs.Select(v => v.Type.Rank).Append(0).Max())] : Alternatives(Orders(anchor));
    }

    /// <summary>Two orders: those known, or the one known and its usual opposite.</summary>
    private static IReadOnlyList<AxisOrder> Alternatives(IReadOnlyList<AxisOrder> known)
    {
        if (known.Count > 1 || known[0].Rank < 3)
            return [.. known.Take(2)];
        return [known[0], known[0].IsIdentity ? AxisOrder.ChannelsLast(known[0].Rank) : AxisOrder.Identity(known[0].Rank)];
    }

    private LayoutOption? Try(Node node, OperatorConverter converter, AxisOrder anchor)
    {
        IReadOnlyDictionary<ArgumentValue, AxisOrder> inputs = Inputs(node, converter, rank => InputOrder(converter, anchor, rank));
        Dictionary<ArgumentValue, TfTensor> given = [];
        foreach ((ArgumentValue argument, AxisOrder order) in inputs)
            given[argument] = Stand(argument.Value, order);
        try
        {
            IReadOnlyList<TfTensor> results = NodeConversion.Run(converter, node, (value, parameter) => given[new ArgumentValue(value, parameter.KeepsPyTorchOrder)]);
            return new LayoutOption(inputs, [.. results.Select(r => r.Order)], cost.Inside(results, given.Values), cost.Additions(results, given.Values));
        }
        catch (Exception error) when (NodeConversion.IsConverterFailure(error))
        {
            return null;
        }
    }

    /// <summary>A tensor that stands for a value in a trial: constants are themselves, so that what is folded costs nothing.</summary>
    private static TfTensor Stand(Value value, AxisOrder order) => value.Data is { } data
        ? tf.ToOrder(tf.Constant(data), order)
        : new TfTensor(new TfNode(new Placeholder(new TfType(value.Type.DType, order.Apply(value.Type.Shape))), []).Output, order);

    /// <summary>Tensors of the anchor's rank share its order; element-wise ones of lower rank follow its last axes, others come as PyTorch has them.</summary>
    private static AxisOrder InputOrder(OperatorConverter converter, AxisOrder anchor, int rank)
    {
        if (rank == anchor.Rank)
            return anchor;
        return converter.Strategy == ChannelOrderingStrategy.MinimumTranspositions && rank < anchor.Rank ? LastAxes(anchor, rank) : AxisOrder.Identity(rank);
    }

    /// <summary>The order restricted to the last <paramref name="rank"/> logical axes.</summary>
    private static AxisOrder LastAxes(AxisOrder order, int rank)
    {
        int dropped = order.Rank - rank;
        return new AxisOrder(order.Permutation.Where(axis => axis >= dropped).Select(axis => axis - dropped).ToSeq());
    }

    private static Dictionary<ArgumentValue, AxisOrder> Inputs(Node node, OperatorConverter converter, Func<int, AxisOrder> order)
    {
        Dictionary<ArgumentValue, AxisOrder> inputs = [];
        foreach (ConverterParameter parameter in converter.Parameters.Where(p => p.SchemaIndex >= 0))
        {
            IEnumerable<Value> values = node.Arguments[parameter.SchemaIndex] switch
            {
                Value value => [value],
                IReadOnlyList<Value?> list => list.OfType<Value>(),
                _ => [],
            };
            foreach (Value value in values)
                inputs[new ArgumentValue(value, parameter.KeepsPyTorchOrder)] = parameter.KeepsPyTorchOrder ? AxisOrder.Identity(value.Type.Rank) : order(value.Type.Rank);
        }
        return inputs;
    }
}
