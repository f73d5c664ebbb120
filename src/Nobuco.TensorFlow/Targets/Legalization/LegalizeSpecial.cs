using Nobuco.TensorFlow.Graph.Ops;

namespace Nobuco.TensorFlow.Targets.Legalization;

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
