namespace Nobuco.Tensors.Kernels;

/// <summary>
/// Functions of one element. Those that are not of integers by nature (from <see cref="Exp"/> on) take integers and booleans as float32;
/// the predicates at the end give booleans.
/// </summary>
public enum UnaryKind
{
    Abs,
    Negative,
    Sign,
    Square,
    BitwiseNot,
    Relu,
    Relu6,
    Ceil,
    Floor,

    /// <summary>To the nearest integer, ties to even.</summary>
    Round,
    Truncate,

    /// <summary>x − trunc(x).</summary>
    Fraction,
    Exp,
    Exp2,
    Expm1,
    Log,
    Log2,
    Log10,
    Log1p,
    Sqrt,
    Rsqrt,
    Reciprocal,
    Sin,
    Cos,
    Tan,
    Sinh,
    Cosh,
    Tanh,
    Asin,
    Acos,
    Atan,
    Asinh,
    Acosh,
    Atanh,
    Sigmoid,

    /// <summary>log(sigmoid(x)).</summary>
    LogSigmoid,
    Erf,
    Erfc,
    Erfinv,
    Lgamma,
    Digamma,

    /// <summary>log(1 + exp(x)).</summary>
    Softplus,

    /// <summary>x / (1 + |x|).</summary>
    Softsign,

    /// <summary>x · sigmoid(x).</summary>
    Silu,

    /// <summary>x · tanh(softplus(x)).</summary>
    Mish,

    /// <summary>x / 2 · (1 + erf(x / √2)).</summary>
    Gelu,

    /// <summary>x / 2 · (1 + tanh(√(2/π) · (x + 0.044715 x³))).</summary>
    GeluTanh,

    /// <summary>min(max(x + 3, 0), 6) / 6.</summary>
    HardSigmoid,

    /// <summary>x · min(max(x + 3, 0), 6) / 6.</summary>
    HardSwish,

    /// <summary>Scale · (x if x > 0, else α · (exp(x) − 1)) with the constants of Klambauer et al. 2017.</summary>
    Selu,
    LogicalNot,
    IsNaN,
    IsInfinite,
    IsFinite,

    /// <summary>The sign bit, that of −0 included.</summary>
    IsNegative,
}
