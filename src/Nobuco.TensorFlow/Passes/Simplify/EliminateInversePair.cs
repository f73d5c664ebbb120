using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;

namespace Nobuco.TensorFlow.Passes.Simplify;

/// <summary>What undoes what came before.</summary>
/// <remarks><code>
/// %1 = Neg(%0)
/// %2 = Neg(%1)    =>    %2 = %0
/// </code></remarks>
public sealed class EliminateInversePair : IRewrite
{
    public TfValue? TryRewrite(TfGraph graph, TfNode node) => node switch
    {
        { Op: Neg, Inputs: [{ Op: Neg, Inputs: [var x] }] } => x,
        { Op: LogicalNot, Inputs: [{ Op: LogicalNot, Inputs: [var x] }] } => x,
        { Op: Invert, Inputs: [{ Op: Invert, Inputs: [var x] }] } => x,
        { Op: ReverseV2 outer, Inputs: [{ Op: ReverseV2 inner, Inputs: [var x] }] } when outer.Axes.Order().SequenceEqual(inner.Axes.Order()) => x,
        { Op: SpaceToDepth outer, Inputs: [{ Op: DepthToSpace inner, Inputs: [var x] }] } when outer.BlockSize == inner.BlockSize => x,
        { Op: DepthToSpace outer, Inputs: [{ Op: SpaceToDepth inner, Inputs: [var x] }] } when outer.BlockSize == inner.BlockSize => x,
        { Op: ConcatV2 concat, Inputs: [{ Producer: { Op: Split or SplitV } split }, ..] } when IsWhole(concat, split, node.Inputs) => split.Inputs[0],
        { Op: Pack pack, Inputs: [{ Producer: { Op: Unpack unpack } parts }, ..] } when pack.Axis == unpack.Axis && parts.Outputs.SequenceEqual(node.Inputs) => parts.Inputs[0],
        _ => null,
    };

    private static bool IsWhole(ConcatV2 concat, TfNode split, IReadOnlyList<TfValue> parts)
    {
        int axis = split.Op is Split even ? even.Axis : ((SplitV)split.Op).Axis;
        return concat.Axis == axis && concat.Activation == Activation.None && split.Outputs.SequenceEqual(parts);
    }
}
