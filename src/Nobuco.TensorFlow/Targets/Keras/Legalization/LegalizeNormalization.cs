using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Passes;
using Nobuco.TensorFlow.Targets.Legalization;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.Keras.Legalization;

/// <summary>Statistics, scale or offset that are no constants make batch normalisation arithmetic.</summary>
internal sealed class LegalizeComputedStatistics : IRewrite
{
    private static readonly LegalizeBatchNormalization _arithmetic = new();

    public TfValue? TryRewrite(TfGraph graph, TfNode node) =>
        node.Op is BatchNormalization && node.Inputs.Skip(1).Any(static i => i.Producer.Op is not Const) ? _arithmetic.TryRewrite(graph, node) : null;
}

/// <summary>Scale or offset that are no constants make layer normalisation arithmetic, and so do axes that are not the last ones in their order, which Keras on PyTorch does not take.</summary>
internal sealed class LegalizeComputedScale : IRewrite
{
    private static readonly LegalizeLayerNormalization _arithmetic = new();

    public TfValue? TryRewrite(TfGraph graph, TfNode node) =>
        node.Op is LayerNormalization op && (node.Inputs.Skip(1).Any(static i => i.Producer.Op is not Const) || op.Axes != Enumerable.Range(node.Inputs[0].Type.Rank - op.Axes.Count, op.Axes.Count).ToSeq()) ? _arithmetic.TryRewrite(graph, node) : null;
}

/// <summary>Several axes are one: of a list of them Keras 3 forgets all when it reads a file of Keras 2 (legacy/saving/saving_utils.py).</summary>
internal sealed class LegalizeSeveralAxes : Legalization<LayerNormalization>
{
    protected override TfTensor? Rewrite(LayerNormalization op, TfNode node)
    {
        TfTensor x = Input(node);
        Seq<Dim> outer = x.Shape[..^op.Axes.Count], inner = x.Shape[outer.Count..];
        if (op.Axes.Count < 2 || !inner.All(static size => size.IsConstant))
            return null;
        Dim size = Dims.Product(inner);
        TfTensor y = tf.Make(new LayerNormalization([outer.Count], op.Epsilon), [tf.Reshape(x, [.. outer, size]), .. node.Inputs.Skip(1).Select(i => tf.Reshape(new TfTensor(i), [size]))]);
        return tf.Reshape(y, x.Shape);
    }
}

/// <summary>x / (bias + alpha · Σ x²)^beta, the squares added as shifted slices of what is padded along the channels.</summary>
internal sealed class LegalizeLocalResponse : UnaryLegalization<LRN>
{
    protected override TfTensor Rewrite(LRN op, TfTensor x)
    {
        Seq<Dim> border = [0, 0, 0, op.DepthRadius];
        TfTensor squares = tf.Pad(tf.Square(x), border, border);
        TfTensor sum = Enumerable.Range(0, (2 * op.DepthRadius) + 1).Select(i => tf.Slice(squares, 3, i, i + x.Shape[3])).Aggregate(static (a, b) => a + b);
        return x / tf.Pow((sum * op.Alpha) + op.Bias, op.Beta);
    }
}
