using Nobuco.TensorFlow.Graph;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow;

/// <summary>
/// What converters compute with: a value of the graph and the order its axes lie in. <see cref="Shape"/> is physical;
/// <see cref="Axis"/> says where an axis of PyTorch's is. Operators and <c>tf.*</c> build nodes.
/// </summary>
public sealed partial class TfTensor(TfValue value, AxisOrder order)
{
    /// <summary>A value whose axes lie in PyTorch's order.</summary>
    public TfTensor(TfValue value) : this(value, AxisOrder.Identity(value.Type.Rank))
    {
    }

    public TfValue Value { get; } = value;

    public AxisOrder Order { get; } = order.Rank == value.Type.Rank
        ? order
        : throw new ArgumentException($"An order of rank {order.Rank} does not fit {value.Type}.", nameof(order));

    public DType DType => Value.Type.DType;

    public int Rank => Value.Type.Rank;

    /// <summary>The sizes in physical order.</summary>
    public Seq<Dim> Shape => Value.Type.Shape;

    /// <summary>The sizes in PyTorch's order.</summary>
    public Seq<Dim> LogicalShape => Order.Undo(Shape);

    /// <summary>The physical position of PyTorch's axis <paramref name="dim"/>, which may be negative.</summary>
    public int Axis(long dim) => Order.Axis(dim);

    /// <summary>The constant's elements in physical order, or null when this is computed.</summary>
    public Tensor? Constant => (Value.Producer.Op as Graph.Ops.Const)?.Value;

    /// <summary>A slice: <c>x[.., 1..^1]</c> leaves out the first and last element of the second axis. Axes are those in memory; the ones that are left out stay whole.</summary>
    /// <exception cref="ArgumentException">More ranges than axes, or beyond the size of one.</exception>
    public TfTensor this[params ReadOnlySpan<Range> ranges]
    {
        get
        {
            if (ranges.Length > Rank)
                throw new ArgumentException($"{Value.Type} has no {ranges.Length} axes.", nameof(ranges));
            Dim[] begin = [.. Seq.Repeat(Dim.Zero, Rank)], end = [.. Shape];
            for (int i = 0; i < ranges.Length; i++)
            {
                (begin[i], end[i]) = (Bound(ranges[i].Start, Shape[i]), Bound(ranges[i].End, Shape[i]));
                if (begin[i].TryValue < 0 || end[i].TryValue > Shape[i].TryValue || begin[i].TryValue > end[i].TryValue)
                    throw new ArgumentException($"The axis {i} of {Value.Type} has no elements {ranges[i]}.", nameof(ranges));
            }
            return tf.StridedSlice(this, [.. begin], [.. end], Seq.Repeat(1L, Rank));
        }
    }

    /// <summary>The same value, declared to lie in another order. Moves nothing.</summary>
    public TfTensor WithOrder(AxisOrder order) => new(Value, order);

    private static Dim Bound(Index index, Dim size) => index.IsFromEnd ? size - index.Value : index.Value;

    public override string ToString() => $"{Value} in order {Order}";
}
