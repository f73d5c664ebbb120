using Nobuco.Tensors;
using Nobuco.Tensors.Kernels;
using Kernel = Nobuco.Tensors.Kernels.Elementwise;

namespace Nobuco.PyTorch.Aten;

/// <summary>Arithmetic with type promotion and broadcasting. Those that need nothing else are in <see cref="ElementwiseTables"/>.</summary>
internal static class Elementwise
{
    [AtenOperator("aten::add.Tensor")]
    [AtenOperator("aten::add.Scalar")]
    public static Tensor Add(Operand self, Operand other, Scalar alpha) => Arithmetic(BinaryKind.Add, self, Scaled(self, other, alpha));

    [AtenOperator("aten::sub.Tensor")]
    [AtenOperator("aten::sub.Scalar")]
    [AtenOperator("aten::subtract.Tensor")]
    [AtenOperator("aten::subtract.Scalar")]
    public static Tensor Sub(Operand self, Operand other, Scalar alpha) => Arithmetic(BinaryKind.Subtract, self, Scaled(self, other, alpha));

    [AtenOperator("aten::rsub.Tensor")]
    [AtenOperator("aten::rsub.Scalar")]
    public static Tensor Rsub(Operand self, Operand other, Scalar alpha) => Sub(other, self, alpha);

    public static Tensor Add(Operand self, Operand other) => Arithmetic(BinaryKind.Add, self, other);

    public static Tensor Sub(Operand self, Operand other) => Arithmetic(BinaryKind.Subtract, self, other);

    public static Tensor Mul(Operand self, Operand other) => Arithmetic(BinaryKind.Multiply, self, other);

    public static Tensor Div(Operand self, Operand other) => Floating(BinaryKind.Divide, self, other);

    public static Tensor FloorDivide(Operand self, Operand other) => Arithmetic(BinaryKind.FloorDivide, self, other);

    public static Tensor Maximum(Operand self, Operand other) => Arithmetic(BinaryKind.Maximum, self, other);

    public static Tensor Minimum(Operand self, Operand other) => Arithmetic(BinaryKind.Minimum, self, other);

    /// <param name="roundingMode">floor, trunc, or null for true division.</param>
    [AtenOperator("aten::div.Tensor_mode")]
    [AtenOperator("aten::div.Scalar_mode")]
    [AtenOperator("aten::divide.Tensor_mode")]
    [AtenOperator("aten::divide.Scalar_mode")]
    public static Tensor Div(Operand self, Operand other, string? roundingMode) => roundingMode switch
    {
        null => Div(self, other),
        "floor" => FloorDivide(self, other),
        _ => Arithmetic(BinaryKind.TruncateDivide, self, other),
    };

    [AtenOperator("aten::pow.Tensor_Tensor")]
    [AtenOperator("aten::pow.Tensor_Scalar")]
    [AtenOperator("aten::pow.Scalar")]
    public static Tensor Pow(Operand self, Operand exponent) => Arithmetic(BinaryKind.Power, self, exponent);

    [AtenOperator("aten::float_power.Tensor_Tensor")]
    [AtenOperator("aten::float_power.Tensor_Scalar")]
    [AtenOperator("aten::float_power.Scalar")]
    public static Tensor FloatPower(Operand self, Operand exponent) =>
        Kernel.Binary(BinaryKind.Power, self.Tensor.Cast(DType.Float64), exponent.Tensor.Cast(DType.Float64));

    [AtenOperator("aten::ldexp.Tensor")]
    public static Tensor Ldexp(Tensor self, Tensor other) => Mul(self, Pow((Scalar)2.0, other));

    /// <summary>self + value · tensor1 · tensor2</summary>
    [AtenOperator("aten::addcmul")]
    public static Tensor Addcmul(Tensor self, Tensor tensor1, Tensor tensor2, Scalar value) =>
        Add(self, Mul(tensor1, tensor2), value);

    /// <summary>self + value · tensor1 / tensor2</summary>
    [AtenOperator("aten::addcdiv")]
    public static Tensor Addcdiv(Tensor self, Tensor tensor1, Tensor tensor2, Scalar value) =>
        Add(self, Div(tensor1, tensor2), value);

