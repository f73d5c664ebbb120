using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Graph.Ops;

/// <summary>One operand, the result has its type.</summary>
public abstract record UnaryOp : Op
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        this.ExpectInputs(inputs, 1);
        return [inputs[0]];
    }
}

/// <summary>One floating-point operand, the result has its type.</summary>
public abstract record FloatUnaryOp : UnaryOp
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        Seq<TfType> result = base.Infer(inputs);
        this.ExpectFloat(inputs[0]);
        return result;
    }
}

/// <summary>One floating-point operand, the result is boolean.</summary>
public abstract record FloatPredicateOp : FloatUnaryOp
{
    public override Seq<TfType> Infer(Seq<TfType> inputs) => [base.Infer(inputs)[0] with { DType = DType.Bool }];
}

/// <summary>Two operands of one element type that broadcast by NumPy's rule.</summary>
public abstract record BinaryOp : Op
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        this.ExpectInputs(inputs, 2);
        this.ExpectSameDType(inputs[0], inputs[1]);
        return [inputs[0] with { Shape = this.Broadcast(inputs[0].Shape, inputs[1].Shape) }];
    }
}

/// <summary>Two operands of one element type that broadcast; the result is boolean.</summary>
public abstract record ComparisonOp : BinaryOp
{
    public override Seq<TfType> Infer(Seq<TfType> inputs) => [base.Infer(inputs)[0] with { DType = DType.Bool }];
}

/// <summary>Two boolean operands that broadcast.</summary>
public abstract record LogicalOp : BinaryOp
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        Seq<TfType> result = base.Infer(inputs);
        this.ExpectBool(inputs[0]);
        return result;
    }
}

/// <summary>Two integer operands that broadcast.</summary>
public abstract record IntegerBinaryOp : BinaryOp
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        Seq<TfType> result = base.Infer(inputs);
        this.ExpectInteger(inputs[0], "the operand");
        return result;
    }
}

public sealed record Abs : UnaryOp;

public sealed record Neg : UnaryOp;

public sealed record Sign : UnaryOp;

public sealed record Square : UnaryOp;

public sealed record Ceil : FloatUnaryOp;

public sealed record Floor : FloatUnaryOp;

/// <summary>To the nearest integer, halves to even.</summary>
public sealed record Rint : FloatUnaryOp;

/// <summary>To the nearest integer, halves to even (TensorFlow's and TFLite's rule).</summary>
public sealed record Round : FloatUnaryOp;

public sealed record Exp : FloatUnaryOp;

public sealed record Expm1 : FloatUnaryOp;

public sealed record Log : FloatUnaryOp;

public sealed record Log1p : FloatUnaryOp;

public sealed record Sin : FloatUnaryOp;

public sealed record Cos : FloatUnaryOp;

public sealed record Tan : FloatUnaryOp;

public sealed record Sinh : FloatUnaryOp;

public sealed record Cosh : FloatUnaryOp;

public sealed record Tanh : FloatUnaryOp;

public sealed record Asin : FloatUnaryOp;

public sealed record Acos : FloatUnaryOp;

public sealed record Atan : FloatUnaryOp;

public sealed record Asinh : FloatUnaryOp;

public sealed record Acosh : FloatUnaryOp;

public sealed record Atanh : FloatUnaryOp;

public sealed record Sigmoid : FloatUnaryOp;

public sealed record Erf : FloatUnaryOp;

public sealed record Erfc : FloatUnaryOp;

public sealed record Sqrt : FloatUnaryOp;

public sealed record Rsqrt : FloatUnaryOp;

public sealed record Reciprocal : FloatUnaryOp;

/// <summary>log |Γ(x)|</summary>
public sealed record Lgamma : FloatUnaryOp;

/// <summary>Γ'(x) / Γ(x)</summary>
public sealed record Digamma : FloatUnaryOp;

public sealed record IsNan : FloatPredicateOp;

public sealed record IsInf : FloatPredicateOp;

public sealed record IsFinite : FloatPredicateOp;

public sealed record LogicalNot : UnaryOp
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        Seq<TfType> result = base.Infer(inputs);
        this.ExpectBool(inputs[0]);
        return result;
    }
}

/// <summary>Flips every bit.</summary>
public sealed record Invert : UnaryOp
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        Seq<TfType> result = base.Infer(inputs);
        this.ExpectInteger(inputs[0], "the operand");
        return result;
    }
}

public sealed record AddV2(Activation Activation = Activation.None) : BinaryOp;

public sealed record Sub(Activation Activation = Activation.None) : BinaryOp;

public sealed record Mul(Activation Activation = Activation.None) : BinaryOp;

/// <summary>Division; of integers, truncated towards zero as in TFLite.</summary>
public sealed record RealDiv(Activation Activation = Activation.None) : BinaryOp;

public sealed record Maximum : BinaryOp;

public sealed record Minimum : BinaryOp;

public sealed record Pow : BinaryOp;

/// <summary>⌊x / y⌋</summary>
public sealed record FloorDiv : BinaryOp;

/// <summary>x − y · ⌊x / y⌋: the sign follows the divisor.</summary>
public sealed record FloorMod : BinaryOp;

/// <summary>The remainder whose sign follows the dividend, C's <c>fmod</c>.</summary>
public sealed record TruncateMod : BinaryOp;

/// <summary>(x − y)²</summary>
public sealed record SquaredDifference : BinaryOp;

public sealed record Atan2 : BinaryOp;

public sealed record LogicalAnd : LogicalOp;

public sealed record LogicalOr : LogicalOp;

public sealed record Equal : ComparisonOp;

public sealed record NotEqual : ComparisonOp;

public sealed record Less : ComparisonOp;

public sealed record LessEqual : ComparisonOp;

public sealed record Greater : ComparisonOp;

public sealed record GreaterEqual : ComparisonOp;

public sealed record BitwiseAnd : IntegerBinaryOp;

public sealed record BitwiseOr : IntegerBinaryOp;

public sealed record BitwiseXor : IntegerBinaryOp;

public sealed record LeftShift : IntegerBinaryOp;

/// <summary>Arithmetic for signed integers.</summary>
public sealed record RightShift : IntegerBinaryOp;

/// <summary>condition, x, y, all broadcast: x where the condition holds, else y.</summary>
public sealed record SelectV2 : Op
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        this.ExpectInputs(inputs, 3);
        this.ExpectBool(inputs[0]);
        this.ExpectSameDType(inputs[1], inputs[2]);
        return [inputs[1] with { Shape = this.Broadcast(inputs[0].Shape, this.Broadcast(inputs[1].Shape, inputs[2].Shape)) }];
    }
}

/// <summary>Conversion of elements; floats to integers truncate towards zero, anything but zero is true.</summary>
public sealed record Cast(DType DType) : Op
{
    public override Seq<TfType> Infer(Seq<TfType> inputs)
    {
        this.ExpectInputs(inputs, 1);
        return [inputs[0] with { DType = DType }];
    }
}
