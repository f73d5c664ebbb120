using System.Numerics.Tensors;

namespace Nobuco.Tensors.Kernels;

/// <summary>Functions of integers (and booleans as 0 and 1), in int64.</summary>
internal static class IntegerFunctions
{
    private const int Bits = 64;

    public static UnaryKernel<long, long> Unary(UnaryKind kind) => kind switch
    {
        UnaryKind.Abs => TensorPrimitives.Abs,
        UnaryKind.Negative => TensorPrimitives.Negate,
        UnaryKind.Sign => ScalarKernels.Of<long, long>(static x => Math.Sign(x)),
        UnaryKind.Square => static (x, result) => TensorPrimitives.Multiply(x, x, result),
        UnaryKind.BitwiseNot => TensorPrimitives.OnesComplement,
        UnaryKind.Relu => static (x, result) => TensorPrimitives.Max(x, 0, result),
        UnaryKind.Relu6 => ScalarKernels.Of<long, long>(static x => Math.Clamp(x, 0, 6)),
        UnaryKind.Ceil or UnaryKind.Floor or UnaryKind.Round or UnaryKind.Truncate => static (x, result) => x.CopyTo(result),
        UnaryKind.Fraction => static (_, result) => result.Clear(),
        _ => throw new NotSupportedException($"{kind} is not defined for integers."),
    };

    public static BinaryKernel<long, long> Binary(BinaryKind kind) => kind switch
    {
        BinaryKind.Add => TensorPrimitives.Add,
        BinaryKind.Subtract => TensorPrimitives.Subtract,
        BinaryKind.Multiply => TensorPrimitives.Multiply,
        BinaryKind.FloorDivide => ScalarKernels.Of<long, long>(FloorDivide),
        BinaryKind.TruncateDivide => ScalarKernels.Of<long, long>(static (a, b) => a / b),
        BinaryKind.Remainder => ScalarKernels.Of<long, long>(static (a, b) => a - (FloorDivide(a, b) * b)),
        BinaryKind.TruncateRemainder => ScalarKernels.Of<long, long>(static (a, b) => a % b),
        BinaryKind.Power => ScalarKernels.Of<long, long>(Power),
        BinaryKind.Maximum or BinaryKind.MaximumNumber => TensorPrimitives.Max,
        BinaryKind.Minimum or BinaryKind.MinimumNumber => TensorPrimitives.Min,
        BinaryKind.SquaredDifference => ScalarKernels.Of<long, long>(static (a, b) => (a - b) * (a - b)),
        BinaryKind.Heaviside => ScalarKernels.Of<long, long>(static (a, b) => a == 0 ? b : a > 0 ? 1 : 0),
        BinaryKind.BitwiseAnd => TensorPrimitives.BitwiseAnd,
        BinaryKind.BitwiseOr => TensorPrimitives.BitwiseOr,
        BinaryKind.BitwiseXor => TensorPrimitives.Xor,
        BinaryKind.LeftShift => ScalarKernels.Of<long, long>(static (a, b) => b is < 0 or >= Bits ? 0 : a << (int)b),
        BinaryKind.RightShift => ScalarKernels.Of<long, long>(static (a, b) => a >> (int)(b is < 0 or >= Bits ? Bits - 1 : b)),
        BinaryKind.GreatestCommonDivisor => ScalarKernels.Of<long, long>(GreatestCommonDivisor),
        BinaryKind.LeastCommonMultiple => ScalarKernels.Of<long, long>(static (a, b) => a == 0 || b == 0 ? 0 : Math.Abs(a / GreatestCommonDivisor(a, b) * b)),
        _ => throw new NotSupportedException($"{kind} is not defined for integers."),
    };

    private static long FloorDivide(long a, long b)
    {
        (long quotient, long remainder) = Math.DivRem(a, b);
        return remainder != 0 && (remainder < 0) != (b < 0) ? quotient - 1 : quotient;
    }

    /// <summary>By repeated squaring; negative exponents give what is left of 1 / aⁿ: 0, but for ±1.</summary>
    private static long Power(long a, long exponent)
    {
        if (exponent < 0)
            return a is 1 or -1 ? (exponent % 2 == 0 ? 1 : a) : 0;
        long power = 1;
        for (; exponent > 0; exponent >>= 1)
        {
            if ((exponent & 1) != 0)
                power *= a;
            a *= a;
        }
        return power;
    }

    private static long GreatestCommonDivisor(long a, long b)
    {
        while (b != 0)
            (a, b) = (b, a % b);
        return Math.Abs(a);
    }
}
