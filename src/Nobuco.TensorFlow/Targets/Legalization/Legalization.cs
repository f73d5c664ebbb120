using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Passes;

namespace Nobuco.TensorFlow.Targets.Legalization;

/// <summary>A rule for the operation <typeparamref name="TOp"/>, in the words of <c>tf</c>. Axes are physical ones.</summary>
internal abstract class Legalization<TOp> : IRewrite where TOp : Op
{
    public TfValue? TryRewrite(TfGraph graph, TfNode node) => node.Op is TOp op ? Rewrite(op, node)?.Value : null;

    /// <summary>What computes the same, or null when TFLite takes the operation as it is.</summary>
    protected abstract TfTensor? Rewrite(TOp op, TfNode node);

    protected static TfTensor Input(TfNode node, int index = 0) => new(node.Inputs[index]);
}

/// <summary>A rule for the operation <typeparamref name="TOp"/> of one operand that always applies.</summary>
internal abstract class UnaryLegalization<TOp> : Legalization<TOp> where TOp : Op
{
    protected sealed override TfTensor? Rewrite(TOp op, TfNode node) => Rewrite(op, Input(node));

    protected abstract TfTensor? Rewrite(TOp op, TfTensor x);
}
