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

/// <summary>
/// The sum of the powers of two that both numbers have: the operation is listed by TensorFlow.js 4.22, which calls it without its operands. Powers lie along a new last axis; the lowest number has the sign's.
/// </summary>
internal sealed class LegalizeBitwiseAnd : Legalization<BitwiseAnd>
{
    private const int Powers = 31;

    protected override TfTensor Rewrite(BitwiseAnd op, TfNode node)
    {
        DType dtype = node.Output.Type.DType;
        TfTensor x = Input(node), y = Input(node, 1);
        TfTensor powers = tf.Constant(Tensor.From(Enumerable.Range(0, Powers).Select(static power => 1L << power).ToArray(), Powers).Cast(dtype));
        TfTensor common = tf.Sum(Bits(x, powers) * Bits(y, powers) * powers, [-1]);
        TfTensor areNegative = tf.LogicalAnd(tf.Less(x, 0L), tf.Less(y, 0L));
        return common + (tf.Cast(areNegative, dtype) * int.MinValue);
    }

    private static TfTensor Bits(TfTensor x, TfTensor powers) => tf.FloorMod(tf.FloorDiv(tf.ExpandDims(x, [x.Rank]), powers), 2L);
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
