using Nobuco.Conversion;
using Nobuco.Tensors;
using Nobuco.TensorFlow;
using static Nobuco.ChannelOrderingStrategy;

namespace Nobuco.Builtin;

/// <summary>Arithmetic, comparisons and casts, element by element.</summary>
public static class Elementwise
{
    internal static readonly UnaryTable Unary = new()
    {
        ["aten::abs"] = tf.Abs,
        ["aten::acos"] = tf.Acos,
        ["aten::acosh"] = tf.Acosh,
        ["aten::asin"] = tf.Asin,
        ["aten::asinh"] = tf.Asinh,
        ["aten::atan"] = tf.Atan,
        ["aten::atanh"] = tf.Atanh,
        ["aten::bitwise_not"] = static x => x.DType == DType.Bool ? tf.LogicalNot(x) : tf.Invert(x),
        ["aten::ceil"] = static x => x.DType.IsFloat() ? tf.Ceil(x) : x,
        ["aten::cos"] = tf.Cos,
        ["aten::cosh"] = tf.Cosh,
        ["aten::deg2rad"] = static x => x * (float)(Math.PI / 180),
        ["aten::digamma"] = tf.Digamma,
        ["aten::erf"] = tf.Erf,
        ["aten::erfc"] = tf.Erfc,
        ["aten::exp"] = tf.Exp,
        ["aten::exp2"] = static x => tf.Exp(x * MathF.Log(2)),
        ["aten::expm1"] = tf.Expm1,
        ["aten::floor"] = static x => x.DType.IsFloat() ? tf.Floor(x) : x,
        ["aten::frac"] = static x => x - Truncate(x),
        ["aten::lgamma"] = tf.Lgamma,
        ["aten::log"] = tf.Log,
        ["aten::log10"] = static x => tf.Log(x) * (float)(1 / Math.Log(10)),
        ["aten::log1p"] = tf.Log1p,
        ["aten::log2"] = static x => tf.Log(x) * (float)(1 / Math.Log(2)),
        ["aten::neg"] = tf.Neg,
        ["aten::positive"] = static x => x,
        ["aten::rad2deg"] = static x => x * (float)(180 / Math.PI),
        ["aten::reciprocal"] = tf.Reciprocal,
        ["aten::round"] = static x => x.DType.IsFloat() ? tf.Round(x) : x,
        ["aten::rsqrt"] = tf.Rsqrt,
        ["aten::sgn"] = tf.Sign,
        ["aten::sign"] = tf.Sign,
        ["aten::sin"] = tf.Sin,
        ["aten::sinh"] = tf.Sinh,
        ["aten::sqrt"] = tf.Sqrt,
        ["aten::square"] = tf.Square,
        ["aten::tan"] = tf.Tan,
        ["aten::trunc"] = static x => x.DType.IsFloat() ? Truncate(x) : x,
    };

    internal static readonly TestTable Tests = new()
    {
        ["aten::isfinite"] = static x => x.DType.IsFloat() ? tf.IsFinite(x) : tf.Equal(x, x),
        ["aten::isinf"] = static x => x.DType.IsFloat() ? tf.IsInf(x) : tf.NotEqual(x, x),
        ["aten::isnan"] = tf.IsNan,
        ["aten::logical_not"] = static x => tf.LogicalNot(tf.Cast(x, DType.Bool)),
    };

