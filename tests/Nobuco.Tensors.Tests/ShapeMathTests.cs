using FsCheck.Xunit;
using Nobuco.Tensors.Tests.Kernels;

namespace Nobuco.Tensors.Tests;

public sealed class ShapeMathTests
{
    [Property]
    public void ContiguousStridesAreContiguous(int seed)
    {
        var random = new Randomly(seed);
        Seq<long> shape = random.Shape(random.Int(0, 5), 0, 4);
        Seq<long> strides = ShapeMath.ContiguousStrides(shape);
        ShapeMath.IsContiguous(shape, strides).ShouldBeTrue();
        long position = 0;
        foreach (long[] index in shape.Indices())
            index.Zip(strides, (at, stride) => at * stride).Sum().ShouldBe(position++);
        position.ShouldBe(ShapeMath.Product(shape));
    }

    [Property]
    public void TheExtentIsThatOfTheIndices(int seed)
    {
        var random = new Randomly(seed);
        Seq<long> shape = random.Shape(random.Int(0, 4), 1, 4), strides = random.Shape(shape.Count, -5, 5);
        long[] positions = [.. shape.Indices().Select(index => 7 + index.Zip(strides, (at, stride) => at * stride).Sum())];
        ShapeMath.Extent(shape, strides, 7).ShouldBe((positions.Min(), positions.Max()));
    }

    [Theory]
    [InlineData(-1, 3, 2)]
    [InlineData(2, 3, 2)]
    [InlineData(-1, 0, 0)]
    public void AxesCountFromEitherEnd(long axis, int rank, int expected) => ShapeMath.NormalizeAxis(axis, rank).ShouldBe(expected);

    [Theory]
    [InlineData(3, 3)]
    [InlineData(-4, 3)]
    [InlineData(1, 0)]
    public void OtherAxesAreErrors(long axis, int rank) => Should.Throw<ArgumentOutOfRangeException>(() => ShapeMath.NormalizeAxis(axis, rank));

    [Fact]
    public void SizesThatDifferDoNotBroadcast() => Should.Throw<ArgumentException>(() => ShapeMath.Broadcast([2, 3], [2]));
}
