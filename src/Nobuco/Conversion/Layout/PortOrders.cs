using Nobuco.PyTorch.Graph;
using Nobuco.TensorFlow.Graph;

namespace Nobuco.Conversion.Layout;

/// <summary>
/// The orders that a model's inputs and outputs may have. What is image-like is seen from the graph: an input is when an operator that wants channels last reads
/// it, directly or through operators of any order; an output is when it comes from one.
/// </summary>
internal sealed class PortOrders
{
    private readonly Dictionary<Value, AxisOrder> _wanted = [], _given = [];

    public PortOrders(IReadOnlyList<NodePlan> plans)
    {
        foreach (NodePlan plan in plans.Reverse())
            CollectWanted(plan);
        foreach (NodePlan plan in plans)
            CollectGiven(plan);
    }

    /// <param name="isNamed">True when the user asked for this very input: then channels-last it is.</param>
    public IReadOnlyList<AxisOrder> Input(Value value, ChannelOrder choice, bool isNamed) => Allowed(value, choice, isNamed, _wanted);

    public IReadOnlyList<AxisOrder> Output(Value value, ChannelOrder choice, bool isNamed) => Allowed(value, choice, isNamed, _given);

    private static IReadOnlyList<AxisOrder> Allowed(Value value, ChannelOrder choice, bool isNamed, Dictionary<Value, AxisOrder> evidence)
    {
        AxisOrder pytorch = AxisOrder.Identity(value.Type.Rank), channelsLast = AxisOrder.ChannelsLast(value.Type.Rank);
        return choice switch
        {
            ChannelOrder.Auto when channelsLast != pytorch => [pytorch, channelsLast],
            ChannelOrder.TensorFlow when isNamed || (evidence.TryGetValue(value, out AxisOrder seen) && seen == channelsLast) => [channelsLast],
            _ => [pytorch],
        };
    }

    private void CollectWanted(NodePlan plan)
    {
        if (plan.Converter.Strategy == ChannelOrderingStrategy.ForceTensorFlowOrder)
        {
            foreach ((ArgumentValue argument, AxisOrder order) in plan.Options[0].Inputs.Where(i => !i.Key.KeepsPyTorchOrder))
                _wanted[argument.Value] = order;
            return;
        }
        for (int i = 0; i < plan.Node.Outputs.Count; i++)
        {
            if (!_wanted.TryGetValue(plan.Node.Outputs[i], out AxisOrder wanted) || plan.Options.FirstOrDefault(o => o.Outputs[i] == wanted && o.Cost == 0) is not { } option)
                continue;
            foreach ((ArgumentValue argument, AxisOrder order) in option.Inputs)
                _wanted[argument.Value] = order;
        }
    }

    private void CollectGiven(NodePlan plan)
    {
        LayoutOption? option = plan.Converter.Strategy == ChannelOrderingStrategy.ForceTensorFlowOrder
            ? plan.Options[0]
            : plan.Options.FirstOrDefault(o => o.Inputs.Any(i => Given(i.Key.Value) == i.Value));
        for (int i = 0; option is not null && i < plan.Node.Outputs.Count; i++)
            _given[plan.Node.Outputs[i]] = option.Outputs[i];
    }

    private AxisOrder? Given(Value value)
    {
        if (_given.TryGetValue(value, out AxisOrder given))
            return given;
        return value.Kind == ValueKind.Input && _wanted.TryGetValue(value, out AxisOrder wanted) ? wanted : null;
    }
}
