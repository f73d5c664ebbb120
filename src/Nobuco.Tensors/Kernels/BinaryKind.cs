namespace Nobuco.Tensors.Kernels;

/// <summary>Functions of two elements of one type.</summary>
public enum BinaryKind
{
    Add,
    Subtract,
    Multiply,

    /// <summary>True division; of integers and booleans it gives float32.</summary>
    Divide,

    /// <summary>⌊a / b⌋.</summary>
    FloorDivide,

    /// <summary>a / b rounded towards zero.</summary>
    TruncateDivide,

    /// <summary>The remainder of <see cref="FloorDivide"/>: it has the divisor's sign, as in Python.</summary>
    Remainder,

    /// <summary>The remainder of <see cref="TruncateDivide"/>: it has the dividend's sign, as C's fmod.</summary>
    TruncateRemainder,
    Power,

    /// <summary>The larger; NaN when either is.</summary>
    Maximum,

    /// <summary>The smaller; NaN when either is.</summary>
    Minimum,

    /// <summary>The larger; a number when either is one.</summary>
    MaximumNumber,

    /// <summary>The smaller; a number when either is one.</summary>
    MinimumNumber,
    SquaredDifference,

    /// <summary>The angle of the point (b, a).</summary>
    Atan2,
    Hypot,

    /// <summary>log(exp(a) + exp(b)).</summary>
    LogAddExp,

    /// <summary>log₂(2ᵃ + 2ᵇ).</summary>
    LogAddExp2,

    /// <summary>a · log(b), 0 where a is.</summary>
    XLogY,
    CopySign,
    NextAfter,

    /// <summary>0 or 1 for a below or above zero, b at zero.</summary>
    Heaviside,
    BitwiseAnd,
    BitwiseOr,
    BitwiseXor,
    LeftShift,
    RightShift,
    GreatestCommonDivisor,
    LeastCommonMultiple,

    /// <summary>Of any type, as the following two; the result is boolean.</summary>
    LogicalAnd,
    LogicalOr,
    LogicalXor,
}
