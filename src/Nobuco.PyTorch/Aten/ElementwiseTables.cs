using Nobuco.Tensors;
using Nobuco.Tensors.Kernels;
using Kernel = Nobuco.Tensors.Kernels.Elementwise;

namespace Nobuco.PyTorch.Aten;

/// <summary>Element-wise operators that are one kernel after type promotion.</summary>
internal static class ElementwiseTables
{
    private static readonly (UnaryKind Kind, string[] Names)[] Unary =
    [
        (UnaryKind.Abs, ["abs", "absolute"]),
        (UnaryKind.Negative, ["neg", "negative"]),
        (UnaryKind.Sign, ["sign", "sgn"]),
        (UnaryKind.Square, ["square"]),
        (UnaryKind.BitwiseNot, ["bitwise_not"]),
        (UnaryKind.Relu, ["relu"]),
        (UnaryKind.Relu6, ["relu6"]),
        (UnaryKind.Ceil, ["ceil"]),
        (UnaryKind.Floor, ["floor"]),
        (UnaryKind.Round, ["round"]),
        (UnaryKind.Truncate, ["trunc", "fix"]),
        (UnaryKind.Fraction, ["frac"]),
        (UnaryKind.Exp, ["exp"]),
        (UnaryKind.Exp2, ["exp2", "special_exp2"]),
        (UnaryKind.Expm1, ["expm1", "special_expm1"]),
        (UnaryKind.Log, ["log"]),
        (UnaryKind.Log2, ["log2"]),
        (UnaryKind.Log10, ["log10"]),
        (UnaryKind.Log1p, ["log1p", "special_log1p"]),
        (UnaryKind.Sqrt, ["sqrt"]),
        (UnaryKind.Rsqrt, ["rsqrt"]),
        (UnaryKind.Reciprocal, ["reciprocal"]),
        (UnaryKind.Sin, ["sin"]),
        (UnaryKind.Cos, ["cos"]),
        (UnaryKind.Tan, ["tan"]),
        (UnaryKind.Sinh, ["sinh"]),
        (UnaryKind.Cosh, ["cosh"]),
        (UnaryKind.Tanh, ["tanh"]),
        (UnaryKind.Asin, ["asin", "arcsin"]),
        (UnaryKind.Acos, ["acos", "arccos"]),
        (UnaryKind.Atan, ["atan", "arctan"]),
        (UnaryKind.Asinh, ["asinh", "arcsinh"]),
        (UnaryKind.Acosh, ["acosh", "arccosh"]),
        (UnaryKind.Atanh, ["atanh", "arctanh"]),
        (UnaryKind.Sigmoid, ["sigmoid", "special_expit"]),
        (UnaryKind.LogSigmoid, ["log_sigmoid"]),
        (UnaryKind.Erf, ["erf", "special_erf"]),
        (UnaryKind.Erfc, ["erfc", "special_erfc"]),
        (UnaryKind.Erfinv, ["erfinv", "special_erfinv"]),
        (UnaryKind.Lgamma, ["lgamma", "special_gammaln"]),
        (UnaryKind.Digamma, ["digamma", "special_digamma", "special_psi"]),
        (UnaryKind.Silu, ["silu"]),
        (UnaryKind.Mish, ["mish"]),
        (UnaryKind.HardSigmoid, ["hardsigmoid"]),
        (UnaryKind.HardSwish, ["hardswish"]),
        (UnaryKind.Selu, ["selu"]),
        (UnaryKind.LogicalNot, ["logical_not"]),
        (UnaryKind.IsNaN, ["isnan"]),
        (UnaryKind.IsInfinite, ["isinf"]),
        (UnaryKind.IsFinite, ["isfinite"]),
        (UnaryKind.IsNegative, ["signbit"]),
    ];

