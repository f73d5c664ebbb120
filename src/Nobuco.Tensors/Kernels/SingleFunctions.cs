using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace Nobuco.Tensors.Kernels;

/// <summary>Vector forms for float32 alone, exact to its last digit or two of the largest value.</summary>
internal static class SingleFunctions
{
    // erf x = x · Σ cₙ x²ⁿ, cₙ = 2/√π · (−1)ⁿ / (n! (2n + 1)).
    private static readonly float[] s_erfSeries =
    [
        1.1283791671f, -0.3761263890f, 0.1128379167f, -0.0268661706f, 0.0052239776f, -0.0008548327f,
        0.0001205533f, -0.0000149256f, 0.0000016462f, -0.0000001637f, 0.0000000148f,
    ];

    // log(erfc(x) / t) + x² with t = 1 / (1 + x/2), as a polynomial of t: a Chebyshev fit with a relative error of 1.2e-7 (Press et al., Numerical Recipes, 6.2).
    private static readonly float[] s_erfcFit =
    [
        -1.26551223f, 1.00002368f, 0.37409196f, 0.09678418f, -0.18628806f, 0.27886807f, -1.13520398f, 1.48851587f, -0.82215223f, 0.17087277f,
    ];

    /// <summary>The kernel, or null where the general one does.</summary>
    public static UnaryKernel<float, float>? Unary(UnaryKind kind) => kind switch
    {
        UnaryKind.Erf => Erf,
        UnaryKind.Gelu => Gelu,
        UnaryKind.GeluTanh => GeluTanh,
        _ => null,
    };

    private static void Gelu(ReadOnlySpan<float> x, Span<float> result)
    {
        TensorPrimitives.Multiply(x, float.Sqrt(0.5f), result);
        Erf(result, result);
        TensorPrimitives.AddMultiply(result, 1f, x, result);
        TensorPrimitives.Multiply(result, 0.5f, result);
    }

    private static void GeluTanh(ReadOnlySpan<float> x, Span<float> result)
    {
        TensorPrimitives.Multiply(x, x, result);
        TensorPrimitives.Multiply(result, 0.044715f, result);
        TensorPrimitives.AddMultiply(result, 1f, x, result);
        TensorPrimitives.Multiply(result, float.Sqrt(2 / float.Pi), result);
        TensorPrimitives.Tanh(result, result);
        TensorPrimitives.AddMultiply(result, 1f, x, result);
        TensorPrimitives.Multiply(result, 0.5f, result);
    }

    private static void Erf(ReadOnlySpan<float> x, Span<float> result)
    {
        int i = 0;
        for (; i + Vector256<float>.Count <= x.Length; i += Vector256<float>.Count)
            Erf(Vector256.Create(x[i..])).CopyTo(result[i..]);
        for (; i < x.Length; i++)
            result[i] = Erf(Vector256.Create(x[i]))[0];
    }

    private static Vector256<float> Erf(Vector256<float> x)
    {
        Vector256<float> magnitude = Vector256.Abs(x), one = Vector256.Create(1f);
        Vector256<float> series = x * Polynomial(x * x, s_erfSeries);
        Vector256<float> t = one / Vector256.MultiplyAddEstimate(magnitude, Vector256.Create(0.5f), one);
        Vector256<float> complement = t * Vector256.Exp(Polynomial(t, s_erfcFit) - (magnitude * magnitude));
        Vector256<float> tail = Vector256.CopySign(one - complement, x);
        return Vector256.ConditionalSelect(Vector256.LessThan(magnitude, one), series, tail);
    }

    private static Vector256<float> Polynomial(Vector256<float> x, float[] coefficients)
    {
        Vector256<float> sum = Vector256.Create(coefficients[^1]);
        for (int i = coefficients.Length - 2; i >= 0; i--)
            sum = Vector256.MultiplyAddEstimate(sum, x, Vector256.Create(coefficients[i]));
        return sum;
    }
}
