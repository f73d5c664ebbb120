using Nobuco.PyTorch.Graph;
using Nobuco.Tensors;
using Nobuco.TensorFlow.Graph;

namespace Nobuco.Conversion.Layout;

/// <summary>What was decided: how each node is converted, and the order of every input and output.</summary>
internal sealed record LayoutPlan(
    IReadOnlyDictionary<Node, LayoutOption> Nodes, IReadOnlyDictionary<Value, AxisOrder> Inputs, IReadOnlyList<AxisOrder> Outputs, long Cost);

/// <summary>Decides the physical order of all values at once, so that the transposes move the fewest bytes.</summary>
internal sealed class LayoutPlanner
{
    private readonly TorchGraph _graph;
    private readonly TransposeCost _cost;
    private readonly LayoutProblem _problem = new();
    private readonly Dictionary<Value, LayoutPort> _producers = [];
    private readonly Dictionary<Value, List<LayoutPort>> _consumers = [];

    private LayoutPlanner(TorchGraph graph, TransposeCost cost) => (_graph, _cost) = (graph, cost);

    public static LayoutPlan Plan(TorchGraph graph, Func<Node, OperatorConverter?> find, PortChoice inputs, PortChoice outputs) => Plan(graph, find, inputs.OfInputs, outputs.OfOutputs);

    public static LayoutPlan Plan(TorchGraph graph, Func<Node, OperatorConverter?> find, PortRule inputs, PortRule outputs)
    {
        var cost = new TransposeCost(graph.Symbols);
        var finder = new OptionFinder(cost);
        NodePlan[] plans = [.. graph.Nodes.Select(node => find(node) is { } converter ? finder.Plan(node, converter) : null).OfType<NodePlan>()];
        return new LayoutPlanner(graph, cost).Solve(plans, new PortOrders(plans), inputs, outputs);
    }

    private LayoutPlan Solve(IReadOnlyList<NodePlan> plans, PortOrders ports, PortRule inputOrders, PortRule outputOrders)
    {
        foreach (Value input in _graph.Inputs)
            _producers[input] = Port(inputOrders(ports, input, input.Name));
        int[] variables = [.. plans.Select(AddNode)];
        LayoutPort[] outputs = [.. _graph.Outputs.Select(o => o.Value is { } value ? Port(outputOrders(ports, value, o.Name)) : default)];
        for (int i = 0; i < outputs.Length; i++)
        {
            if (_graph.Outputs[i].Value is { } value)
                Consume(value, outputs[i]);
        }
        foreach ((Value value, LayoutPort producer) in _producers)
        {
            if (_consumers.TryGetValue(value, out List<LayoutPort>? consumers))
                _problem.AddValue(new LayoutValue(producer, [.. consumers], (from, to) => _cost.Move(value.Type, from, to)));
        }
        LayoutSolution solution = LayoutSolver.Solve(_problem);
        return new LayoutPlan(
            plans.Select((plan, i) => (plan.Node, plan.Options[solution.States[variables[i]]])).ToDictionary(),
            _graph.Inputs.ToDictionary(input => input, input => _producers[input].Order(solution.States)),
            [.. outputs.Select((port, i) => _graph.Outputs[i].Value is null ? AxisOrder.Identity(0) : port.Order(solution.States))],
            solution.Cost);
    }

    private int AddNode(NodePlan plan)
    {
        int variable = plan.Options.Count == 1 ? _problem.AddTerminal() : _problem.AddVariable();
        foreach (ArgumentValue argument in plan.Options[0].Inputs.Keys.Where(a => a.Value.Data is null))
            Consume(argument.Value, new LayoutPort(variable, [.. plan.Options.Select(o => o.Inputs[argument])]));
        for (int i = 0; i < plan.Node.Outputs.Count; i++)
            _producers[plan.Node.Outputs[i]] = new LayoutPort(variable, [.. plan.Options.Select(o => o.Outputs[i])]);
        AddOwnCost(plan, variable);
        return variable;
    }

    /// <summary>The bytes that a converter transposes itself, as a value that its state makes dear; so are additions that only one state makes.</summary>
    private void AddOwnCost(NodePlan plan, int variable)
    {
        if (plan.Options.Count == 1)
            return;
        AxisOrder free = AxisOrder.Identity(2), dear = new([1, 0]);
        for (int state = 0; state < 2; state++)
        {
            long bytes = plan.Options[state].Cost + plan.Options[state].Additions - plan.Options.Min(static o => o.Additions);
            Seq<AxisOrder> wanted = state == 0 ? [dear, free] : [free, dear];
            if (bytes > 0)
                _problem.AddValue(new LayoutValue(new LayoutPort(_problem.AddTerminal(), [free]), [new LayoutPort(variable, wanted)], (from, to) => from == to ? 0 : bytes));
        }
    }

    private LayoutPort Port(IReadOnlyList<AxisOrder> orders) => new(orders.Count == 1 ? _problem.AddTerminal() : _problem.AddVariable(), [.. orders]);

    private void Consume(Value value, LayoutPort port)
    {
        if (!_consumers.TryGetValue(value, out List<LayoutPort>? ports))
            _consumers[value] = ports = [];
        ports.Add(port);
    }
}

/// <summary>The one or two orders that an input or output may have.</summary>
/// <param name="seen">What the graph shows of them.</param>
internal delegate IReadOnlyList<AxisOrder> PortRule(PortOrders seen, Value value, string name);

/// <summary>What the user chose for inputs or outputs: for all of them, and for some by name.</summary>
internal sealed record PortChoice(ChannelOrder Default, IReadOnlyDictionary<string, ChannelOrder> ByName)
{
    public IReadOnlyList<AxisOrder> OfInputs(PortOrders seen, Value value, string name) => seen.Input(value, Of(name), ByName.ContainsKey(name));

    public IReadOnlyList<AxisOrder> OfOutputs(PortOrders seen, Value value, string name) => seen.Output(value, Of(name), ByName.ContainsKey(name));

    private ChannelOrder Of(string name) => ByName.TryGetValue(name, out ChannelOrder order) ? order : Default;
}
