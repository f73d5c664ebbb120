using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.Legalization;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.TfJs.Legalization;

/// <summary>TensorFlow.js has no integers but int32: arithmetic of smaller ones is done in it, and wraps around when it is converted back.</summary>
internal sealed class LegalizeSmallIntegers : TypeSubstitution
{
    protected override DType? Substitute(Op op, DType dtype) => (op, dtype) switch
    {
        (BinaryOp or ReductionOp or Cumsum or Neg or Abs or Square, DType.Int8 or DType.Int16 or DType.UInt8 or DType.UInt16) => DType.Int32,
        _ => null,
    };
}

/// <summary>The quotient of the magnitudes, which FloorDiv gives, with the sign of x · y.</summary>
internal sealed class LegalizeIntegerDivision : Legalization<RealDiv>
{
    protected override TfTensor? Rewrite(RealDiv op, TfNode node)
    {
        TfTensor x = Input(node), y = Input(node, 1);
        return x.DType.IsInteger() ? tf.FloorDiv(tf.Abs(x), tf.Abs(y)) * (tf.Sign(x) * tf.Sign(y)) : null;
    }
}

/// <summary>x | y = x + y − (x &amp; y)</summary>
internal sealed class LegalizeBitwiseOr : Legalization<BitwiseOr>
{
    protected override TfTensor Rewrite(BitwiseOr op, TfNode node) => Input(node) + Input(node, 1) - tf.BitwiseAnd(Input(node), Input(node, 1));
}

/// <summary>x ^ y = x + y − 2 (x &amp; y)</summary>
internal sealed class LegalizeBitwiseXor : Legalization<BitwiseXor>
{
    protected override TfTensor Rewrite(BitwiseXor op, TfNode node)
    {
        TfTensor both = tf.BitwiseAnd(Input(node), Input(node, 1));
        return Input(node) - both + (Input(node, 1) - both);
    }
}

/// <summary>⌊x / 2ʸ⌋</summary>
internal sealed class LegalizeRightShift : Legalization<RightShift>
{
    protected override TfTensor Rewrite(RightShift op, TfNode node) => tf.FloorDiv(Input(node), tf.Pow(2L, Input(node, 1)));
}
