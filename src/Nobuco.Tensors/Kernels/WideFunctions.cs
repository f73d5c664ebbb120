using System.Numerics;
using System.Numerics.Tensors;

namespace Nobuco.Tensors.Kernels;

/// <summary>Functions that are computed in float64 whatever the type of float: where float32 would lose digits, or has no vector form.</summary>
internal static class WideFunctions
{
    private const int Chunk = 512;

    // Below this exp(x) − 1 = x + x²/2 and log(1 + x) = x − x²/2 in float32, and nearly so in float64.
    private const double Small = 1e-5;

    public static UnaryKernel<T, T> Of<T>(UnaryKind kind) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(double))
            return (UnaryKernel<T, T>)(object)ScalarKernels.Of(Function(kind));
        UnaryKernel<double, double> wide = Kernel(kind) ?? ScalarKernels.Of(Function(kind));
        return (x, result) =>
        {
            Span<double> buffer = stackalloc double[Chunk];
            for (int at = 0; at < x.Length; at += Chunk)
            {
                ReadOnlySpan<T> part = x.Slice(at, Math.Min(Chunk, x.Length - at));
                Span<double> values = buffer[..part.Length];
                TensorPrimitives.ConvertTruncating(part, values);
                wide(values, values);
                TensorPrimitives.ConvertTruncating<double, T>(values, result.Slice(at, part.Length));
            }
        };
    }

    /// <summary>Vector forms, exact to float32.</summary>
    private static UnaryKernel<double, double>? Kernel(UnaryKind kind) => kind switch
    {
        UnaryKind.Expm1 => Expm1,
        UnaryKind.Log1p => Log1p,
        UnaryKind.Softplus => Softplus,
        UnaryKind.LogSigmoid => LogSigmoid,
        UnaryKind.Mish => Mish,
        _ => null,
    };

    private static Func<double, double> Function(UnaryKind kind) => kind switch
    {
        UnaryKind.Expm1 => SpecialFunctions.Expm1,
        UnaryKind.Log1p => SpecialFunctions.Log1p,
        UnaryKind.Tan => Math.Tan,
        UnaryKind.Sinh => Math.Sinh,
        UnaryKind.Cosh => Math.Cosh,
        UnaryKind.Asin => Math.Asin,
        UnaryKind.Acos => Math.Acos,
        UnaryKind.Atan => Math.Atan,
        UnaryKind.Asinh => Math.Asinh,
        UnaryKind.Acosh => Math.Acosh,
        UnaryKind.Atanh => Math.Atanh,
        UnaryKind.Erf => SpecialFunctions.Erf,
        UnaryKind.Erfc => SpecialFunctions.Erfc,
        UnaryKind.Erfinv => SpecialFunctions.Erfinv,
        UnaryKind.Lgamma => SpecialFunctions.Lgamma,
        UnaryKind.Digamma => SpecialFunctions.Digamma,
        UnaryKind.LogSigmoid => static x => -SpecialFunctions.Softplus(-x),
        UnaryKind.Softplus => SpecialFunctions.Softplus,
        UnaryKind.Mish => static x => x * Math.Tanh(SpecialFunctions.Softplus(x)),
        UnaryKind.Gelu => static x => 0.5 * x * SpecialFunctions.Erfc(-x / double.Sqrt(2)),
        UnaryKind.GeluTanh => static x => 0.5 * x * (1 + Math.Tanh(double.Sqrt(2 / double.Pi) * (x + (0.044715 * x * x * x)))),
        UnaryKind.Selu => static x => 1.0507009873554804934193349852946 * (x > 0 ? x : 1.6732632423543772848170429916717 * SpecialFunctions.Expm1(x)),
        _ => throw new NotSupportedException($"{kind} is not defined for floating-point numbers."),
    };

    private static void Expm1(ReadOnlySpan<double> x, Span<double> result)
    {
        Span<double> powers = stackalloc double[Chunk];
        TensorPrimitives.Exp(x, powers);
        for (int i = 0; i < x.Length; i++)
            result[i] = Math.Abs(x[i]) < Small ? x[i] + (x[i] * x[i] / 2) : powers[i] - 1;
    }

    private static void Log1p(ReadOnlySpan<double> x, Span<double> result)
    {
        Span<double> logarithms = stackalloc double[Chunk];
        TensorPrimitives.LogP1(x, logarithms);
        for (int i = 0; i < x.Length; i++)
            result[i] = Math.Abs(x[i]) < Small ? x[i] - (x[i] * x[i] / 2) : logarithms[i];
    }

    /// <summary>max(x, 0) + log(1 + exp(−|x|)).</summary>
    private static void Softplus(ReadOnlySpan<double> x, Span<double> result)
    {
        Span<double> powers = stackalloc double[Chunk];
        powers = powers[..x.Length];
        TensorPrimitives.Abs(x, powers);
        TensorPrimitives.Negate(powers, powers);
        TensorPrimitives.Exp(powers, powers);
        Log1p(powers, powers);
        TensorPrimitives.Max(x, 0, result);
        TensorPrimitives.Add(result, powers, result);
    }

    private static void LogSigmoid(ReadOnlySpan<double> x, Span<double> result)
    {
        TensorPrimitives.Negate(x, result);
        Softplus(result, result);
        TensorPrimitives.Negate(result, result);
    }

    private static void Mish(ReadOnlySpan<double> x, Span<double> result)
    {
        Span<double> softplus = stackalloc double[Chunk];
        softplus = softplus[..x.Length];
        Softplus(x, softplus);
        TensorPrimitives.Tanh(softplus, softplus);
        TensorPrimitives.Multiply(x, softplus, result);
    }
}
