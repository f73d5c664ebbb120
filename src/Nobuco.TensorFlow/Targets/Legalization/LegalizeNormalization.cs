using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.Legalization;

/// <summary>x · s + (β − μ · s) with s = γ / √(σ² + ε); of constants, s and the sum are constants.</summary>
internal sealed class LegalizeBatchNormalization : Legalization<BatchNormalization>
{
    protected override TfTensor Rewrite(BatchNormalization op, TfNode node)
    {
        TfTensor x = Input(node), gamma = Input(node, 1), beta = Input(node, 2), mean = Input(node, 3), variance = Input(node, 4);
        TfTensor scale = gamma * tf.Rsqrt(variance + op.Epsilon);
        TfTensor offset = beta - (mean * scale);
        return (x * Along(scale, op.Axis, x.Rank)) + Along(offset, op.Axis, x.Rank);
    }

    /// <summary>A vector that broadcasts along an axis.</summary>
    private static TfTensor Along(TfTensor vector, int axis, int rank) =>
        axis == rank - 1 ? vector : tf.Reshape(vector, [vector.Shape[0], .. Seq.Repeat(Dim.One, rank - 1 - axis)]);
}

/// <summary>d · 1 / √(mean(d²) + ε) · γ + β with d = x − mean(x).</summary>
internal sealed class LegalizeLayerNormalization : Legalization<LayerNormalization>
{
    protected override TfTensor Rewrite(LayerNormalization op, TfNode node)
    {
        TfTensor x = Input(node), difference = x - tf.Mean(x, op.Axes, keepDims: true);
        TfTensor variance = tf.Mean(tf.Square(difference), op.Axes, keepDims: true);
        TfTensor result = difference * tf.Rsqrt(variance + op.Epsilon);
        if (node.Inputs.Count > 1)
            result *= OnAxes(Input(node, 1), op.Axes, x.Rank);
        if (node.Inputs.Count > 2)
            result += OnAxes(Input(node, 2), op.Axes, x.Rank);
        return result;
    }

    /// <summary>A tensor whose axes are those named, so that it broadcasts to the rank.</summary>
    private static TfTensor OnAxes(TfTensor scale, Seq<int> axes, int rank)
    {
        TfTensor sorted = tf.Transpose(scale, Enumerable.Range(0, axes.Count).OrderBy(i => axes[i]).ToSeq());
        int first = axes.Min(), next = 0;
        Seq<int> places = axes.Order().ToSeq();
        return tf.Reshape(sorted, Enumerable.Range(first, rank - first).Select(axis => places.Contains(axis) ? sorted.Shape[next++] : Dim.One).ToSeq());
    }
}

/// <summary>x / √max(Σ x², ε)</summary>
internal sealed class LegalizeL2Normalize : UnaryLegalization<L2Normalize>
{
    protected override TfTensor Rewrite(L2Normalize op, TfTensor x) =>
        x * tf.Rsqrt(tf.Maximum(tf.Sum(tf.Square(x), [op.Axis], keepDims: true), op.Epsilon));
}
