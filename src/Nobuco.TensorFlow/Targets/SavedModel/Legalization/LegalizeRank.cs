using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Passes;
using Nobuco.TensorFlow.Targets.Legalization;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.SavedModel.Legalization;

/// <summary>TensorFlow's kernels broadcast to five axes, where neighbours along which the same operand repeats count once: operands are broadcast first.</summary>
internal sealed class LegalizeBroadcastRank : IRewrite
{
    public const int MaxRank = 5;

    public TfValue? TryRewrite(TfGraph graph, TfNode node)
    {
        Seq<Dim> shape = node.Output.Type.Shape;
        if (node.Op is not BinaryOp || shape.Count <= MaxRank)
            return null;
        Seq<Dim>[] operands = [.. node.Inputs.Select(i => BroadcastGroups.Extended(i.Type.Shape, shape.Count))];
        return BroadcastGroups.Of(operands, shape).Count > MaxRank
            ? tf.Make(node.Op, [.. node.Inputs.Select(i => tf.BroadcastTo(new TfTensor(i), shape))]).Value
            : null;
    }
}

/// <summary>One axis after the other of [before, axis, behind].</summary>
/// <inheritdoc cref="LegalizeBroadcastRank"/>
internal sealed class LegalizeBroadcastToRank : Legalization<BroadcastTo>
{
    protected override TfTensor? Rewrite(BroadcastTo op, TfNode node)
    {
        Seq<Dim> shape = op.Shape, given = BroadcastGroups.Extended(node.Inputs[0].Type.Shape, shape.Count);
        if (node.Inputs.Count > 1 || BroadcastGroups.Of([given], shape).Count <= LegalizeBroadcastRank.MaxRank)
            return null;
        TfTensor x = tf.Reshape(Input(node), given);
        for (int axis = 0; axis < shape.Count; axis++)
        {
            Dim size = shape[axis];
            if (given[axis] != size)
                x = OneAxis.Apply(x, axis, line => tf.BroadcastTo(line, [line.Shape[0], size, line.Shape[2]]));
        }
        return x;
    }
}
