using Nobuco.TensorFlow.Graph;

namespace Nobuco.Conversion.Layout;

/// <summary>Numbers the orders of a value; those that are the same in memory have one number.</summary>
internal sealed class DistinctOrders(Func<AxisOrder, AxisOrder, long> transposeCost)
{
    private readonly List<AxisOrder> _distinct = [];
    private readonly List<(AxisOrder Order, int Index)> _known = [];

    public int Count => _distinct.Count;

    /// <summary>The first of the orders with that number.</summary>
    public AxisOrder this[int index] => _distinct[index];

    public int IndexOf(AxisOrder order)
    {
        foreach ((AxisOrder known, int number) in _known)
        {
            if (known == order)
                return number;
        }
        int index = _distinct.FindIndex(other => transposeCost(other, order) == 0);
        if (index < 0)
        {
            index = _distinct.Count;
            _distinct.Add(order);
        }
        _known.Add((order, index));
        return index;
    }
}