    /// <summary>self + weight · (end − self), counted from the nearer of both.</summary>
    [AtenOperator("aten::lerp.Tensor")]
    [AtenOperator("aten::lerp.Scalar")]
    public static Tensor Lerp(Tensor self, Tensor end, Operand weight)
    {
        Tensor difference = Sub(end, self);
        Tensor isNearStart = Compare(CompareKind.Less, Kernel.Unary(UnaryKind.Abs, weight.Tensor), (Scalar)0.5);
        Tensor fromStart = Add(self, Mul(difference, weight));
        Tensor fromEnd = Sub(end, Mul(difference, Sub((Scalar)1L, weight)));
        return Kernel.Select(isNearStart, fromStart, fromEnd.Cast(fromStart.DType));
    }

    [AtenOperator("aten::clamp")]
    [AtenOperator("aten::clamp.Tensor")]
    [AtenOperator("aten::clip")]
    [AtenOperator("aten::clip.Tensor")]
    public static Tensor Clamp(Tensor self, Operand? min, Operand? max)
    {
        DType dtype = TypePromotion.ResultType([self, .. new[] { min, max }.OfType<Operand>()]);
        Tensor result = self.Cast(dtype);
        if (min is { } low)
            result = Kernel.Binary(BinaryKind.Maximum, result, low.Tensor.Cast(dtype));
        if (max is { } high)
            result = Kernel.Binary(BinaryKind.Minimum, result, high.Tensor.Cast(dtype));
        return result;
    }

    [AtenOperator("aten::clamp_min")]
    [AtenOperator("aten::clamp_min.Tensor")]
    public static Tensor ClampMin(Tensor self, Operand min) => Maximum(self, min);

    [AtenOperator("aten::clamp_max")]
    [AtenOperator("aten::clamp_max.Tensor")]
    public static Tensor ClampMax(Tensor self, Operand max) => Minimum(self, max);

    [AtenOperator("aten::where.self")]
    [AtenOperator("aten::where.Scalar")]
    [AtenOperator("aten::where.ScalarOther")]
    [AtenOperator("aten::where.ScalarSelf")]
    public static Tensor Where(Tensor condition, Operand self, Operand other)
    {
        DType dtype = TypePromotion.ResultType(self, other);
        return Kernel.Select(condition.Cast(DType.Bool), self.Tensor.Cast(dtype), other.Tensor.Cast(dtype));
    }

    [AtenOperator("aten::masked_fill.Scalar")]
    [AtenOperator("aten::masked_fill.Tensor")]
    public static Tensor MaskedFill(Tensor self, Tensor mask, Operand value) =>
        Kernel.Select(mask.Cast(DType.Bool), value.Tensor.Cast(self.DType), self);

    /// <summary>|self − other| ≤ atol + rtol · |other|; infinities are close to themselves.</summary>
    [AtenOperator("aten::isclose")]
    public static Tensor IsClose(Tensor self, Tensor other, double rtol, double atol, bool equalNan)
    {
        Tensor a = self.Cast(DType.Float64), b = other.Cast(DType.Float64);
        Tensor allowed = Add(Mul(Kernel.Unary(UnaryKind.Abs, b), (Scalar)rtol), (Scalar)atol);
        Tensor difference = Kernel.Unary(UnaryKind.Abs, Sub(a, b));
        Tensor isNear = And(Compare(CompareKind.LessEqual, difference, allowed), Kernel.Unary(UnaryKind.IsFinite, difference));
        Tensor isClose = Or(isNear, Compare(CompareKind.Equal, a, b));
        return equalNan ? Or(isClose, And(Kernel.Unary(UnaryKind.IsNaN, a), Kernel.Unary(UnaryKind.IsNaN, b))) : isClose;
    }

    [AtenOperator("aten::allclose")]
    public static bool AllClose(Tensor self, Tensor other, double rtol, double atol, bool equalNan) =>
        !IsClose(self, other, rtol, atol, equalNan).ToArray<bool>().Contains(false);

    [AtenOperator("aten::equal")]
    public static bool Equal(Tensor self, Tensor other) =>
        self.Shape == other.Shape && !Compare(CompareKind.Equal, self, other).ToArray<bool>().Contains(false);