    internal static readonly BinaryTable Binary = new()
    {
        ["aten::mul"] = static (x, y) => x.DType == DType.Bool ? tf.LogicalAnd(x, y) : tf.Mul(x, y),
        ["aten::maximum"] = static (x, y) => x.DType == DType.Bool ? tf.LogicalOr(x, y) : tf.Maximum(x, y),
        ["aten::minimum"] = static (x, y) => x.DType == DType.Bool ? tf.LogicalAnd(x, y) : tf.Minimum(x, y),
        ["aten::max.other"] = static (x, y) => tf.Maximum(x, y),
        ["aten::min.other"] = static (x, y) => tf.Minimum(x, y),
        ["aten::fmax"] = static (x, y) => tf.Maximum(x, y),
        ["aten::fmin"] = static (x, y) => tf.Minimum(x, y),
        ["aten::atan2"] = static (x, y) => tf.Atan2(x, y),
        ["aten::remainder"] = static (x, y) => tf.FloorMod(x, y),
        ["aten::fmod"] = static (x, y) => tf.TruncateMod(x, y),
        ["aten::floor_divide"] = FloorDivide,
        ["aten::hypot"] = static (x, y) => tf.Sqrt(tf.Square(x) + tf.Square(y)),
        ["aten::logaddexp"] = static (x, y) => tf.Maximum(x, y) + tf.Log1p(tf.Exp(-tf.Abs(x - y))),
        ["aten::bitwise_and"] = static (x, y) => x.DType == DType.Bool ? tf.LogicalAnd(x, y) : tf.BitwiseAnd(x, y),
        ["aten::bitwise_or"] = static (x, y) => x.DType == DType.Bool ? tf.LogicalOr(x, y) : tf.BitwiseOr(x, y),
        ["aten::bitwise_xor"] = static (x, y) => x.DType == DType.Bool ? tf.NotEqual(x, y) : tf.BitwiseXor(x, y),
        ["aten::__and__"] = static (x, y) => x.DType == DType.Bool ? tf.LogicalAnd(x, y) : tf.BitwiseAnd(x, y),
        ["aten::__or__"] = static (x, y) => x.DType == DType.Bool ? tf.LogicalOr(x, y) : tf.BitwiseOr(x, y),
        ["aten::__xor__"] = static (x, y) => x.DType == DType.Bool ? tf.NotEqual(x, y) : tf.BitwiseXor(x, y),
        ["aten::bitwise_left_shift"] = static (x, y) => tf.LeftShift(x, y),
        ["aten::bitwise_right_shift"] = static (x, y) => tf.RightShift(x, y),
        ["aten::__lshift__"] = static (x, y) => tf.LeftShift(x, y),
        ["aten::__rshift__"] = static (x, y) => tf.RightShift(x, y),
        ["aten::xlogy"] = static (x, y) => tf.SelectV2(tf.Equal(x, 0f), tf.SelectV2(tf.IsNan(y), y, x * 0f), x * tf.Log(y)),
        ["aten::copysign"] = static (x, y) => tf.SelectV2(tf.Less(y, 0f), -tf.Abs(x), tf.Abs(x)),
    };

    internal static readonly ComparisonTable Comparisons = new()
    {
        ["aten::eq"] = static (x, y) => tf.Equal(x, y),
        ["aten::ne"] = static (x, y) => tf.NotEqual(x, y),
        ["aten::lt"] = static (x, y) => tf.Less(x, y),
        ["aten::le"] = static (x, y) => tf.LessEqual(x, y),
        ["aten::gt"] = static (x, y) => tf.Greater(x, y),
        ["aten::ge"] = static (x, y) => tf.GreaterEqual(x, y),
        ["aten::logical_and"] = static (x, y) => tf.LogicalAnd(tf.Cast(x, DType.Bool), tf.Cast(y, DType.Bool)),
        ["aten::logical_or"] = static (x, y) => tf.LogicalOr(tf.Cast(x, DType.Bool), tf.Cast(y, DType.Bool)),
        ["aten::logical_xor"] = static (x, y) => tf.NotEqual(tf.Cast(x, DType.Bool), tf.Cast(y, DType.Bool)),
    };

    /// <summary>self + alpha · other; for bool a logical or.</summary>
    [Converter("aten::add", MinimumTranspositions)]
    public static TfTensor Add(ConverterCall call, TfTensor self, TfTensor other, double alpha)
    {
        (TfTensor x, TfTensor y) = (call.ToResultType(self), call.ToResultType(other));
        return x.DType == DType.Bool ? tf.LogicalOr(x, y) : x + Scale(y, alpha);
    }

    [Converter("aten::sub", MinimumTranspositions)]
    [Converter("aten::subtract", MinimumTranspositions)]
    public static TfTensor Sub(ConverterCall call, TfTensor self, TfTensor other, double alpha) =>
        call.ToResultType(self) - Scale(call.ToResultType(other), alpha);

    [Converter("aten::rsub", MinimumTranspositions)]
    public static TfTensor RSub(ConverterCall call, TfTensor self, TfTensor other, double alpha) =>
        call.ToResultType(other) - Scale(call.ToResultType(self), alpha);

    [Converter("aten::div.Tensor", MinimumTranspositions)]
    [Converter("aten::divide.Tensor", MinimumTranspositions)]
    [Converter("aten::div.Scalar", MinimumTranspositions)]
    [Converter("aten::divide.Scalar", MinimumTranspositions)]
    [Converter("aten::true_divide", MinimumTranspositions)]
    public static TfTensor Div(ConverterCall call, TfTensor self, TfTensor other) => call.ToResultType(self) / call.ToResultType(other);

