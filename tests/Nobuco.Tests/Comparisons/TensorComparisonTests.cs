using Nobuco.Tensors;

namespace Nobuco.Tests.Comparisons;

/// <summary>The verdicts of docs/verification.md.</summary>
public sealed class TensorComparisonTests
{
    [Fact]
    public void TheSameNumbersAreExact()
    {
        Floats([1, -2, float.NaN, float.PositiveInfinity], [1, -2, float.NaN, float.PositiveInfinity], 0).Verdict.ShouldBe(Verdict.Exact);
        Floats([], [], 0).Verdict.ShouldBe(Verdict.Exact);
    }

    [Fact]
    public void ErrorsAreRelativeToTheLargestMagnitude()
    {
        Comparison comparison = Floats([0.001f, -200], [0.101f, -200], 1e-3);
        comparison.Verdict.ShouldBe(Verdict.WithinTolerance);
        comparison.MaxAbsolute.ShouldBe(0.1, 1e-6);
        comparison.MaxRelative.ShouldBe(0.0005, 1e-8);
        Floats([0.001f, -200], [0.101f, -200], 1e-4).Verdict.ShouldBe(Verdict.Inaccurate);
    }

    [Theory]
    [InlineData(float.NaN, 1)]
    [InlineData(1, float.NaN)]
    [InlineData(float.PositiveInfinity, float.NegativeInfinity)]
    [InlineData(1, float.PositiveInfinity)]
    public void NaNAndInfinitiesMustBeInTheSamePlaces(float expected, float actual)
    {
        Comparison comparison = Floats([expected, 5], [actual, 5], 1);
        comparison.Verdict.ShouldBe(Verdict.Inaccurate);
        comparison.Message.ShouldBe("1 elements are NaN or infinite in one of the two only");
    }

    [Fact]
    public void WhereZeroIsExpectedNothingElseIsWithinATolerance() => Floats([0, 0], [0, 1e-6f], 0.5).Verdict.ShouldBe(Verdict.Inaccurate);

    [Fact]
    public void IntegersMustBeEqual()
    {
        Tensor expected = Tensor.From([1000L, 2], 2);
        TensorComparison.Compare(expected, Tensor.From([1000L, 2], 2), 0).Verdict.ShouldBe(Verdict.Exact);
        TensorComparison.Compare(expected, Tensor.From([1001L, 2], 2), 0.5).Verdict.ShouldBe(Verdict.Inaccurate);
    }

    [Fact]
    public void OtherShapesAndTypesFail()
    {
        Tensor expected = Tensor.Zeros(DType.Float32, [2, 3]);
        TensorComparison.Compare(expected, Tensor.Zeros(DType.Float32, [3, 2]), 1).ShouldBe(new Comparison(Verdict.Failed, Message: "shape [3, 2] instead of [2, 3]"));
        TensorComparison.Compare(expected, Tensor.Zeros(DType.Float64, [2, 3]), 1).Verdict.ShouldBe(Verdict.Failed);
    }

    [Fact]
    public void ComplexNumbersAreComparedByTheirParts()
    {
        Tensor expected = Tensor.From([new System.Numerics.Complex(1, 100)], 1);
        TensorComparison.Compare(expected, Tensor.From([new System.Numerics.Complex(1.05, 100)], 1), 1e-3).Verdict.ShouldBe(Verdict.WithinTolerance);
        TensorComparison.Compare(expected, Tensor.From([new System.Numerics.Complex(1.5, 100)], 1), 1e-3).Verdict.ShouldBe(Verdict.Inaccurate);
    }

    [Fact]
    public void OrderInMemoryDoesNotMatter()
    {
        Tensor x = Tensor.From([1f, 2, 3, 4, 5, 6], 2, 3);
        TensorComparison.Compare(x, x.Permute([1, 0]).Contiguous().Permute([1, 0]), 0).Verdict.ShouldBe(Verdict.Exact);
    }

    [Fact]
    public void TheWorseOfTwoIsTheWorseVerdictThenTheLargerError()
    {
        Comparison failed = new(Verdict.Failed), small = new(Verdict.Inaccurate, 1, 0.1), large = new(Verdict.Inaccurate, 0.5, 0.2);
        Comparison.Worse(small, failed).ShouldBe(failed);
        Comparison.Worse(large, small).ShouldBe(large);
        Comparison.Worse(new Comparison(Verdict.Exact), small).ShouldBe(small);
    }

    private static Comparison Floats(float[] expected, float[] actual, double tolerance) =>
        TensorComparison.Compare(Tensor.From(expected, expected.Length), Tensor.From(actual, actual.Length), tolerance);
}
