namespace Nobuco.Tensors.Kernels;

/// <summary>Functions that <see cref="Math"/> lacks, in float64.</summary>
internal static class SpecialFunctions
{
    private static readonly double[] s_lanczos =
    [
        0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
        12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
    ];

    /// <summary>exp(x) − 1 without cancellation (Kahan).</summary>
    public static double Expm1(double x)
    {
        double power = Math.Exp(x), difference = power - 1;
        if (power == 1)
            return x;
        return difference == -1 || double.IsInfinity(power) ? difference : difference * x / Math.Log(power);
    }

    /// <summary>log(1 + x) without cancellation (Kahan).</summary>
    public static double Log1p(double x)
    {
        double sum = 1 + x;
        return sum == 1 || double.IsInfinity(sum) ? x : Math.Log(sum) * x / (sum - 1);
    }

    public static double Softplus(double x) => x > 0 ? x + Log1p(Math.Exp(-x)) : Log1p(Math.Exp(x));

    public static double LogAddExp(double a, double b) => a == b ? a + Math.Log(2) : Math.Max(a, b) + Log1p(Math.Exp(-Math.Abs(a - b)));

    /// <summary>By its power series near 0, through <see cref="Erfc"/> elsewhere.</summary>
    public static double Erf(double x)
    {
        if (Math.Abs(x) > 2)
            return x > 0 ? 1 - Erfc(x) : Erfc(-x) - 1;
        // erf x = 2/√π · e^(−x²) · Σ 2ⁿ x^(2n+1) / (1·3·…·(2n+1)): all terms of one sign.
        double term = x, sum = x;
        for (int n = 1; Math.Abs(term) > 1e-17 * Math.Abs(sum); n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }
        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    /// <summary>Through <see cref="Erf"/> up to 2, by its continued fraction beyond.</summary>
    public static double Erfc(double x)
    {
        if (x < 2 || double.IsNaN(x))
            return x < -2 ? 2 - Erfc(-x) : 1 - Erf(x);
        if (x > 28)
            return 0;
        // √π · e^(x²) · erfc x = 1 / (x + (1/2) / (x + (2/2) / (x + (3/2) / …)))
        double fraction = x;
        for (int n = 60; n > 0; n--)
            fraction = x + (0.5 * n / fraction);
        return Math.Exp(-x * x) / (Math.Sqrt(Math.PI) * fraction);
    }

    /// <summary>A first guess (Winitzki 2008) and Newton's steps.</summary>
    public static double Erfinv(double y)
    {
        if (y is <= -1 or >= 1 || double.IsNaN(y))
            return y == 1 ? double.PositiveInfinity : y == -1 ? double.NegativeInfinity : double.NaN;
        const double a = 0.147;
        double logarithm = Math.Log((1 - y) * (1 + y)), mean = (2 / (Math.PI * a)) + (logarithm / 2);
        double x = Math.CopySign(Math.Sqrt(Math.Sqrt((mean * mean) - (logarithm / a)) - mean), y);
        for (int i = 0; i < 4; i++)
        {
            // Near ±1 the complement keeps the digits.
            double error = Math.Abs(y) > 0.5 ? Math.Sign(y) * (1 - Math.Abs(y) - Erfc(Math.Abs(x))) : y - Erf(x);
            x += (Math.Abs(y) > 0.5 ? -error : error) * Math.Sqrt(Math.PI) / 2 * Math.Exp(x * x);
        }
        return x;
    }

    /// <summary>log |Γ(x)| by Lanczos' approximation, reflected below 1/2.</summary>
    public static double Lgamma(double x)
    {
        if (double.IsInfinity(x) || (x <= 0 && x == Math.Floor(x)))
            return double.PositiveInfinity;
        if (x < 0.5)
            return Math.Log(Math.PI / Math.Abs(Math.Sin(Math.PI * x))) - Lgamma(1 - x);
        x -= 1;
        double sum = s_lanczos[0];
        for (int i = 1; i < s_lanczos.Length; i++)
            sum += s_lanczos[i] / (x + i);
        double t = x + 7.5;
        return (0.5 * Math.Log(2 * Math.PI)) + ((x + 0.5) * Math.Log(t)) - t + Math.Log(sum);
    }

    /// <summary>The logarithmic derivative of Γ: recurrence up to 10, then the asymptotic series; reflected below 0.</summary>
    public static double Digamma(double x)
    {
        if (x == 0)
            return double.IsNegative(x) ? double.PositiveInfinity : double.NegativeInfinity;
        if (x < 0)
            return x == Math.Floor(x) ? double.NaN : Digamma(1 - x) - (Math.PI / Math.Tan(Math.PI * x));
        double result = 0;
        for (; x < 10; x++)
            result -= 1 / x;
        double square = 1 / (x * x);
        double series = square * ((1.0 / 12) - (square * ((1.0 / 120) - (square * ((1.0 / 252) - (square * ((1.0 / 240) - (square * (1.0 / 132)))))))));
        return result + Math.Log(x) - (0.5 / x) - series;
    }
}
