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

    /// <summary>The same value, declared to lie in another order. Moves nothing.</summary>
    public TfTensor WithOrder(AxisOrder order) => new(Value, order);

    public override string ToString() => $"{Value} in order {Order}";
}