    [Converter("aten::div.Tensor_mode", MinimumTranspositions)]
    [Converter("aten::divide.Tensor_mode", MinimumTranspositions)]
    [Converter("aten::div.Scalar_mode", MinimumTranspositions)]
    [Converter("aten::divide.Scalar_mode", MinimumTranspositions)]
    public static TfTensor DivMode(ConverterCall call, TfTensor self, TfTensor other, string? roundingMode)
    {
        (TfTensor x, TfTensor y) = (call.ToResultType(self), call.ToResultType(other));
        return roundingMode switch
        {
            null => x / y,
            "floor" => FloorDivide(x, y),
            _ when x.DType.IsFloat() => Truncate(x / y),
            // Integers are divided towards zero.
            _ => x / y,
        };
    }

    /// <summary>base ^ self for a number as base.</summary>
    [Converter("aten::pow.Scalar", MinimumTranspositions)]
    public static TfTensor PowScalar(ConverterCall call, TfTensor self, TfTensor exponent) => tf.Pow(call.ToResultType(self), call.ToResultType(exponent));

    [Converter("aten::pow.Tensor_Tensor", MinimumTranspositions)]
    public static TfTensor PowTensor(ConverterCall call, TfTensor self, TfTensor exponent) => tf.Pow(call.ToResultType(self), call.ToResultType(exponent));

    [Converter("aten::pow.Tensor_Scalar", MinimumTranspositions)]
    public static TfTensor Pow(ConverterCall call, TfTensor self, double exponent)
    {
        TfTensor x = call.ToResultType(self);
        return exponent switch
        {
            1 => x,
            2 => tf.Square(x),
            3 => tf.Square(x) * x,
            0.5 => tf.Sqrt(x),
            -0.5 => tf.Rsqrt(x),
            -1 => tf.Reciprocal(x),
            _ => tf.Pow(x, (float)exponent),
        };
    }

    [Converter("aten::clamp", MinimumTranspositions)]
    [Converter("aten::clip", MinimumTranspositions)]
    public static TfTensor Clamp(ConverterCall call, TfTensor self, TfTensor? min, TfTensor? max)
    {
        TfTensor x = call.ToResultType(self);
        x = min is null ? x : tf.Maximum(x, call.ToResultType(min));
        return max is null ? x : tf.Minimum(x, call.ToResultType(max));
    }

    [Converter("aten::clamp_min", MinimumTranspositions)]
    public static TfTensor ClampMin(ConverterCall call, TfTensor self, TfTensor min) => Clamp(call, self, min, null);

    [Converter("aten::clamp_max", MinimumTranspositions)]
    public static TfTensor ClampMax(ConverterCall call, TfTensor self, TfTensor max) => Clamp(call, self, null, max);

    /// <summary>round(x · 10ᵈ) / 10ᵈ.</summary>
    [Converter("aten::round.decimals", MinimumTranspositions)]
    public static TfTensor RoundDecimals(TfTensor self, long decimals)
    {
        float power = MathF.Pow(10, Math.Abs(decimals));
        return decimals < 0 ? tf.Round(self / power) * power : tf.Round(self * power) / power;
    }

    [Converter("aten::nan_to_num", MinimumTranspositions)]
    public static TfTensor NanToNum(TfTensor self, double? nan, double? posinf, double? neginf)
    {
        TfTensor x = tf.SelectV2(tf.IsNan(self), (float)(nan ?? 0), self);
        x = tf.SelectV2(tf.Equal(x, float.PositiveInfinity), (float)(posinf ?? float.MaxValue), x);
        return tf.SelectV2(tf.Equal(x, float.NegativeInfinity), (float)(neginf ?? float.MinValue), x);
    }

    [Converter("aten::where.self", MinimumTranspositions)]
    [Converter("aten::where.ScalarOther", MinimumTranspositions)]
    [Converter("aten::where.ScalarSelf", MinimumTranspositions)]
    [Converter("aten::where.Scalar", MinimumTranspositions)]
    public static TfTensor Where(ConverterCall call, TfTensor condition, TfTensor self, TfTensor other) =>
        tf.SelectV2(tf.Cast(condition, DType.Bool), call.ToResultType(self), call.ToResultType(other));

    [Converter("aten::masked_fill", MinimumTranspositions)]
    public static TfTensor MaskedFill(ConverterCall call, TfTensor self, TfTensor mask, TfTensor value) =>
        tf.SelectV2(tf.Cast(mask, DType.Bool), call.ToResultType(value), self);

