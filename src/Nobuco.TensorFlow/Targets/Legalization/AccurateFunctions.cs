namespace Nobuco.TensorFlow.Targets.Legalization;

/// <summary>
/// Functions that TFLite has no operator for, out of those it has, to about 1e-6 of the result in float32 also where the textbook formula
/// cancels.
/// </summary>
internal static class AccurateFunctions
{
    /// <summary>eˣ − 1: near 0 it is the beginning of the power series, which does not cancel.</summary>
    public static TfTensor Expm1(TfTensor x)
    {
        TfTensor series = x * Polynomial(x, 1.0 / 40320, 1.0 / 5040, 1.0 / 720, 1.0 / 120, 1.0 / 24, 1.0 / 6, 0.5, 1);
        return tf.SelectV2(tf.Less(tf.Abs(x), 0.5), series, tf.Exp(x) - 1);
    }

    /// <summary>log(1 + x): near 0 the logarithm of the rounded sum u is corrected by (x − (u − 1)) / u, the relative error of u.</summary>
    public static TfTensor Log1p(TfTensor x)
    {
        TfTensor u = 1 + x, log = tf.Log(u);
        return tf.SelectV2(tf.Less(tf.Abs(x), 0.5), log + ((x - (u - 1)) / u), log);
    }

    /// <summary>atan: halving the angle twice, tan(θ/2) = t / (1 + √(1 + t²)), leaves |tan| ≤ √2 − 1. The bound keeps t² finite.</summary>
    public static TfTensor Atan(TfTensor x) => 4 * AtanNearZero(HalfAngle(HalfAngle(Clip(x, 1e10))));

    /// <summary>2 · atan(x / (1 + √(1 − x²)))</summary>
    public static TfTensor Asin(TfTensor x)
    {
        TfTensor half = x / (1 + tf.Sqrt((1 - x) * (1 + x)));
        return 4 * AtanNearZero(HalfAngle(half));
    }

    /// <summary>4 · atan(√(1 − x) / (√2 + √(1 + x))), from the half-angle formulas; near 1 it keeps its relative accuracy.</summary>
    public static TfTensor Acos(TfTensor x)
    {
        TfTensor quarter = tf.Sqrt(1 - x) / (Math.Sqrt(2) + tf.Sqrt(1 + x));
        return 8 * AtanNearZero(HalfAngle(quarter));
    }

    /// <summary>±log1p(a + a² / (1 + √(a² + 1))) with a = |x|; beyond the bound the fraction is a and a² would overflow.</summary>
    public static TfTensor Asinh(TfTensor x)
    {
        TfTensor a = tf.Abs(x), bounded = tf.Minimum(a, 1e18);
        TfTensor fraction = bounded / (1 + tf.Sqrt(tf.Square(bounded) + 1));
        return WithSignOf(x, Log1p(a + (a * fraction)));
    }

    /// <summary>log1p(t + √t · √(t + 2)) with t = x − 1.</summary>
    public static TfTensor Acosh(TfTensor x)
    {
        TfTensor t = x - 1;
        return Log1p(t + (tf.Sqrt(t) * tf.Sqrt(t + 2)));
    }

    /// <summary>±½ log1p(2a / (1 − a)) with a = |x|.</summary>
    public static TfTensor Atanh(TfTensor x)
    {
        TfTensor a = tf.Abs(x);
        return WithSignOf(x, 0.5 * Log1p(2 * a / (1 - a)));
    }

    /// <summary>
    /// tan of the rest r of x by π/2, or −1 / tan(r) after an odd number of quarter turns: a quotient of sine and cosine is as inaccurate near the
    /// poles as the cosine is near 0. π/2 is subtracted in three parts, and the polynomial is that of Cephes for |r| ≤ π/4.
    /// </summary>
    public static TfTensor Tan(TfTensor x)
    {
        TfTensor turns = tf.Round(x * (2 / Math.PI));
        TfTensor r = x - (turns * 1.5703125) - (turns * 4.837512969970703125e-4) - (turns * 7.54978995489188216e-8);
        TfTensor tangent = r * Polynomial(
            tf.Square(r),
            9.38540185543e-3,
            3.11992232697e-3,
            2.44301354525e-2,
            5.34112807005e-2,
            1.33387994085e-1,
            3.33331568548e-1,
            1);
        return tf.SelectV2(tf.Equal(tf.FloorMod(turns, 2.0), 0.0), tangent, -1 / tangent);
    }

