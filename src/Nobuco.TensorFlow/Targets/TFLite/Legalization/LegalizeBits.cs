using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.Legalization;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.TFLite.Legalization;

/// <summary>
/// x + y counts common bits twice and x ^ y never, so that x &amp; y is half their difference. All but the lowest bits are done so, one bit down,
/// where the sum does not overflow.
/// </summary>
internal sealed class LegalizeBitwiseAnd : Legalization<BitwiseAnd>
{
    protected override TfTensor? Rewrite(BitwiseAnd op, TfNode node)
    {
        if (node.Output.Type.DType != DType.Int32)
            return null;
        TfTensor x = Input(node), y = Input(node, 1), highX = tf.RightShift(x, 1L), highY = tf.RightShift(y, 1L);
        TfTensor high = tf.RightShift(highX + highY - tf.BitwiseXor(highX, highY), 1L);
        TfTensor low = (x - (highX * tf.Constant(2, DType.Int32))) * (y - (highY * tf.Constant(2, DType.Int32)));
        return (high * tf.Constant(2, DType.Int32)) + low;
    }
}

/// <summary>x | y = (x ^ y) + (x &amp; y)</summary>
internal sealed class LegalizeBitwiseOr : Legalization<BitwiseOr>
{
    protected override TfTensor Rewrite(BitwiseOr op, TfNode node)
    {
        TfTensor x = Input(node), y = Input(node, 1);
        return tf.BitwiseXor(x, y) + tf.BitwiseAnd(x, y);
    }
}
