using Nobuco.Tensors.Kernels;

namespace Nobuco.Tensors.Tests.Kernels;

public sealed class BinaryTests
{
    [Fact]
    public void OperandsBroadcastWhateverTheirLayout()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            var random = new Randomly(seed);
            Seq<long> shape = random.Shape(random.Int(0, 5), 1, 4);
            Tensor a = random.Doubles(Thinned(random, shape)), b = random.Doubles(Thinned(random, shape));
            Seq<long> common = ShapeMath.Broadcast(a.Shape, b.Shape);
            Tensor difference = NestedIndex.Fill(common, index => a.AtBroadcast(index) - b.AtBroadcast(index));
            Tensor less = NestedIndex.Fill(common, index => a.AtBroadcast(index) < b.AtBroadcast(index) ? 1 : 0).Cast(DType.Bool);

            Tensor left = random.Strided(a), right = random.Strided(b);
            Elementwise.Binary(BinaryKind.Subtract, left, right).ShouldEqual(difference);
            Elementwise.Compare(CompareKind.Less, left, right).ShouldEqual(less);
            Tensor smaller = Elementwise.Select(random.Strided(less), left, right);
            smaller.ShouldEqual(Elementwise.Binary(BinaryKind.Minimum, left, right));
        }
    }

    [Theory]
    [InlineData(new long[] { 70, 3000 }, new long[] { 3000 })]
    [InlineData(new long[] { 70, 3000 }, new long[] { 70, 1 })]
    [InlineData(new long[] { 300000 }, new long[] { })]
    [InlineData(new long[] { 200, 1, 600 }, new long[] { 3, 1 })]
    public void LargeOperandsBroadcast(long[] left, long[] right)
    {
        var random = new Randomly(1);
        Tensor a = random.Doubles([.. left]), b = random.Doubles([.. right]);
        Seq<long> common = ShapeMath.Broadcast(a.Shape, b.Shape);
        double[] x = a.BroadcastTo(common).ToArray<double>(), y = b.BroadcastTo(common).ToArray<double>();
        Tensor expected = Tensor.From<double>([.. x.Zip(y, (p, q) => p * q)], common);
        Elementwise.Binary(BinaryKind.Multiply, a, b).ShouldEqual(expected);
        Elementwise.Binary(BinaryKind.Multiply, b.Cast(DType.Float32), random.Strided(a.Cast(DType.Float32))).ShouldBeClose(expected);
    }

    [Theory]
    [InlineData(BinaryKind.FloorDivide, -7, 2, -4)]
    [InlineData(BinaryKind.FloorDivide, 7, -2, -4)]
    [InlineData(BinaryKind.TruncateDivide, -7, 2, -3)]
    [InlineData(BinaryKind.Remainder, -7, 3, 2)]
    [InlineData(BinaryKind.Remainder, 7, -3, -2)]
    [InlineData(BinaryKind.TruncateRemainder, -7, 3, -1)]
    [InlineData(BinaryKind.Power, -3, 3, -27)]
    [InlineData(BinaryKind.Maximum, -7, 3, 3)]
    [InlineData(BinaryKind.Minimum, -7, 3, -7)]
    [InlineData(BinaryKind.SquaredDifference, 2, 5, 9)]
    [InlineData(BinaryKind.Heaviside, 0, 5, 5)]
    [InlineData(BinaryKind.Heaviside, -2, 5, 0)]
    public void IntegersAndFloatsAgree(BinaryKind kind, int a, int b, int expected)
    {
        Elementwise.Binary(kind, Tensor.Scalar(a), Tensor.Scalar(b)).ShouldEqual(Tensor.Scalar(expected));
        Elementwise.Binary(kind, Tensor.Scalar((sbyte)a), Tensor.Scalar((sbyte)b)).ShouldEqual(Tensor.Scalar((sbyte)expected));
        Elementwise.Binary(kind, Tensor.Scalar((float)a), Tensor.Scalar((float)b)).ShouldEqual(Tensor.Scalar((float)expected));
        Elementwise.Binary(kind, Tensor.Scalar((double)a), Tensor.Scalar((double)b)).ShouldEqual(Tensor.Scalar((double)expected));
    }

    [Theory]
    [InlineData(BinaryKind.BitwiseAnd, 12, 10, 8)]
    [InlineData(BinaryKind.BitwiseOr, 12, 10, 14)]
    [InlineData(BinaryKind.BitwiseXor, 12, 10, 6)]
    [InlineData(BinaryKind.LeftShift, 3, 4, 48)]
    [InlineData(BinaryKind.RightShift, -9, 1, -5)]
    [InlineData(BinaryKind.GreatestCommonDivisor, -12, 18, 6)]
    [InlineData(BinaryKind.LeastCommonMultiple, 4, 6, 12)]
    [InlineData(BinaryKind.Power, 2, -1, 0)]
    [InlineData(BinaryKind.Power, -1, -3, -1)]
    public void IntegersHaveOperationsOfTheirOwn(BinaryKind kind, long a, long b, long expected) =>
        Elementwise.Binary(kind, Tensor.Scalar(a), Tensor.Scalar(b)).ShouldEqual(Tensor.Scalar(expected));

    [Theory]
    [InlineData(BinaryKind.Atan2, 1, -2, 2.677945044588987)]
    [InlineData(BinaryKind.Hypot, 3, 4, 5)]
    [InlineData(BinaryKind.LogAddExp, 100, 101, 101.31326168751822)]
    [InlineData(BinaryKind.LogAddExp2, 3, 3, 4)]
    [InlineData(BinaryKind.XLogY, 0, 0, 0)]
    [InlineData(BinaryKind.XLogY, 2, 3, 2.1972245773362196)]
    [InlineData(BinaryKind.CopySign, 3, -0.0, -3)]
    [InlineData(BinaryKind.Power, 2, 0.5, 1.4142135623730951)]
    [InlineData(BinaryKind.Power, 3, 2, 9)]
    [InlineData(BinaryKind.Power, 4, -0.5, 0.5)]
    [InlineData(BinaryKind.FloorDivide, 1, 0.1, 9)]
    public void FloatsHaveOperationsOfTheirOwn(BinaryKind kind, double a, double b, double expected) =>
        Elementwise.Binary(kind, Tensor.Scalar(a), Tensor.Scalar(b)).ItemAsDouble().ShouldBe(expected, 1e-12);

    [Fact]
    public void DivisionByZeroFollowsIeee754()
    {
        Elementwise.Binary(BinaryKind.FloorDivide, Tensor.From([1f, -1], 2), Tensor.Scalar(0f))
            .ShouldEqual(Tensor.From([float.PositiveInfinity, float.NegativeInfinity], 2));
        Should.Throw<DivideByZeroException>(() => Elementwise.Binary(BinaryKind.FloorDivide, Tensor.Scalar(1), Tensor.Scalar(0)));
    }

    [Fact]
    public void ExtremesDifferOnNotANumber()
    {
        Tensor a = Tensor.From([float.NaN, 1], 2), b = Tensor.From([2, float.NaN], 2);
        Elementwise.Binary(BinaryKind.Maximum, a, b).ToArray<float>().ShouldAllBe(x => float.IsNaN(x));
        Elementwise.Binary(BinaryKind.MinimumNumber, a, b).ShouldEqual(Tensor.From([2f, 1], 2));
    }

    [Fact]
    public void BooleansAddAndMultiplyAsLogic()
    {
        Tensor a = Tensor.From([true, true, false], 3), b = Tensor.From([true, false, false], 3);
        Elementwise.Binary(BinaryKind.Add, a, b).ShouldEqual(a);
        Elementwise.Binary(BinaryKind.Multiply, a, b).ShouldEqual(b);
        Elementwise.Binary(BinaryKind.BitwiseXor, a, b).ShouldEqual(Tensor.From([false, true, false], 3));
        Elementwise.Binary(BinaryKind.LogicalAnd, Tensor.From([2f, 0, 0], 3), a).ShouldEqual(Tensor.From([true, false, false], 3));
    }

    [Fact]
    public void TrueDivisionOfIntegersGivesFloats() =>
        Elementwise.Binary(BinaryKind.Divide, Tensor.From([1, 7], 2), Tensor.From([2, -2], 2)).ShouldEqual(Tensor.From([0.5f, -3.5f], 2));

    [Fact]
    public void ComplexNumbersMultiply() =>
        Elementwise.Binary(BinaryKind.Multiply, Tensor.Scalar(new Complex64(1, 2)), Tensor.Scalar(new Complex64(3, -1)))
            .ShouldEqual(Tensor.Scalar(new Complex64(5, 5)));

    [Fact]
    public void TypesMustAgree() =>
        Should.Throw<ArgumentException>(() => Elementwise.Binary(BinaryKind.Add, Tensor.Scalar(1), Tensor.Scalar(1f)));

    /// <summary>Some axes of size 1, some leading ones missing.</summary>
    private static Seq<long> Thinned(Randomly random, Seq<long> shape)
    {
        Seq<long> thin = [.. shape.Select(size => random.Bool() ? size : 1)];
        return thin[random.Int(0, thin.Count)..];
    }
}
