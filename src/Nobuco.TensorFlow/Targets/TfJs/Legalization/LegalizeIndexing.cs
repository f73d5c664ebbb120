using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.Legalization;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.TfJs.Legalization;

/// <summary>The new axis is always the last one, whatever the attribute says.</summary>
internal sealed class LegalizeOneHotAxis : Legalization<OneHot>
{
    protected override TfTensor? Rewrite(OneHot op, TfNode node)
    {
        int last = node.Inputs[0].Type.Rank;
        if (op.Axis == last)
            return null;
        Seq<int> perm = [.. Seq.Range(op.Axis), last, .. Enumerable.Range(op.Axis, last - op.Axis)];
        return tf.Transpose(tf.Make(op with { Axis = last }, Input(node), Input(node, 1), Input(node, 2)), perm);
    }
}