    /// <summary>self + weight · (end − self).</summary>
    [Converter("aten::lerp", MinimumTranspositions)]
    public static TfTensor Lerp(ConverterCall call, TfTensor self, TfTensor end, TfTensor weight) => self + (call.ToResultType(weight) * (end - self));

    [Converter("aten::addcmul", MinimumTranspositions)]
    public static TfTensor AddCMul(TfTensor self, TfTensor tensor1, TfTensor tensor2, double value) => self + Scale(tensor1 * tensor2, value);

    [Converter("aten::addcdiv", MinimumTranspositions)]
    public static TfTensor AddCDiv(TfTensor self, TfTensor tensor1, TfTensor tensor2, double value) => self + Scale(tensor1 / tensor2, value);

    /// <summary>|self − other| ≤ atol + rtol · |other|, or equal.</summary>
    [Converter("aten::isclose", MinimumTranspositions)]
    public static TfTensor IsClose(TfTensor self, TfTensor other, double rtol, double atol, bool equalNan)
    {
        TfTensor near = tf.LessEqual(tf.Abs(self - other), (tf.Abs(other) * (float)rtol) + (float)atol);
        TfTensor close = tf.LogicalOr(tf.Equal(self, other), tf.LogicalAnd(tf.IsFinite(other), near));
        return equalNan ? tf.LogicalOr(close, tf.LogicalAnd(tf.IsNan(self), tf.IsNan(other))) : close;
    }

    /// <summary>log(p / (1 − p)), p clamped to [eps, 1 − eps].</summary>
    [Converter("aten::logit", MinimumTranspositions)]
    public static TfTensor Logit(TfTensor self, double? eps)
    {
        TfTensor p = eps is { } e ? tf.Minimum(tf.Maximum(self, (float)e), (float)(1 - e)) : self;
        return tf.Log(p / (1f - p));
    }

    [Converter("aten::to.dtype", MinimumTranspositions)]
    [Converter("aten::to.dtype_layout", MinimumTranspositions)]
    [Converter("aten::to.device", MinimumTranspositions)]
    [Converter("aten::_to_copy", MinimumTranspositions)]
    [Implied("dtype")]
    public static TfTensor To(ConverterCall call, TfTensor self) => call.ToResultType(self);

    [Converter("aten::to.other", MinimumTranspositions)]
    [Converter("aten::type_as", MinimumTranspositions)]
    [Implied("other")]
    public static TfTensor TypeAs(ConverterCall call, TfTensor self) => call.ToResultType(self);

    /// <summary>Values of another tensor, broadcast and cast to the first's shape and type.</summary>
    [Converter("aten::copy", MinimumTranspositions)]
    public static TfTensor Copy(ConverterCall call, TfTensor self, TfTensor src) => Fill(call, self, call.ToResultType(src));

    [Converter("aten::fill", MinimumTranspositions)]
    public static TfTensor Fill(ConverterCall call, TfTensor self, TfTensor value) =>
        value.Rank == self.Rank && value.Order == self.Order && value.Shape == self.Shape ? value : TensorShapes.BroadcastToLogical(call.ToResultType(value), call.Result.Shape);

    /// <summary>
    /// ⌊x / y⌋; of floating-point numbers (x − r) / y with the remainder r, which is exact where x / y would round up to the next integer: 1 / 0.1 gives 9, as 10 · 0.1 is more than 1
    /// in floating point. Powers of two divide exactly.
    /// </summary>
    private static TfTensor FloorDivide(TfTensor x, TfTensor y)
    {
        if (!x.DType.IsFloat())
            return tf.FloorDiv(x, y);
        double[]? divisors = y.Constant is { Count: <= 4096 } constant ? constant.ToArray<double>() : null;
        if (divisors is not null && Array.TrueForAll(divisors, static d => double.IsPow2(Math.Abs(d))))
            return tf.Floor(x / y);
        TfTensor quotient = tf.Round((x - tf.FloorMod(x, y)) / y);
        return divisors is not null && Array.TrueForAll(divisors, static d => d != 0) ? quotient : tf.SelectV2(tf.Equal(y, 0.0), x / y, quotient);
    }

    private static TfTensor Truncate(TfTensor x) => tf.Sign(x) * tf.Floor(tf.Abs(x));

    private static TfTensor Scale(TfTensor x, double factor) => factor == 1 ? x : x * tf.Constant(Tensor.Scalar(factor).Cast(x.DType));
}
