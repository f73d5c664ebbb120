using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using Nobuco.Tensors.Kernels;

namespace Nobuco.TensorFlow.Executor;

internal static class ElementwiseKernels
{
    public static void AddTo(KernelTable table)
    {
        AddUnary(table);
        AddBinary(table);
        AddComparisons(table);
        table.Add<SelectV2>(static (_, call) => Elementwise.Select(call[0], call[1], call[2]));
        table.Add<Cast>(static (op, call) => call[0].Cast(op.DType));
    }

    private static void AddUnary(KernelTable table)
    {
        Unary<Abs>(table, UnaryKind.Abs);
        Unary<Neg>(table, UnaryKind.Negative);
        Unary<Sign>(table, UnaryKind.Sign);
        Unary<Square>(table, UnaryKind.Square);
        Unary<Ceil>(table, UnaryKind.Ceil);
        Unary<Floor>(table, UnaryKind.Floor);
        Unary<Rint>(table, UnaryKind.Round);
        Unary<Round>(table, UnaryKind.Round);
        Unary<Exp>(table, UnaryKind.Exp);
        Unary<Expm1>(table, UnaryKind.Expm1);
        Unary<Log>(table, UnaryKind.Log);
        Unary<Log1p>(table, UnaryKind.Log1p);
        Unary<Sin>(table, UnaryKind.Sin);
        Unary<Cos>(table, UnaryKind.Cos);
        Unary<Tan>(table, UnaryKind.Tan);
        Unary<Sinh>(table, UnaryKind.Sinh);
        Unary<Cosh>(table, UnaryKind.Cosh);
        Unary<Tanh>(table, UnaryKind.Tanh);
        Unary<Asin>(table, UnaryKind.Asin);
        Unary<Acos>(table, UnaryKind.Acos);
        Unary<Atan>(table, UnaryKind.Atan);
        Unary<Asinh>(table, UnaryKind.Asinh);
        Unary<Acosh>(table, UnaryKind.Acosh);
        Unary<Atanh>(table, UnaryKind.Atanh);
        Unary<Sigmoid>(table, UnaryKind.Sigmoid);
        Unary<Erf>(table, UnaryKind.Erf);
        Unary<Erfc>(table, UnaryKind.Erfc);
        Unary<Sqrt>(table, UnaryKind.Sqrt);
        Unary<Rsqrt>(table, UnaryKind.Rsqrt);
        Unary<Reciprocal>(table, UnaryKind.Reciprocal);
        Unary<Lgamma>(table, UnaryKind.Lgamma);
        Unary<Digamma>(table, UnaryKind.Digamma);
        Unary<IsNan>(table, UnaryKind.IsNaN);
        Unary<IsInf>(table, UnaryKind.IsInfinite);
        Unary<IsFinite>(table, UnaryKind.IsFinite);
        Unary<LogicalNot>(table, UnaryKind.LogicalNot);
        Unary<Invert>(table, UnaryKind.BitwiseNot);
    }

    private static void AddBinary(KernelTable table)
    {
        table.Add<AddV2>(static (op, call) => op.Activation.Apply(Elementwise.Binary(BinaryKind.Add, call[0], call[1])));
        table.Add<Sub>(static (op, call) => op.Activation.Apply(Elementwise.Binary(BinaryKind.Subtract, call[0], call[1])));
        table.Add<Mul>(static (op, call) => op.Activation.Apply(Elementwise.Binary(BinaryKind.Multiply, call[0], call[1])));
        table.Add<RealDiv>(static (op, call) => op.Activation.Apply(Divide(call[0], call[1])));
        Binary<Maximum>(table, BinaryKind.Maximum);
        Binary<Minimum>(table, BinaryKind.Minimum);
        Binary<Pow>(table, BinaryKind.Power);
        table.Add<FloorDiv>(static (_, call) => FloorDivide(call[0], call[1]));
        Binary<FloorMod>(table, BinaryKind.Remainder);
        Binary<TruncateMod>(table, BinaryKind.TruncateRemainder);
        Binary<SquaredDifference>(table, BinaryKind.SquaredDifference);
        Binary<Atan2>(table, BinaryKind.Atan2);
        Binary<LogicalAnd>(table, BinaryKind.LogicalAnd);
        Binary<LogicalOr>(table, BinaryKind.LogicalOr);
        Binary<BitwiseAnd>(table, BinaryKind.BitwiseAnd);
        Binary<BitwiseOr>(table, BinaryKind.BitwiseOr);
        Binary<BitwiseXor>(table, BinaryKind.BitwiseXor);
        Binary<LeftShift>(table, BinaryKind.LeftShift);
        Binary<RightShift>(table, BinaryKind.RightShift);
    }

    private static void AddComparisons(KernelTable table)
    {
        Compare<Equal>(table, CompareKind.Equal);
        Compare<NotEqual>(table, CompareKind.NotEqual);
        Compare<Less>(table, CompareKind.Less);
        Compare<LessEqual>(table, CompareKind.LessEqual);
        Compare<Greater>(table, CompareKind.Greater);
        Compare<GreaterEqual>(table, CompareKind.GreaterEqual);
    }

    private static void Unary<TOp>(KernelTable table, UnaryKind kind) where TOp : Op =>
        table.Add<TOp>((_, call) => Elementwise.Unary(kind, call[0]));

    private static void Binary<TOp>(KernelTable table, BinaryKind kind) where TOp : Op =>
        table.Add<TOp>((_, call) => Elementwise.Binary(kind, call[0], call[1]));

    private static void Compare<TOp>(KernelTable table, CompareKind kind) where TOp : Op =>
        table.Add<TOp>((_, call) => Elementwise.Compare(kind, call[0], call[1]));

    /// <summary>Of floating-point numbers the quotient is rounded before it is floored, as runtimes do: ⌊1 / 0.1⌋ is 10.</summary>
    private static Tensor FloorDivide(Tensor x, Tensor y) =>
        x.DType.IsFloat() ? Elementwise.Unary(UnaryKind.Floor, Elementwise.Binary(BinaryKind.Divide, x, y)) : Elementwise.Binary(BinaryKind.FloorDivide, x, y);

    private static Tensor Divide(Tensor x, Tensor y) =>
        Elementwise.Binary(x.DType.IsInteger() ? BinaryKind.TruncateDivide : BinaryKind.Divide, x, y);
}
