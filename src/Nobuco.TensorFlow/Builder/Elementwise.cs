using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow;

public static partial class tf
{
    public static TfTensor Abs(TfTensor x) => Like(x, new Abs());

    public static TfTensor Neg(TfTensor x) => Like(x, new Neg());

    public static TfTensor Sign(TfTensor x) => Like(x, new Sign());

    public static TfTensor Square(TfTensor x) => Like(x, new Square());

    public static TfTensor Ceil(TfTensor x) => Like(x, new Ceil());

    public static TfTensor Floor(TfTensor x) => Like(x, new Floor());

    public static TfTensor Rint(TfTensor x) => Like(x, new Rint());

    public static TfTensor Round(TfTensor x) => Like(x, new Round());

    public static TfTensor Exp(TfTensor x) => Like(x, new Exp());

    public static TfTensor Expm1(TfTensor x) => Like(x, new Expm1());

    public static TfTensor Log(TfTensor x) => Like(x, new Log());

    public static TfTensor Log1p(TfTensor x) => Like(x, new Log1p());

    public static TfTensor Sin(TfTensor x) => Like(x, new Sin());

    public static TfTensor Cos(TfTensor x) => Like(x, new Cos());

    public static TfTensor Tan(TfTensor x) => Like(x, new Tan());

    public static TfTensor Sinh(TfTensor x) => Like(x, new Sinh());

    public static TfTensor Cosh(TfTensor x) => Like(x, new Cosh());

    public static TfTensor Tanh(TfTensor x) => Like(x, new Tanh());

    public static TfTensor Asin(TfTensor x) => Like(x, new Asin());

    public static TfTensor Acos(TfTensor x) => Like(x, new Acos());

    public static TfTensor Atan(TfTensor x) => Like(x, new Atan());

    public static TfTensor Asinh(TfTensor x) => Like(x, new Asinh());

    public static TfTensor Acosh(TfTensor x) => Like(x, new Acosh());

    public static TfTensor Atanh(TfTensor x) => Like(x, new Atanh());

    public static TfTensor Sigmoid(TfTensor x) => Like(x, new Sigmoid());

    public static TfTensor Erf(TfTensor x) => Like(x, new Erf());

    public static TfTensor Erfc(TfTensor x) => Like(x, new Erfc());

    public static TfTensor Sqrt(TfTensor x) => Like(x, new Sqrt());

    public static TfTensor Rsqrt(TfTensor x) => Like(x, new Rsqrt());

    public static TfTensor Reciprocal(TfTensor x) => Like(x, new Reciprocal());

    public static TfTensor Lgamma(TfTensor x) => Like(x, new Lgamma());

    public static TfTensor Digamma(TfTensor x) => Like(x, new Digamma());

    public static TfTensor IsNan(TfTensor x) => Like(x, new IsNan());

    public static TfTensor IsInf(TfTensor x) => Like(x, new IsInf());

    public static TfTensor IsFinite(TfTensor x) => Like(x, new IsFinite());

    public static TfTensor LogicalNot(TfTensor x) => Like(x, new LogicalNot());

    public static TfTensor Invert(TfTensor x) => Like(x, new Invert());

    public static TfTensor AddV2(TfOperand x, TfOperand y, Activation activation = Activation.None) => Binary(new AddV2(activation), x, y);

    public static TfTensor Sub(TfOperand x, TfOperand y, Activation activation = Activation.None) => Binary(new Sub(activation), x, y);

    public static TfTensor Mul(TfOperand x, TfOperand y, Activation activation = Activation.None) => Binary(new Mul(activation), x, y);

    public static TfTensor RealDiv(TfOperand x, TfOperand y, Activation activation = Activation.None) => Binary(new RealDiv(activation), x, y);

    public static TfTensor Maximum(TfOperand x, TfOperand y) => Binary(new Maximum(), x, y);

    public static TfTensor Minimum(TfOperand x, TfOperand y) => Binary(new Minimum(), x, y);

    public static TfTensor Pow(TfOperand x, TfOperand y) => Binary(new Pow(), x, y);

    public static TfTensor FloorDiv(TfOperand x, TfOperand y) => Binary(new FloorDiv(), x, y);

    public static TfTensor FloorMod(TfOperand x, TfOperand y) => Binary(new FloorMod(), x, y);

    public static TfTensor TruncateMod(TfOperand x, TfOperand y) => Binary(new TruncateMod(), x, y);

    public static TfTensor SquaredDifference(TfOperand x, TfOperand y) => Binary(new SquaredDifference(), x, y);

    public static TfTensor Atan2(TfOperand x, TfOperand y) => Binary(new Atan2(), x, y);

    public static TfTensor LogicalAnd(TfOperand x, TfOperand y) => Binary(new LogicalAnd(), x, y);

    public static TfTensor LogicalOr(TfOperand x, TfOperand y) => Binary(new LogicalOr(), x, y);

    public static TfTensor Equal(TfOperand x, TfOperand y) => Binary(new Equal(), x, y);

    public static TfTensor NotEqual(TfOperand x, TfOperand y) => Binary(new NotEqual(), x, y);

    public static TfTensor Less(TfOperand x, TfOperand y) => Binary(new Less(), x, y);

    public static TfTensor LessEqual(TfOperand x, TfOperand y) => Binary(new LessEqual(), x, y);

    public static TfTensor Greater(TfOperand x, TfOperand y) => Binary(new Greater(), x, y);

    public static TfTensor GreaterEqual(TfOperand x, TfOperand y) => Binary(new GreaterEqual(), x, y);

    public static TfTensor BitwiseAnd(TfOperand x, TfOperand y) => Binary(new BitwiseAnd(), x, y);

    public static TfTensor BitwiseOr(TfOperand x, TfOperand y) => Binary(new BitwiseOr(), x, y);

    public static TfTensor BitwiseXor(TfOperand x, TfOperand y) => Binary(new BitwiseXor(), x, y);

    public static TfTensor LeftShift(TfOperand x, TfOperand y) => Binary(new LeftShift(), x, y);

    public static TfTensor RightShift(TfOperand x, TfOperand y) => Binary(new RightShift(), x, y);

    /// <summary>x where the condition holds, else y.</summary>
    public static TfTensor SelectV2(TfTensor condition, TfOperand x, TfOperand y)
    {
        DType dtype = CommonDType(x, y);
        (TfTensor[] operands, AxisOrder order) = Align(condition, x.ToTensor(dtype), y.ToTensor(dtype));
        return Make(new SelectV2(), order, operands);
    }

    public static TfTensor Cast(TfTensor x, DType dtype) => x.DType == dtype ? x : Like(x, new Cast(dtype));

    private static TfTensor Binary(BinaryOp op, TfOperand x, TfOperand y)
    {
        DType dtype = CommonDType(x, y);
        (TfTensor[] operands, AxisOrder order) = Align(x.ToTensor(dtype), y.ToTensor(dtype));
        return Make(op, order, operands);
    }

    private static DType CommonDType(TfOperand x, TfOperand y) => (x.Tensor ?? y.Tensor)?.DType
        ?? throw new ArgumentException($"Neither {x} nor {y} is a tensor.", nameof(x));
}
