using System.Numerics;
using System.Numerics.Tensors;

namespace Nobuco.Tensors.Kernels;

/// <summary>Functions of float32 or float64: vectorised where it pays, in float64 element by element where accuracy is what matters.</summary>
internal static class FloatFunctions<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
{
    public static UnaryKernel<T, T> Unary(UnaryKind kind) => kind switch
    {
        UnaryKind.Abs => TensorPrimitives.Abs,
        UnaryKind.Negative => TensorPrimitives.Negate,
        UnaryKind.Sign => ScalarKernels.Of<T, T>(static x => x > T.Zero ? T.One : x < T.Zero ? -T.One : T.IsNaN(x) ? T.Zero : x),
        UnaryKind.Square => static (x, result) => TensorPrimitives.Multiply(x, x, result),
        UnaryKind.Relu => static (x, result) => TensorPrimitives.Max(x, T.Zero, result),
        UnaryKind.Relu6 => static (x, result) => Clamp(x, T.Zero, T.CreateChecked(6), result),
        UnaryKind.Ceil => TensorPrimitives.Ceiling,
        UnaryKind.Floor => TensorPrimitives.Floor,
        UnaryKind.Round => TensorPrimitives.Round,
        UnaryKind.Truncate => TensorPrimitives.Truncate,
        UnaryKind.Fraction => ScalarKernels.Of<T, T>(static x => x - T.Truncate(x)),
        UnaryKind.Exp => TensorPrimitives.Exp,
        UnaryKind.Exp2 => TensorPrimitives.Exp2,
        UnaryKind.Log => TensorPrimitives.Log,
        UnaryKind.Log2 => TensorPrimitives.Log2,
        UnaryKind.Log10 => TensorPrimitives.Log10,
        UnaryKind.Sqrt => TensorPrimitives.Sqrt,
        UnaryKind.Rsqrt => TensorPrimitives.ReciprocalSqrt,
        UnaryKind.Reciprocal => TensorPrimitives.Reciprocal,
        UnaryKind.Sin => TensorPrimitives.Sin,
        UnaryKind.Cos => TensorPrimitives.Cos,
        UnaryKind.Tanh => TensorPrimitives.Tanh,
        UnaryKind.Sigmoid => TensorPrimitives.Sigmoid,
        UnaryKind.Silu => Silu,
        UnaryKind.HardSigmoid => HardSigmoid,
        UnaryKind.HardSwish => HardSwish,
        UnaryKind.Softsign => ScalarKernels.Of<T, T>(static x => x / (T.One + T.Abs(x))),
        _ => WideFunctions.Of<T>(kind),
    };

    public static UnaryKernel<T, bool> Predicate(UnaryKind kind) => ScalarKernels.Of<T, bool>(kind switch
    {
        UnaryKind.IsNaN => T.IsNaN,
        UnaryKind.IsInfinite => T.IsInfinity,
        UnaryKind.IsFinite => T.IsFinite,
        _ => T.IsNegative,
    });

    public static BinaryKernel<T, T> Binary(BinaryKind kind) => kind switch
    {
        BinaryKind.Add => TensorPrimitives.Add,
        BinaryKind.Subtract => TensorPrimitives.Subtract,
        BinaryKind.Multiply => TensorPrimitives.Multiply,
        BinaryKind.Divide => TensorPrimitives.Divide,
        BinaryKind.Maximum => TensorPrimitives.Max,
        BinaryKind.Minimum => TensorPrimitives.Min,
        BinaryKind.MaximumNumber => TensorPrimitives.MaxNumber,
        BinaryKind.MinimumNumber => TensorPrimitives.MinNumber,
        BinaryKind.SquaredDifference => SquaredDifference,
        BinaryKind.CopySign => TensorPrimitives.CopySign,
        _ => ScalarKernels.Of(ScalarBinary(kind)),
    };

    private static Func<T, T, T> ScalarBinary(BinaryKind kind) => kind switch
    {
        BinaryKind.FloorDivide => FloorDivide,
        BinaryKind.TruncateDivide => static (a, b) => T.Truncate(a / b),
        BinaryKind.Remainder => Remainder,
        BinaryKind.TruncateRemainder => static (a, b) => a % b,
        BinaryKind.Power => T.Pow,
        BinaryKind.Atan2 => T.Atan2,
        BinaryKind.Hypot => T.Hypot,
        BinaryKind.LogAddExp => InDouble(SpecialFunctions.LogAddExp),
        BinaryKind.LogAddExp2 => InDouble(static (a, b) => SpecialFunctions.LogAddExp(a * double.Log(2), b * double.Log(2)) / double.Log(2)),
        BinaryKind.XLogY => static (a, b) => T.IsNaN(b) ? b : a == T.Zero ? a : a * T.Log(b),
        BinaryKind.NextAfter => static (a, b) => a == b || T.IsNaN(b) ? b : b > a ? T.BitIncrement(a) : T.BitDecrement(a),
        BinaryKind.Heaviside => static (a, b) => a == T.Zero ? b : a > T.Zero ? T.One : T.IsNaN(a) ? a : T.Zero,
        _ => throw new NotSupportedException($"{kind} is not defined for floating-point numbers."),
    };

    private static Func<T, T, T> InDouble(Func<double, double, double> function) =>
        (a, b) => T.CreateTruncating(function(double.CreateTruncating(a), double.CreateTruncating(b)));

    private static void Clamp(ReadOnlySpan<T> x, T low, T high, Span<T> result)
    {
        TensorPrimitives.Max(x, low, result);
        TensorPrimitives.Min<T>(result, high, result);
    }

    private static void Silu(ReadOnlySpan<T> x, Span<T> result)
    {
        TensorPrimitives.Sigmoid(x, result);
        TensorPrimitives.Multiply(x, result, result);
    }

    private static void HardSigmoid(ReadOnlySpan<T> x, Span<T> result)
    {
        TensorPrimitives.Add(x, T.CreateChecked(3), result);
        Clamp(result, T.Zero, T.CreateChecked(6), result);
        TensorPrimitives.Divide(result, T.CreateChecked(6), result);
    }

    private static void HardSwish(ReadOnlySpan<T> x, Span<T> result)
    {
        TensorPrimitives.Add(x, T.CreateChecked(3), result);
        Clamp(result, T.Zero, T.CreateChecked(6), result);
        TensorPrimitives.Multiply(x, result, result);
        TensorPrimitives.Divide(result, T.CreateChecked(6), result);
    }

    private static void SquaredDifference(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> result)
    {
        TensorPrimitives.Subtract(a, b, result);
        TensorPrimitives.Multiply<T>(result, result, result);
    }

    private static T Remainder(T a, T b)
    {
        T remainder = a % b;
        return remainder != T.Zero && (remainder < T.Zero) != (b < T.Zero) ? remainder + b : remainder;
    }

    /// <summary>Through the exact remainder, so that the quotient is the right integer even where a / b rounds up to the next.</summary>
    private static T FloorDivide(T a, T b)
    {
        if (b == T.Zero)
            return a / b;
        T remainder = a % b;
        T quotient = (a - remainder) / b;
        if (remainder != T.Zero && (remainder < T.Zero) != (b < T.Zero))
            quotient -= T.One;
        return quotient == T.Zero ? T.CopySign(T.Zero, a / b) : T.Round(quotient);
    }
}
