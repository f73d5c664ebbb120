using System.Numerics;

namespace Nobuco.Tensors.Kernels;

/// <summary>Functions of complex numbers.</summary>
internal static class ComplexFunctions
{
    /// <summary>Magnitudes, as float32 or float64.</summary>
    public static Tensor Abs(Tensor x)
    {
        Tensor result = Tensor.Empty(DType.Float64, x.Shape);
        Span<double> to = result.Span<double>();
        ReadOnlySpan<Complex> from = x.Cast(DType.Complex128).Contiguous().ReadOnlySpan<Complex>();
        for (int i = 0; i < to.Length; i++)
            to[i] = Complex.Abs(from[i]);
        return result.Cast(x.DType == DType.Complex64 ? DType.Float32 : DType.Float64);
    }

    public static UnaryKernel<Complex, Complex> Unary(UnaryKind kind) => ScalarKernels.Of<Complex, Complex>(kind switch
    {
        UnaryKind.Negative => static x => -x,
        UnaryKind.Square => static x => x * x,
        UnaryKind.Reciprocal => Complex.Reciprocal,
        UnaryKind.Sqrt => Complex.Sqrt,
        UnaryKind.Rsqrt => static x => Complex.Reciprocal(Complex.Sqrt(x)),
        UnaryKind.Exp => Complex.Exp,
        UnaryKind.Log => Complex.Log,
        UnaryKind.Log10 => Complex.Log10,
        UnaryKind.Sin => Complex.Sin,
        UnaryKind.Cos => Complex.Cos,
        UnaryKind.Tan => Complex.Tan,
        UnaryKind.Sinh => Complex.Sinh,
        UnaryKind.Cosh => Complex.Cosh,
        UnaryKind.Tanh => Complex.Tanh,
        UnaryKind.Asin => Complex.Asin,
        UnaryKind.Acos => Complex.Acos,
        UnaryKind.Atan => Complex.Atan,
        UnaryKind.Sigmoid => static x => Complex.Reciprocal(1 + Complex.Exp(-x)),
        UnaryKind.Sign => static x => x == 0 ? x : x / Complex.Abs(x),
        _ => throw new NotSupportedException($"{kind} is not defined for complex numbers."),
    });

    public static UnaryKernel<Complex, bool> Predicate(UnaryKind kind) => ScalarKernels.Of<Complex, bool>(kind switch
    {
        UnaryKind.IsNaN => Complex.IsNaN,
        UnaryKind.IsInfinite => Complex.IsInfinity,
        UnaryKind.IsFinite => Complex.IsFinite,
        _ => throw new NotSupportedException($"{kind} is not defined for complex numbers."),
    });

    public static BinaryKernel<Complex, Complex> Binary(BinaryKind kind) => ScalarKernels.Of<Complex, Complex>(kind switch
    {
        BinaryKind.Add => static (a, b) => a + b,
        BinaryKind.Subtract => static (a, b) => a - b,
        BinaryKind.Multiply => static (a, b) => a * b,
        BinaryKind.Divide => static (a, b) => a / b,
        BinaryKind.Power => Complex.Pow,
        _ => throw new NotSupportedException($"{kind} is not defined for complex numbers."),
    });
}
