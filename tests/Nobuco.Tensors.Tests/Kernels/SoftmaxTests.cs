using Nobuco.Tensors.Kernels;

namespace Nobuco.Tensors.Tests.Kernels;

public sealed class SoftmaxTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-1)]
    public void ExponentialsAreSharesOfTheirSum(int axis)
    {
        var random = new Randomly(4);
        Tensor x = Elementwise.Map(random.Doubles([5, 33, 7]), value => (float)(value * 20));
        Tensor powers = Elementwise.Unary(UnaryKind.Exp, x);
        int reduced = axis < 0 ? axis + 3 : axis;
        Tensor sums = Reduction.Run(ReductionKind.Sum, powers, [reduced], keepDims: true);
        Tensor expected = Elementwise.Binary(BinaryKind.Divide, powers, sums), logarithm = Elementwise.Unary(UnaryKind.Log, expected);

        Tensor strided = random.Strided(x.Cast(DType.Float32));
        Softmax.Run(strided, axis, log: false).ShouldBeClose(expected);
        Softmax.Run(strided, axis, log: true).ShouldBeClose(logarithm);
        Softmax.Run(x, axis, log: true).ShouldBeClose(logarithm, 1e-12);
    }

    [Fact]
    public void LargeNumbersDoNotOverflow()
    {
        Softmax.Run(Tensor.From([1000f, 1000, float.NegativeInfinity], 3), 0, log: false).ShouldEqual(Tensor.From([0.5f, 0.5f, 0], 3));
        Softmax.Run(Tensor.Scalar(3f), 0, log: false).ShouldEqual(Tensor.Scalar(1f));
    }
}
