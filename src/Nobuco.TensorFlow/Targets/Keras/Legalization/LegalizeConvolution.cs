using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.Legalization;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.Keras.Legalization;

/// <summary>A bias that is no constant is added.</summary>
internal sealed class SeparateComputedBias : Legalization<Op>
{
    protected override TfTensor? Rewrite(Op op, TfNode node)
    {
        if (op is not (ConvolutionOp or Dense) || node.Inputs.Count < 3 || node.Inputs[2].Producer.Op is Const || node.Inputs[2].Type.DType.IsInteger())
            return null;
        return tf.Make(op, Input(node), Input(node, 1)) + Input(node, 2);
    }
}

/// <summary>A Dense layer needs a batch axis.</summary>
internal sealed class LegalizeDenseVector : Legalization<Dense>
{
    protected override TfTensor? Rewrite(Dense op, TfNode node) => node.Inputs[0].Type.Rank != 1 ? null
        : tf.Squeeze(tf.Make(op, [tf.ExpandDims(Input(node), [0]), .. node.Inputs.Skip(1).Select(static i => new TfTensor(i))]), [0]);
}

/// <summary>A kernel that is no constant makes a Dense layer a product.</summary>
internal sealed class LegalizeComputedKernel : Legalization<Dense>
{
    protected override TfTensor? Rewrite(Dense op, TfNode node)
    {
        if (node.Inputs[1].Producer.Op is Const)
            return null;
        TfTensor product = tf.Make(new BatchMatMulV2(), Input(node), Input(node, 1));
        return node.Inputs.Count > 2 ? product + Input(node, 2) : product;
    }
}
