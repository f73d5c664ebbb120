using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Passes.Simplify;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Passes.Fuse;

/// <summary>A function of single elements, applied to a slice that is then put back, is applied to all and selected under a constant mask.</summary>
/// <remarks><code>
/// %1 = StridedSlice(%0, s)
/// %2 = f(%1)                                        %1 = f(%0)
/// %3 = TensorStridedSliceUpdate(%0, %2, s)    =>    %3 = SelectV2(mask of s, %1, %0)
/// </code></remarks>
public sealed class FuseSliceUpdateIntoSelect : IRewrite
{
    public TfValue? TryRewrite(TfGraph graph, TfNode node)
    {
        if (node is not { Op: TensorStridedSliceUpdate, Inputs: [var x, var value] } || !x.Type.IsStatic || SliceRange.Of(node) is not { } range)
            return null;
        var chain = new Stack<TfNode>();
        while (!FuseSliceUpdates.IsSlice(value, x, range))
        {
            if (Operand(value.Producer) is not { } operand)
                return null;
            chain.Push(value.Producer);
            value = operand;
        }
        if (chain.Count == 0)
            return x;
        TfValue computed = x;
        foreach (TfNode function in chain)
        {
            TfValue operand = Operand(function)!, previous = computed;
            computed = function.With(function.Op, [.. function.Inputs.Select(input => input == operand ? previous : input)]);
        }
        return computed.Type == x.Type ? node.With(new SelectV2(), GraphPatterns.Constant(Mask(x.Type.StaticShape, range)), computed, x) : null;
    }

    /// <summary>What an element-wise function of one tensor reads: beside it there may be constants of one number.</summary>
    private static TfValue? Operand(TfNode node)
    {
        if (node.Outputs.Count != 1 || node.Op is not (UnaryOp or BinaryOp or ClipByValue or LeakyRelu or Elu or Gelu))
            return null;
        TfValue[] computed = [.. node.Inputs.Where(static input => input.Number is null).Distinct()];
        return computed is [var operand] && operand.Type.Shape == node.Output.Type.Shape ? operand : null;
    }

    /// <summary>True for the elements of the range; an axis that is selected whole has size 1.</summary>
    private static Tensor Mask(Seq<long> shape, SliceRange range)
    {
        Seq<long> size = shape.Select((length, axis) => range.IsWhole(axis, length) ? 1 : length).ToSeq();
        Tensor mask = Tensor.Zeros(DType.Bool, size), selected = mask;
        for (int axis = 0; axis < shape.Count; axis++)
        {
            if (!range.IsWhole(axis, shape[axis]))
                selected = selected.Slice(axis, range.Begin[axis].Value, range.End[axis].Value, range.Strides[axis]);
        }
        selected.CopyFrom(Tensor.Scalar(true));
        return mask;
    }
}
