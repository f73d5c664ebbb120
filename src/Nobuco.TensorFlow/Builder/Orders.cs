using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow;

public static partial class tf
{
    /// <summary>
    /// The same tensor with its axes in another order: nothing where it lies so, a view of a constant, a Reshape where only axes of size 1
    /// move, a Transpose otherwise.
    /// </summary>
    public static TfTensor ToOrder(TfTensor x, AxisOrder order)
    {
        Seq<int> perm = x.Order.To(order);
        return Permute(x, perm).WithOrder(order);
    }

    /// <summary>The tensor channels-last where it has three axes or more: <c>[N, H, W, C]</c> for PyTorch's <c>[N, C, H, W]</c>.</summary>
    public static TfTensor ForceTensorFlowOrder(TfTensor x) => ToOrder(x, AxisOrder.ChannelsLast(x.Rank));

    /// <summary>The tensor with its axes as PyTorch has them.</summary>
    public static TfTensor ForcePyTorchOrder(TfTensor x) => ToOrder(x, AxisOrder.Identity(x.Rank));

    /// <summary>Axis i of the result is axis perm[i]; its order is left to the caller.</summary>
    private static TfTensor Permute(TfTensor x, Seq<int> perm)
    {
        if (perm == Seq.Range(x.Rank))
            return x;
        if (x.Constant is { } constant)
            return ConstantView(x, constant.Permute(perm));
        Seq<Dim> shape = x.Shape;
        return MovesOnlyUnits(shape, perm)
            ? Make(new Reshape(perm.Select(axis => shape[axis]).ToSeq()), x)
            : Make(new Transpose(perm), x);
    }

    private static bool MovesOnlyUnits(Seq<Dim> shape, Seq<int> perm)
    {
        int[] moved = [.. perm.Where(axis => shape[axis] != Dim.One)];
        return moved.SequenceEqual(moved.Order());
    }

    private static TfTensor ConstantView(TfTensor x, Tensor view) => Constant(view, ((Const)x.Value.Producer.Op).QualifiedName);

    /// <summary>
    /// The operands as element-wise operations take them, and the result's order: that of the first computed operand of the highest rank
    /// (of the first one where all are constants).
    /// </summary>
    private static (TfTensor[] Operands, AxisOrder Order) Align(params ReadOnlySpan<TfTensor> operands)
    {
        TfTensor[] all = [.. operands];
        int rank = all.Max(x => x.Rank);
        TfTensor[] highest = [.. all.Where(x => x.Rank == rank)];
        AxisOrder order = (highest.FirstOrDefault(x => x.Constant is null) ?? highest[0]).Order;
        return ([.. all.Select(x => AlignTo(x, order))], order);
    }

    /// <summary>Left-pads x logically with axes of size 1 and brings it to the order; new axes that come first are left to broadcasting.</summary>
    private static TfTensor AlignTo(TfTensor x, AxisOrder order)
    {
        int added = order.Rank - x.Rank;
        if (added == 0)
            return ToOrder(x, order);
        AxisOrder own = order.Without([.. Enumerable.Range(0, order.Rank).Where(position => order.Permutation[position] < added)]);
        Seq<int> positions = [.. Enumerable.Range(0, order.Rank).SkipWhile(position => order.Permutation[position] < added)];
        Seq<int> axes = [.. positions.Where(position => order.Permutation[position] < added).Select(position => position - positions[0])];
        return ExpandDims(ToOrder(x, own), axes);
    }
}
