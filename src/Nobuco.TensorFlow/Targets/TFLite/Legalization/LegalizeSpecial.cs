using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.TFLite.Legalization;

/// <summary>The arc tangent of the smaller magnitude over the larger, moved to its octant; TensorFlow Lite 2.9 has no ATAN2.</summary>
internal sealed class LegalizeAtan2 : Legalization<Atan2>
{
    protected override TfTensor Rewrite(Atan2 op, TfNode node)
    {
        TfTensor y = Input(node), x = Input(node, 1), height = tf.Abs(y), width = tf.Abs(x);
        TfTensor ratio = tf.Minimum(height, width) / tf.Maximum(tf.Maximum(height, width), 1e-37);
        TfTensor angle = AccurateFunctions.Atan(ratio);
        angle = tf.SelectV2(tf.Greater(height, width), (Math.PI / 2) - angle, angle);
        angle = tf.SelectV2(tf.Less(x, 0.0), Math.PI - angle, angle);
        return tf.SelectV2(tf.Less(y, 0.0), -angle, angle);
    }
}

/// <summary>
/// log |Γ(x)| by Lanczos' approximation (g = 7, nine terms), below ½ by reflection: log(π / |sin πx|) − log Γ(1 − x).
/// </summary>
internal sealed class LegalizeLgamma : UnaryLegalization<Lgamma>
{
    private static readonly double[] _terms =
    [
        676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059, 12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6,
        1.5056327351493116e-7,
    ];

    protected override TfTensor Rewrite(Lgamma op, TfTensor x)
    {
        TfTensor isReflected = tf.Less(x, 0.5), z = tf.SelectV2(isReflected, -x, x - 1);
        TfTensor sum = _terms.Select((term, i) => term / (z + (i + 1))).Aggregate(static (a, b) => a + b) + 0.99999999999980993;
        TfTensor t = z + 7.5;
        TfTensor log = (((z + 0.5) * tf.Log(t)) - t) + (tf.Log(sum) + (0.5 * Math.Log(2 * Math.PI)));
        return tf.SelectV2(isReflected, Math.Log(Math.PI) - tf.Log(tf.Abs(tf.Sin(x * Math.PI))) - log, log);
    }
}

/// <summary>
/// ψ(x): shifted up by six, where ψ(y) = log y − 1/2y − 1/12y² + 1/120y⁴ − 1/252y⁶ is exact to single precision; for x ≤ 0 by reflection: ψ(1 − x) − π / tan πx.
/// </summary>
internal sealed class LegalizeDigamma : UnaryLegalization<Digamma>
{
    protected override TfTensor Rewrite(Digamma op, TfTensor x)
    {
        TfTensor isReflected = tf.LessEqual(x, 0.0), z = tf.SelectV2(isReflected, 1 - x, x);
        TfTensor y = z + 6, square = 1 / tf.Square(y);
        TfTensor series = square * ((1 / 12.0) - (square * ((1 / 120.0) - (square * (1 / 252.0)))));
        TfTensor steps = Enumerable.Range(0, 6).Select(i => 1 / (z + i)).Aggregate(static (a, b) => a + b);
        TfTensor value = tf.Log(y) - (0.5 / y) - series - steps;
        return tf.SelectV2(isReflected, value - (Math.PI / tf.Tan(x * Math.PI)), value);
    }
}

/// <summary>⌊x / 2ʸ⌋ for a constant y: RIGHT_SHIFT is newer than 2.9 and has no int64.</summary>
internal sealed class LegalizeRightShift : Legalization<RightShift>
{
    protected override TfTensor? Rewrite(RightShift op, TfNode node)
    {
        TfTensor x = Input(node);
        return Input(node, 1).Constant is { Count: 1 } bits ? tf.FloorDiv(x, 1L << (int)bits.ItemAsInt64()) : null;
    }
}

/// <summary>The bias of a transposed 3-D convolution is an addition of its own: 2.9 checks its length against the wrong axis.</summary>
internal sealed class LegalizeBiasedTransposedConv3D : Legalization<Conv3DBackpropInputV2>
{
    protected override TfTensor? Rewrite(Conv3DBackpropInputV2 op, TfNode node) =>
        node.Inputs.Count > 2 && !node.Inputs[2].Type.DType.IsInteger() ? tf.Make(op, Input(node), Input(node, 1)) + Input(node, 2) : null;
}
