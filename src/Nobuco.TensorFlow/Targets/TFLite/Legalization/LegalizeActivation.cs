using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.Legalization;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.TFLite.Legalization;

/// <summary>The bounds that have an operator, otherwise MAXIMUM and MINIMUM.</summary>
internal sealed class LegalizeClipByValue : UnaryLegalization<ClipByValue>
{
    protected override TfTensor Rewrite(ClipByValue op, TfTensor x) => (op.Min, op.Max, x.DType.IsFloat()) switch
    {
        (0, 6, true) => tf.Relu6(x),
        (-1, 1, true) => tf.ReluN1To1(x),
        (0, _, true) => AtMost(tf.Relu(x), op.Max),
        _ => AtMost(double.IsNegativeInfinity(op.Min) ? x : tf.Maximum(x, op.Min), op.Max),
    };

    private static TfTensor AtMost(TfTensor x, double bound) => double.IsPositiveInfinity(bound) ? x : tf.Minimum(x, bound);
}

/// <summary>The kernels of RELU and its like are for floats.</summary>
internal sealed class LegalizeIntegerRelu : UnaryLegalization<Relu>
{
    protected override TfTensor? Rewrite(Relu op, TfTensor x) => x.DType.IsInteger() ? tf.Maximum(x, 0L) : null;
}

/// <inheritdoc cref="LegalizeIntegerRelu"/>
internal sealed class LegalizeIntegerRelu6 : UnaryLegalization<Relu6>
{
    protected override TfTensor? Rewrite(Relu6 op, TfTensor x) => x.DType.IsInteger() ? tf.Minimum(tf.Maximum(x, 0L), 6L) : null;
}

/// <inheritdoc cref="LegalizeIntegerRelu"/>
internal sealed class LegalizeIntegerReluN1To1 : UnaryLegalization<ReluN1To1>
{
    protected override TfTensor? Rewrite(ReluN1To1 op, TfTensor x) => x.DType.IsInteger() ? tf.Minimum(tf.Maximum(x, -1L), 1L) : null;
}

/// <summary>scale · max(x, 0) + scale · α · elu(min(x, 0))</summary>
internal sealed class LegalizeSelu : UnaryLegalization<Selu>
{
    private const double Alpha = 1.6732632423543772848170429916717;
    private const double Scale = 1.0507009873554804934193349852946;

    protected override TfTensor Rewrite(Selu op, TfTensor x) => (Scale * tf.Relu(x)) + (Scale * Alpha * tf.Elu(tf.Minimum(x, 0.0)));
}

/// <summary>max(x, 0) − log σ(|x|), which cannot overflow.</summary>
internal sealed class LegalizeSoftplus : UnaryLegalization<Softplus>
{
    protected override TfTensor Rewrite(Softplus op, TfTensor x) => tf.Relu(x) - tf.Log(tf.Sigmoid(tf.Abs(x)));
}
