using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Passes;
using Nobuco.TensorFlow.Passes.Fuse;
using Nobuco.TensorFlow.Targets.Legalization;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.GraphDef.Legalization;

/// <summary>No operation applies an activation within itself.</summary>
internal sealed class LegalizeActivated : IRewrite
{
    public TfValue? TryRewrite(TfGraph graph, TfNode node) => FusedActivation.Of(node.Op) is not Activation.None and var activation
        ? activation.Of(new TfTensor(node.With(FusedActivation.With(node.Op, Activation.None)!))).Value
        : null;
}

internal sealed class LegalizeReluN1To1 : UnaryLegalization<ReluN1To1>
{
    protected override TfTensor Rewrite(ReluN1To1 op, TfTensor x) => tf.ClipByValue(x, -1, 1);
}

/// <summary>One bound is a maximum or a minimum; 0 and 6 have an operation.</summary>
internal sealed class LegalizeClipByValue : UnaryLegalization<ClipByValue>
{
    protected override TfTensor? Rewrite(ClipByValue op, TfTensor x) => (op.Min, op.Max) switch
    {
        (0, 6) when x.DType.IsFloat() => tf.Relu6(x),
        (0, double.PositiveInfinity) => tf.Relu(x),
        (double.NegativeInfinity, double.PositiveInfinity) => x,
        (double.NegativeInfinity, _) => tf.Minimum(x, tf.Constant(op.Max, x.DType)),
        (_, double.PositiveInfinity) => tf.Maximum(x, tf.Constant(op.Min, x.DType)),
        _ => null,
    };
}

/// <summary>x / 2 · (1 + erf(x / √2)); approximate: x / 2 · (1 + tanh(√(2/π) · (x + 0.044715 x³))). TFLite's converter knows both forms.</summary>
internal sealed class LegalizeGelu : UnaryLegalization<Gelu>
{
    protected override TfTensor Rewrite(Gelu op, TfTensor x) => op.Approximate
        ? 0.5 * x * (1 + tf.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * (x * x * x)))))
        : 0.5 * x * (1 + tf.Erf(x * (1 / Math.Sqrt(2))));
}

internal sealed class LegalizeHardSwish : UnaryLegalization<HardSwish>
{
    protected override TfTensor Rewrite(HardSwish op, TfTensor x) => x * tf.Relu6(x + 3) * (1 / 6.0);
}

/// <summary>max(x, 0) + α · min(x, 0)</summary>
internal sealed class LegalizePRelu : Legalization<PRelu>
{
    protected override TfTensor Rewrite(PRelu op, TfNode node) => tf.Relu(Input(node)) + (Input(node, 1) * tf.Minimum(Input(node), 0.0));
}
