using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.Legalization;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.Keras.Legalization;

/// <summary>Division of integers truncates towards zero: of magnitudes, with the sign of the product.</summary>
internal sealed class LegalizeIntegerDivision : Legalization<RealDiv>
{
    protected override TfTensor? Rewrite(RealDiv op, TfNode node)
    {
        if (!node.Output.Type.DType.IsInteger())
            return null;
        TfTensor x = Input(node), y = Input(node, 1);
        return tf.FloorDiv(tf.Abs(x), tf.Abs(y)) * tf.Sign(x) * tf.Sign(y);
    }
}

/// <summary>(x − y)²</summary>
internal sealed class LegalizeSquaredDifference : Legalization<SquaredDifference>
{
    protected override TfTensor Rewrite(SquaredDifference op, TfNode node) => tf.Square(Input(node) - Input(node, 1));
}

/// <summary>min(max(x, −1), 1)</summary>
internal sealed class LegalizeReluN1To1 : UnaryLegalization<ReluN1To1>
{
    protected override TfTensor Rewrite(ReluN1To1 op, TfTensor x) => tf.ClipByValue(x, -1, 1);
}

/// <summary>A bound that does not bind is left out, and integers are bounded by integers.</summary>
internal sealed class LegalizeClip : UnaryLegalization<ClipByValue>
{
    protected override TfTensor? Rewrite(ClipByValue op, TfTensor x)
    {
        if (double.IsFinite(op.Min) && double.IsFinite(op.Max) && x.DType.IsFloat())
            return null;
        TfTensor y = double.IsNegativeInfinity(op.Min) ? x : tf.Maximum(x, Bound(op.Min, x));
        return double.IsPositiveInfinity(op.Max) ? y : tf.Minimum(y, Bound(op.Max, x));
    }

    private static TfTensor Bound(double bound, TfTensor x) => tf.Constant(Tensor.Scalar(bound).Cast(x.DType));
}

/// <summary>Slopes that are no constants.</summary>
internal sealed class LegalizeComputedSlope : Legalization<PRelu>
{
    protected override TfTensor? Rewrite(PRelu op, TfNode node)
    {
        if (node.Inputs[1].Producer.Op is Const { Value: var slopes } && (slopes.Rank < node.Inputs[0].Type.Rank || slopes.Shape[0] == 1) && node.Inputs[0].Type.Rank > 1)
            return null;
        TfTensor x = Input(node);
        return tf.Relu(x) - (Input(node, 1) * tf.Relu(tf.Neg(x)));
    }
}

/// <summary>x · min(max(x + 3, 0), 6) / 6, which Keras 2 has no name for.</summary>
internal sealed class LegalizeHardSwish : UnaryLegalization<HardSwish>
{
    protected override TfTensor Rewrite(HardSwish op, TfTensor x) => x * tf.Relu6(x + 3) * (1.0 / 6);
}

/// <summary>Sums from the end are sums of what is turned round; without an element itself, sums less the element.</summary>
internal sealed class LegalizeCumsum : UnaryLegalization<Cumsum>
{
    protected override TfTensor? Rewrite(Cumsum op, TfTensor x)
    {
        if (!op.Exclusive && !op.Reverse)
            return null;
        if (op.Exclusive)
            return tf.Cumsum(x, op.Axis, exclusive: false, op.Reverse) - x;
        return tf.ReverseV2(tf.Cumsum(tf.ReverseV2(x, [op.Axis]), op.Axis), [op.Axis]);
    }
}
