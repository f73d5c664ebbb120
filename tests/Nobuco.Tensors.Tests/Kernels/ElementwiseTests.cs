using Nobuco.Tensors.Kernels;

namespace Nobuco.Tensors.Tests.Kernels;

public sealed class ElementwiseTests
{
    public static TheoryData<UnaryKind, Func<double, double>, double, double> Functions => new()
    {
        { UnaryKind.Abs, Math.Abs, -3, 3 },
        { UnaryKind.Negative, x => -x, -3, 3 },
        { UnaryKind.Sign, x => Math.Sign(x), -3, 3 },
        { UnaryKind.Square, x => x * x, -3, 3 },
        { UnaryKind.Relu, x => Math.Max(x, 0), -3, 3 },
        { UnaryKind.Relu6, x => Math.Clamp(x, 0, 6), -3, 9 },
        { UnaryKind.Ceil, Math.Ceiling, -3, 3 },
        { UnaryKind.Floor, Math.Floor, -3, 3 },
        { UnaryKind.Round, Math.Round, -3, 3 },
        { UnaryKind.Truncate, Math.Truncate, -3, 3 },
        { UnaryKind.Fraction, x => x - Math.Truncate(x), -3, 3 },
        { UnaryKind.Exp, Math.Exp, -10, 5 },
        { UnaryKind.Exp2, x => Math.Pow(2, x), -10, 5 },
        { UnaryKind.Expm1, x => x - Math.Log(Math.Exp(x)) is < 1 and > -1 ? SeriesExpm1(x) : 0, -0.5, 0.5 },
        { UnaryKind.Log, Math.Log, 0.01, 50 },
        { UnaryKind.Log2, Math.Log2, 0.01, 50 },
        { UnaryKind.Log10, Math.Log10, 0.01, 50 },
        { UnaryKind.Log1p, x => Math.Log(1 + x), -0.9, 50 },
        { UnaryKind.Sqrt, Math.Sqrt, 0, 50 },
        { UnaryKind.Rsqrt, x => 1 / Math.Sqrt(x), 0.1, 50 },
        { UnaryKind.Reciprocal, x => 1 / x, 0.1, 50 },
        { UnaryKind.Sin, Math.Sin, -20, 20 },
        { UnaryKind.Cos, Math.Cos, -20, 20 },
        { UnaryKind.Tan, Math.Tan, -1.4, 1.4 },
        { UnaryKind.Sinh, Math.Sinh, -3, 3 },
        { UnaryKind.Cosh, Math.Cosh, -3, 3 },
        { UnaryKind.Tanh, Math.Tanh, -6, 6 },
        { UnaryKind.Asin, Math.Asin, -1, 1 },
        { UnaryKind.Acos, Math.Acos, -1, 1 },
        { UnaryKind.Atan, Math.Atan, -9, 9 },
        { UnaryKind.Asinh, Math.Asinh, -9, 9 },
        { UnaryKind.Acosh, Math.Acosh, 1, 9 },
        { UnaryKind.Atanh, Math.Atanh, -0.9, 0.9 },
        { UnaryKind.Sigmoid, Sigmoid, -9, 9 },
        { UnaryKind.LogSigmoid, x => Math.Log(Sigmoid(x)), -20, 9 },
        { UnaryKind.Softplus, x => Math.Log(1 + Math.Exp(x)), -9, 30 },
        { UnaryKind.Softsign, x => x / (1 + Math.Abs(x)), -9, 9 },
        { UnaryKind.Silu, x => x * Sigmoid(x), -9, 9 },
        { UnaryKind.Mish, x => x * Math.Tanh(Math.Log(1 + Math.Exp(x))), -9, 9 },
        { UnaryKind.Gelu, x => x / 2 * (1 + IntegralErf(x / Math.Sqrt(2))), -6, 6 },
        { UnaryKind.GeluTanh, x => x / 2 * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x)))), -6, 6 },
        { UnaryKind.HardSigmoid, x => Math.Clamp(x + 3, 0, 6) / 6, -5, 5 },
        { UnaryKind.HardSwish, x => x * Math.Clamp(x + 3, 0, 6) / 6, -5, 5 },
        { UnaryKind.Selu, x => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * (Math.Exp(x) - 1)), -5, 5 },
        { UnaryKind.Erf, IntegralErf, -4, 4 },
        { UnaryKind.Erfc, x => 1 - IntegralErf(x), -4, 2 },
    };

    [Theory]
    [MemberData(nameof(Functions))]
    public void FunctionsComputeWhatTheyAreCalled(UnaryKind kind, Func<double, double> function, double low, double high)
    {
        // An odd count, more than a chunk and than the vectors hold.
        const int count = 4999;
        Tensor x = NestedIndex.Fill([count], index => (float)(low + ((high - low) * index[0] / (count - 1))));
        Tensor expected = NestedIndex.Fill([count], index => function(x.ReadOnlySpan<double>()[(int)index[0]]));
        Elementwise.Unary(kind, x).ShouldBeClose(expected, 1e-12);
        Elementwise.Unary(kind, x.Cast(DType.Float32)).ShouldBeClose(expected, 4e-7);
        Elementwise.Unary(kind, x.Cast(DType.Float16)).DType.ShouldBe(DType.Float16);
    }

    [Theory]
    [InlineData(UnaryKind.Lgamma, 0.5, 0.57236494292470008707)]
    [InlineData(UnaryKind.Lgamma, 10.0, 12.801827480081469611)]
    [InlineData(UnaryKind.Lgamma, -0.5, 1.2655121234846453965)]
    [InlineData(UnaryKind.Digamma, 1.0, -0.57721566490153286061)]
    [InlineData(UnaryKind.Digamma, 0.5, -1.9635100260214234794)]
    [InlineData(UnaryKind.Digamma, -0.5, 0.03648997397857652056)]
    [InlineData(UnaryKind.Erf, 0.5, 0.52049987781304653768)]
    [InlineData(UnaryKind.Erf, 3.0, 0.99997790950300141456)]
    [InlineData(UnaryKind.Erfc, 5.0, 1.5374597944280348502e-12)]
    [InlineData(UnaryKind.Erfinv, 0.5, 0.47693627620446987338)]
    [InlineData(UnaryKind.Erfinv, -0.999, -2.3267537655135246)]
    [InlineData(UnaryKind.Expm1, 1e-10, 1.00000000005e-10)]
    [InlineData(UnaryKind.Log1p, 1e-10, 9.9999999995e-11)]
    public void SpecialFunctionsHaveKnownValues(UnaryKind kind, double x, double expected) =>
        Elementwise.Unary(kind, Tensor.Scalar(x)).ItemAsDouble().ShouldBe(expected, Math.Abs(expected) * 1e-12);

    [Theory]
    [InlineData(UnaryKind.Expm1)]
    [InlineData(UnaryKind.Log1p)]
    [InlineData(UnaryKind.Erf)]
    [InlineData(UnaryKind.Sinh)]
    public void SmallNumbersKeepTheirDigits(UnaryKind kind)
    {
        double slope = kind == UnaryKind.Erf ? 2 / Math.Sqrt(Math.PI) : 1;
        Elementwise.Unary(kind, Tensor.From([1e-9f, -2e-12f], 2)).ShouldBeClose(Tensor.From([1e-9 * slope, -2e-12 * slope], 2), 1e-6);
    }

    [Fact]
    public void NotANumberStaysOne()
    {
        UnaryKind[] others = [UnaryKind.Sign, UnaryKind.BitwiseNot];
        foreach (UnaryKind kind in Enum.GetValues<UnaryKind>().Where(k => k < UnaryKind.LogicalNot).Except(others))
            double.IsNaN(Elementwise.Unary(kind, Tensor.Scalar(float.NaN)).ItemAsDouble()).ShouldBeTrue($"{kind}");
    }

    [Fact]
    public void PredicatesAreBoolean()
    {
        Tensor x = Tensor.From([1f, float.NaN, float.NegativeInfinity, -0f], 4);
        Elementwise.Unary(UnaryKind.IsNaN, x).ShouldEqual(Tensor.From([false, true, false, false], 4));
        Elementwise.Unary(UnaryKind.IsInfinite, x).ShouldEqual(Tensor.From([false, false, true, false], 4));
        Elementwise.Unary(UnaryKind.IsFinite, x).ShouldEqual(Tensor.From([true, false, false, true], 4));
        Elementwise.Unary(UnaryKind.LogicalNot, x).ShouldEqual(Tensor.From([false, false, false, true], 4));
        Elementwise.Unary(UnaryKind.IsNegative, x).ToArray<bool>()[2..].ShouldBe([true, true]);
    }

    [Fact]
    public void IntegersStayIntegersWhereTheyCan()
    {
        Tensor x = Tensor.From([-3, 0, 7], 3);
        Elementwise.Unary(UnaryKind.Abs, x).ShouldEqual(Tensor.From([3, 0, 7], 3));
        Elementwise.Unary(UnaryKind.BitwiseNot, x).ShouldEqual(Tensor.From([2, -1, -8], 3));
        Elementwise.Unary(UnaryKind.Floor, x).ShouldEqual(x);
        Elementwise.Unary(UnaryKind.Exp, x).DType.ShouldBe(DType.Float32);
        Elementwise.Unary(UnaryKind.BitwiseNot, Tensor.From([true, false], 2)).ShouldEqual(Tensor.From([false, true], 2));
        Elementwise.Unary(UnaryKind.Negative, Tensor.From<byte>([1], 1)).ShouldEqual(Tensor.From<byte>([255], 1));
    }

    [Fact]
    public void ParametersDo()
    {
        Tensor x = Tensor.From([-2f, -0.5f, 0, 3], 4);
        Elementwise.LeakyRelu(x, 0.25).ShouldBeClose(Tensor.From([-0.5, -0.125, 0, 3], 4));
        Elementwise.Clamp(x, -1, 2).ShouldEqual(Tensor.From([-1f, -0.5f, 0, 2], 4));
        Elementwise.Clamp(x, null, 0).ShouldEqual(Tensor.From([-2f, -0.5f, 0, 0], 4));
        Elementwise.Elu(x, 2, 3, 0.5).ShouldBeClose(Tensor.From([6 * (Math.Exp(-1) - 1), 6 * (Math.Exp(-0.25) - 1), 0, 9], 4));
        Elementwise.Softplus(x, 2, 4).ShouldBeClose(Tensor.From([Math.Log(1 + Math.Exp(-4)) / 2, Math.Log(1 + Math.Exp(-1)) / 2, Math.Log(2) / 2, 3], 4));
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static double SeriesExpm1(double x) =>
        Enumerable.Range(1, 20).Aggregate((Sum: 0.0, Term: 1.0), (s, n) => (s.Sum + (s.Term * x / n), s.Term * x / n)).Sum;

    /// <summary>By Simpson's rule.</summary>
    private static double IntegralErf(double x)
    {
        const int steps = 2000;
        double h = x / steps, sum = 1 + Math.Exp(-x * x);
        for (int i = 1; i < steps; i++)
            sum += (i % 2 == 0 ? 2 : 4) * Math.Exp(-(i * h) * (i * h));
        return 2 / Math.Sqrt(Math.PI) * sum * h / 3;
    }
}