    /// <summary>½ (eˣ − e⁻ˣ); near 0 the beginning of the power series.</summary>
    public static TfTensor Sinh(TfTensor x)
    {
        TfTensor series = x * Polynomial(tf.Square(x), 1.0 / 362880, 1.0 / 5040, 1.0 / 120, 1.0 / 6, 1);
        return tf.SelectV2(tf.Less(tf.Abs(x), 1.0), series, 0.5 * (tf.Exp(x) - tf.Exp(-x)));
    }

    public static TfTensor Cosh(TfTensor x) => 0.5 * (tf.Exp(x) + tf.Exp(-x));

    /// <summary>x · P(x²) / Q(x²) on [−4, 4], outside of which erf is ±1 in float32. Coefficients of Eigen's rational approximation.</summary>
    public static TfTensor Erf(TfTensor x)
    {
        TfTensor bounded = Clip(x, 4), z = tf.Square(bounded);
        TfTensor p = Polynomial(
            z,
            -2.72614225801306e-10,
            2.77068142495902e-08,
            -2.10102402082508e-06,
            -5.69250639462346e-05,
            -7.34990630326855e-04,
            -2.95459980854025e-03,
            -1.60960333262415e-02);
        TfTensor q = Polynomial(
            z,
            -1.45660718464996e-05,
            -2.13374055278905e-04,
            -1.68282697438203e-03,
            -7.37332916720468e-03,
            -1.42647390514189e-02);
        return bounded * p / q;
    }

    /// <summary>
    /// t · exp(−x² + P(t)) with t = 1 / (1 + |x| / 2), and 2 less that for negative x: the Chebyshev fit of Numerical Recipes, whose relative
    /// error is below 1.2e-7 everywhere.
    /// </summary>
    public static TfTensor Erfc(TfTensor x)
    {
        TfTensor t = 1 / (1 + (0.5 * tf.Abs(x)));
        TfTensor p = Polynomial(
            t,
            0.17087277,
            -0.82215223,
            1.48851587,
            -1.13520398,
            0.27886807,
            -0.18628806,
            0.09678418,
            0.37409196,
            1.00002368,
            -1.26551223);
        TfTensor tail = t * tf.Exp(p - tf.Square(x));
        return tf.SelectV2(tf.Less(x, 0.0), 2 - tail, tail);
    }

    /// <summary>c₀ xⁿ + … + cₙ by Horner's rule.</summary>
    public static TfTensor Polynomial(TfTensor x, double first, params ReadOnlySpan<double> others)
    {
        TfTensor sum = (first * x) + others[0];
        foreach (double coefficient in others[1..])
            sum = (sum * x) + coefficient;
        return sum;
    }

    private static TfTensor Clip(TfTensor x, double bound) => tf.Maximum(tf.Minimum(x, bound), -bound);

    private static TfTensor HalfAngle(TfTensor tangent) => tangent / (1 + tf.Sqrt(1 + tf.Square(tangent)));

    /// <summary>The polynomial of Cephes for |y| ≤ √2 − 1.</summary>
    private static TfTensor AtanNearZero(TfTensor y)
    {
        TfTensor z = tf.Square(y);
        return y * Polynomial(z, 8.05374449538e-2, -1.38776856032e-1, 1.99777106478e-1, -3.33329491539e-1, 1);
    }

    private static TfTensor WithSignOf(TfTensor sign, TfTensor magnitude) => tf.SelectV2(tf.Less(sign, 0.0), -magnitude, magnitude);
}
