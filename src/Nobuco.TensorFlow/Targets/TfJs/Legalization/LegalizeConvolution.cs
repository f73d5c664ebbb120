using Nobuco.TensorFlow.Executor;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.Legalization;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.TfJs.Legalization;

/// <summary>
/// A transposed convolution in three dimensions is a convolution by the filter turned around of the input with strides − 1 zeros between its elements.
/// </summary>
internal sealed class LegalizeTransposedConv3D : Legalization<Conv3DBackpropInputV2>
{
    protected override TfTensor? Rewrite(Conv3DBackpropInputV2 op, TfNode node)
    {
        TfTensor x = Input(node), filter = Input(node, 1);
        if (!op.OutputShape.All(static size => size.IsConstant) || !x.Value.Type.IsStatic || filter.Constant is null)
            return null;
        Seq<long> kernel = filter.Value.Type.StaticShape[..3], sizes = op.OutputShape[1..^1].Select(static s => s.Value).ToSeq();
        (Seq<int> before, _) = SamePadding.Of(op.Padding, sizes, kernel, op.Strides, [1, 1, 1]);
        for (int axis = 0; axis < 3; axis++)
        {
            TfTensor spread = Spreading.Spread(x, axis + 1, op.Strides[axis]);
            long front = kernel[axis] - 1 - before[axis], back = sizes[axis] + kernel[axis] - 1 - spread.Shape[axis + 1].Value - front;
            x = tf.Pad(spread, Seq.Repeat(Dim.Zero, 5).With(axis + 1, front), Seq.Repeat(Dim.Zero, 5).With(axis + 1, back));
        }
        TfTensor turned = tf.Transpose(tf.ReverseV2(filter, [0, 1, 2]), [0, 1, 2, 4, 3]);
        TfTensor? bias = node.Inputs.Count > 2 && !node.Inputs[2].Type.DType.IsInteger() ? Input(node, 2) : null;
        return tf.Conv3D(x, turned, bias, [1, 1, 1], Padding.Valid, [1, 1, 1]);
    }
}
