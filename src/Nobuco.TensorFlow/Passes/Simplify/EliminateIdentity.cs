using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Passes.Fuse;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Passes.Simplify;

/// <summary>What returns its operand as it is.</summary>
/// <remarks><code>
/// %1 = Mul(%0, 1)    =>    %1 = %0
/// </code></remarks>
public sealed class EliminateIdentity : IRewrite
{
    public TfValue? TryRewrite(TfGraph graph, TfNode node)
    {
        if (Unchanged(node) is not { } x || x.Type != node.Output.Type)
            return null;
        Activation activation = FusedActivation.Of(node.Op);
        return activation == Activation.None ? x : node.With(FusedActivation.AsOp(activation), x);
    }

    private static TfValue? Unchanged(TfNode node) => node.Op switch
    {
        AddV2 => WithNeutral(node, 0),
        Mul => WithNeutral(node, 1),
        Sub when node.Inputs[1].IsAll(0) => node.Inputs[0],
        RealDiv or Pow when node.Inputs[1].IsAll(1) => node.Inputs[0],
        LogicalAnd => WithNeutral(node, 1),
        LogicalOr => WithNeutral(node, 0),
        Cast or Reshape or BroadcastTo => node.Inputs[0],
        Transpose transpose when transpose.Perm == Seq.Range(transpose.Perm.Count) => node.Inputs[0],
        Pad pad when pad.Before.Concat(pad.After).All(static p => p == Dim.Zero) => node.Inputs[0],
        PadV2 pad when pad.Before.Concat(pad.After).All(static p => p == Dim.Zero) => node.Inputs[0],
        MirrorPad pad when pad.Before.Concat(pad.After).All(static p => p == Dim.Zero) => node.Inputs[0],
        StridedSlice slice when slice.Strides.All(static s => s == 1) => node.Inputs[0],
        Tile tile when tile.Multiples.All(static m => m == Dim.One) => node.Inputs[0],
        ConcatV2 when node.Inputs.Count == 1 => node.Inputs[0],
        ExpandDims { Axes: [] } or Squeeze { Axes: [] } or ReverseV2 { Axes: [] } => node.Inputs[0],
        SpaceToDepth { BlockSize: 1 } or DepthToSpace { BlockSize: 1 } => node.Inputs[0],
        ReductionOp { Axes: [] } => node.Inputs[0],
        Mean or Max or Min or Sum or Prod when node.Op is ReductionOp { KeepDims: true } reduction && OnlyUnits(reduction, node) => node.Inputs[0],
        SelectV2 when node.Inputs[0].IsAll(1) => node.Inputs[1],
        SelectV2 when node.Inputs[0].IsAll(0) => node.Inputs[2],
        _ => null,
    };

    private static TfValue? WithNeutral(TfNode node, double neutral) => node.WithConstant() is var (x, c) && c.IsAll(neutral) ? x : null;

    private static bool OnlyUnits(ReductionOp reduction, TfNode node) => reduction.Axes.All(axis => node.Inputs[0].Type.Shape[axis] == Dim.One);
}