    /// <summary>With the suffixes of the overloads that there are.</summary>
    private static readonly (BinaryKind Kind, string[] Names)[] Binary =
    [
        (BinaryKind.Multiply, ["mul.Tensor", "mul.Scalar", "multiply.Tensor", "multiply.Scalar"]),
        (BinaryKind.FloorDivide, ["floor_divide", "floor_divide.Scalar"]),
        (BinaryKind.Remainder, ["remainder.Tensor", "remainder.Scalar", "remainder.Scalar_Tensor"]),
        (BinaryKind.TruncateRemainder, ["fmod.Tensor", "fmod.Scalar"]),
        (BinaryKind.Maximum, ["maximum", "max.other"]),
        (BinaryKind.Minimum, ["minimum", "min.other"]),
        (BinaryKind.MaximumNumber, ["fmax"]),
        (BinaryKind.MinimumNumber, ["fmin"]),
        (BinaryKind.Hypot, ["hypot"]),
        (BinaryKind.LogAddExp, ["logaddexp"]),
        (BinaryKind.LogAddExp2, ["logaddexp2"]),
        (BinaryKind.NextAfter, ["nextafter"]),
        (BinaryKind.BitwiseAnd, ["bitwise_and.Tensor", "bitwise_and.Scalar", "bitwise_and.Scalar_Tensor", "__and__.Tensor", "__and__.Scalar"]),
        (BinaryKind.BitwiseOr, ["bitwise_or.Tensor", "bitwise_or.Scalar", "bitwise_or.Scalar_Tensor", "__or__.Tensor", "__or__.Scalar"]),
        (BinaryKind.BitwiseXor, ["bitwise_xor.Tensor", "bitwise_xor.Scalar", "bitwise_xor.Scalar_Tensor", "__xor__.Tensor", "__xor__.Scalar"]),
        (BinaryKind.LeftShift, ["bitwise_left_shift.Tensor", "bitwise_left_shift.Tensor_Scalar", "bitwise_left_shift.Scalar_Tensor", "__lshift__.Tensor", "__lshift__.Scalar"]),
        (BinaryKind.RightShift, ["bitwise_right_shift.Tensor", "bitwise_right_shift.Tensor_Scalar", "bitwise_right_shift.Scalar_Tensor", "__rshift__.Tensor", "__rshift__.Scalar"]),
        (BinaryKind.GreatestCommonDivisor, ["gcd"]),
        (BinaryKind.LeastCommonMultiple, ["lcm"]),
    ];

    /// <summary>Of integers in float32.</summary>
    private static readonly (BinaryKind Kind, string[] Names)[] FloatingBinary =
    [
        (BinaryKind.Divide, ["div.Tensor", "div.Scalar", "divide.Tensor", "divide.Scalar", "true_divide.Tensor", "true_divide.Scalar"]),
        (BinaryKind.Atan2, ["atan2", "arctan2"]),
        (BinaryKind.XLogY, ["xlogy.Tensor", "xlogy.Scalar_Self", "xlogy.Scalar_Other", "special_xlogy", "special_xlogy.self_scalar", "special_xlogy.other_scalar"]),
        (BinaryKind.CopySign, ["copysign.Tensor", "copysign.Scalar"]),
    ];

    private static readonly (CompareKind Kind, string[] Names)[] Comparisons =
    [
        (CompareKind.Equal, ["eq.Tensor", "eq.Scalar"]),
        (CompareKind.NotEqual, ["ne.Tensor", "ne.Scalar", "not_equal.Tensor", "not_equal.Scalar"]),
        (CompareKind.Less, ["lt.Tensor", "lt.Scalar", "less.Tensor", "less.Scalar"]),
        (CompareKind.LessEqual, ["le.Tensor", "le.Scalar", "less_equal.Tensor", "less_equal.Scalar"]),
        (CompareKind.Greater, ["gt.Tensor", "gt.Scalar", "greater.Tensor", "greater.Scalar"]),
        (CompareKind.GreaterEqual, ["ge.Tensor", "ge.Scalar", "greater_equal.Tensor", "greater_equal.Scalar"]),
    ];

    /// <summary>Of any types, with boolean results.</summary>
    private static readonly (BinaryKind Kind, string[] Names)[] Logical =
    [
        (BinaryKind.LogicalAnd, ["logical_and"]),
        (BinaryKind.LogicalOr, ["logical_or"]),
        (BinaryKind.LogicalXor, ["logical_xor"]),
    ];

    public static IEnumerable<KeyValuePair<string, OperatorMethod>> All =>
    [
        .. Entries(Unary, kind => (Tensor self) => Kernel.Unary(kind, self)),
        .. Entries(Binary, kind => (Operand self, Operand other) => Elementwise.Arithmetic(kind, self, other)),
        .. Entries(FloatingBinary, kind => (Operand self, Operand other) => Elementwise.Floating(kind, self, other)),
        .. Entries(Comparisons, kind => (Operand self, Operand other) => Elementwise.Compare(kind, self, other)),
        .. Entries(Logical, kind => (Tensor self, Tensor other) => Kernel.Binary(kind, self, other)),
    ];

    private static IEnumerable<KeyValuePair<string, OperatorMethod>> Entries<T>((T Kind, string[] Names)[] table, Func<T, Delegate> method) =>
        from row in table
        let operatorMethod = new OperatorMethod(method(row.Kind))
        from name in row.Names
        select KeyValuePair.Create("aten::" + name, operatorMethod);
}