    /// <summary>Without given numbers NaN becomes 0 and infinities the largest finite numbers.</summary>
    [AtenOperator("aten::nan_to_num")]
    public static Tensor NanToNum(Tensor self, double? nan, double? posinf, double? neginf)
    {
        if (!self.DType.IsFloat())
            return self.Clone();
        double largest = Limits.LargestFinite(self.DType);
        return Kernel.Map(self, x =>
            double.IsNaN(x) ? nan ?? 0 : double.IsPositiveInfinity(x) ? posinf ?? largest : double.IsNegativeInfinity(x) ? neginf ?? -largest : x);
    }

    /// <summary>Ties to even, after scaling.</summary>
    [AtenOperator("aten::round.decimals")]
    public static Tensor Round(Tensor self, long decimals)
    {
        double scale = Math.Pow(10, Math.Abs(decimals));
        return decimals >= 0 ? Kernel.Map(self, x => Math.Round(x * scale) / scale) : Kernel.Map(self, x => Math.Round(x / scale) * scale);
    }

    /// <summary>log(x / (1 − x)), of x clamped to [eps, 1 − eps].</summary>
    [AtenOperator("aten::logit")]
    [AtenOperator("aten::special_logit")]
    public static Tensor Logit(Tensor self, double? eps) =>
        Kernel.Map(Floating(self), x =>
        {
            double p = eps is { } margin ? Math.Min(Math.Max(x, margin), 1 - margin) : x;
            return Math.Log(p / (1 - p));
        });

    /// <summary>exp(x²) · erfc(x); of large x, where erfc vanishes, by its asymptotic series.</summary>
    [AtenOperator("aten::special_erfcx")]
    public static Tensor Erfcx(Tensor self)
    {
        const double large = 20;
        Tensor x = self.Cast(DType.Float64);
        Tensor product = Mul(Kernel.Unary(UnaryKind.Exp, Kernel.Unary(UnaryKind.Square, x)), Kernel.Unary(UnaryKind.Erfc, x));
        Tensor series = Kernel.Map(x, static v => (1 - (1 / (2 * v * v)) + (3 / (4 * v * v * v * v))) / (v * Math.Sqrt(Math.PI)));
        return Kernel.Select(Compare(CompareKind.Greater, x, (Scalar)large), series, product).Cast(TypePromotion.ToFloating(self.DType));
    }

    /// <summary>The function of both in the type that they promote to.</summary>
    public static Tensor Arithmetic(BinaryKind kind, Operand a, Operand b)
    {
        DType dtype = TypePromotion.ResultType(a, b);
        return Kernel.Binary(kind, a.Tensor.Cast(dtype), b.Tensor.Cast(dtype));
    }

    /// <summary>As <see cref="Arithmetic"/>, but integers become float32.</summary>
    public static Tensor Floating(BinaryKind kind, Operand a, Operand b)
    {
        DType dtype = TypePromotion.ToFloating(TypePromotion.ResultType(a, b));
        return Kernel.Binary(kind, a.Tensor.Cast(dtype), b.Tensor.Cast(dtype));
    }

    public static Tensor Compare(CompareKind kind, Operand a, Operand b)
    {
        DType dtype = TypePromotion.ResultType(a, b);
        return Kernel.Compare(kind, a.Tensor.Cast(dtype), b.Tensor.Cast(dtype));
    }

    public static Tensor Floating(Tensor x) => x.Cast(TypePromotion.ToFloating(x.DType));

    public static Tensor And(Tensor a, Tensor b) => Kernel.Binary(BinaryKind.LogicalAnd, a, b);

    public static Tensor Or(Tensor a, Tensor b) => Kernel.Binary(BinaryKind.LogicalOr, a, b);

    private static Operand Scaled(Operand self, Operand other, Scalar alpha)
    {
        if (alpha.ToComplex() == 1)
            return other;
        DType dtype = TypePromotion.ResultType(self, other);
        return other with { Tensor = Kernel.Binary(BinaryKind.Multiply, other.Tensor.Cast(dtype), alpha.ToTensor(dtype)) };
    }
}
