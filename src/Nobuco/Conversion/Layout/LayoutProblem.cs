using Nobuco.Tensors;
using Nobuco.TensorFlow.Graph;

namespace Nobuco.Conversion.Layout;

/// <summary>
/// Which axis order to compute in, as an optimisation over abstract variables. A variable is a node or a group of nodes that must agree; it is in
/// one of its states. Every value is produced and consumed in an order that depends on the states of its producer and its consumers, and costs
/// one transpose for each order that somebody wants and that it does not lie in, however many want it.
/// </summary>
internal sealed class LayoutProblem
{
    private readonly List<int> _stateCounts = [];
    private readonly List<LayoutValue> _values = [];

    /// <summary>The number of states of every variable: 1 or 2.</summary>
    public IReadOnlyList<int> StateCounts => _stateCounts;

    public IReadOnlyList<LayoutValue> Values => _values;

    /// <summary>A variable that can choose between two states; where it makes no difference it takes state 0.</summary>
    public int AddVariable() => Add(stateCount: 2);

    /// <summary>A variable that has no choice.</summary>
    public int AddTerminal() => Add(stateCount: 1);

    /// <exception cref="ArgumentException">A port does not say an order for every state of its variable.</exception>
    public void AddValue(LayoutValue value)
    {
        foreach (LayoutPort port in value.Consumers.Prepend(value.Producer))
        {
            if (port.Orders.Count != _stateCounts[port.Variable])
                throw new ArgumentException($"Variable {port.Variable} has {_stateCounts[port.Variable]} states, not {port.Orders.Count}.", nameof(value));
        }
        _values.Add(value);
    }

    /// <summary>The bytes that the transposes move when the variables are in <paramref name="states"/>.</summary>
    public long Cost(IReadOnlyList<int> states) => _values.Sum(v => v.Cost(states));

    private int Add(int stateCount)
    {
        _stateCounts.Add(stateCount);
        return _stateCounts.Count - 1;
    }
}

/// <summary>Where a value meets a variable: the order it is produced or wanted in, for each state of the variable.</summary>
internal readonly record struct LayoutPort(int Variable, Seq<AxisOrder> Orders)
{
    public AxisOrder Order(IReadOnlyList<int> states) => Orders[states[Variable]];
}

/// <summary>A value, who wants it, and the bytes that bringing it from one order into another moves.</summary>
/// <param name="Producer">Who produces the value, in which orders.</param>
/// <param name="Consumers">Who reads it, in which orders.</param>
/// <param name="TransposeCost">
/// Zero for orders that are the same in memory (equal, or only axes of size 1 change places), and the same for orders that are.
/// </param>
internal sealed record LayoutValue(LayoutPort Producer, Seq<LayoutPort> Consumers, Func<AxisOrder, AxisOrder, long> TransposeCost)
{
    /// <summary>One transpose for each different order that is wanted.</summary>
    public long Cost(IReadOnlyList<int> states)
    {
        AxisOrder produced = Producer.Order(states);
        var made = new List<AxisOrder>();
        long cost = 0;
        foreach (LayoutPort consumer in Consumers)
        {
            AxisOrder wanted = consumer.Order(states);
            if (made.Exists(order => TransposeCost(order, wanted) == 0))
                continue;
            made.Add(wanted);
            cost += TransposeCost(produced, wanted);
        }
        return cost;
    }
}

/// <summary>A state for every variable and the bytes that the transposes then move.</summary>
internal sealed record LayoutSolution(Seq<int> States, long Cost);
