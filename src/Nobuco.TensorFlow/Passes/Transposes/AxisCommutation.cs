using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Passes.Transposes;

/// <summary>
/// How operations with one operand commute with permuting its axes: op(Transpose(x, p)) = Transpose(op'(x), q).
/// </summary>
internal static class AxisCommutation
{
    /// <summary>op' and q, or null where the operation is bound to its axes.</summary>
    public static (Op Op, Seq<int> Perm)? Through(Op op, Seq<int> p) => op switch
    {
        Softmax softmax => OnLastAxis(softmax.Axis, p) ? (softmax with { Axis = p.Count - 1 }, p) : null,
        LogSoftmax softmax => OnLastAxis(softmax.Axis, p) ? (softmax with { Axis = p.Count - 1 }, p) : null,
        L2Normalize norm => OnLastAxis(norm.Axis, p) ? (norm with { Axis = p.Count - 1 }, p) : null,
        LRN => null,
        Cumsum sum => (sum with { Axis = p[sum.Axis] }, p),
        ReverseV2 reverse => (new ReverseV2(Axes(reverse.Axes, p)), p),
        UnaryOp or Cast => (op, p),
        ReductionOp reduction => (reduction with { Axes = Axes(reduction.Axes, p) }, reduction.KeepDims ? p : Permutation.Without(p, reduction.Axes)),
        ArgOp arg => (arg with { Axis = p[arg.Axis] }, Permutation.Without(p, [arg.Axis])),
        Pad pad => (new Pad(Permutation.Undo(p, pad.Before), Permutation.Undo(p, pad.After)), p),
        PadV2 pad => (new PadV2(Permutation.Undo(p, pad.Before), Permutation.Undo(p, pad.After)), p),
        MirrorPad pad => (new MirrorPad(Permutation.Undo(p, pad.Before), Permutation.Undo(p, pad.After), pad.Symmetric), p),
        StridedSlice s => (new StridedSlice(Permutation.Undo(p, s.Begin), Permutation.Undo(p, s.End), Permutation.Undo(p, s.Strides)), p),
        Tile tile => (new Tile(Permutation.Undo(p, tile.Multiples)), p),
        Split split => (split with { Axis = p[split.Axis] }, p),
        SplitV split => (split with { Axis = p[split.Axis] }, p),
        Unpack unpack => (unpack with { Axis = p[unpack.Axis] }, Permutation.Without(p, [unpack.Axis])),
        BatchNormalization norm => (norm with { Axis = p[norm.Axis] }, p),
        _ => null,
    };

    /// <summary>Whether the other inputs, if any, do not depend on the order of the operand's axes; shapes given at run time do.</summary>
    public static bool TakesOperandOnly(TfNode node) => node.Op switch
    {
        BatchNormalization => true,
        PadV2 => node.Inputs.Count == 2,
        _ => node.Inputs.Count == 1,
    };

    /// <summary>TFLite's operations along an axis want it to be the last.</summary>
    private static bool OnLastAxis(int axis, Seq<int> p) => p[axis] == p.Count - 1;

    private static Seq<int> Axes(Seq<int> axes, Seq<int> p) => axes.Select(axis => p[axis]).Order().ToSeq();
}
