using Nobuco.Tensors.Kernels;

namespace Nobuco.Tensors.Tests.Kernels;

public sealed class SortingTests
{
    [Fact]
    public void EqualElementsKeepTheirOrder()
    {
        (Tensor values, Tensor indices) = Sorting.Sort(Tensor.From([3, 1, 2, 1, 3], 5), 0);
        values.ShouldEqual(Tensor.From([1, 1, 2, 3, 3], 5));
        indices.ShouldEqual(Tensor.From([1L, 3, 2, 0, 4], 5));
        (values, indices) = Sorting.Sort(Tensor.From([3, 1, 2, 1, 3], 5), 0, descending: true);
        values.ShouldEqual(Tensor.From([3, 3, 2, 1, 1], 5));
        indices.ShouldEqual(Tensor.From([0L, 4, 2, 1, 3], 5));
    }

    [Fact]
    public void NotANumberIsTheLargest()
    {
        Tensor x = Tensor.From([1f, float.NaN, float.PositiveInfinity, -1], 4);
        Sorting.Sort(x, 0).Indices.ShouldEqual(Tensor.From([3L, 0, 2, 1], 4));
        Sorting.TopK(x, 2, 0).Indices.ShouldEqual(Tensor.From([1L, 2], 2));
        Sorting.TopK(x, 2, 0, largest: false).Values.ShouldEqual(Tensor.From([-1f, 1], 2));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void AnyAxisSorts(int axis)
    {
        var random = new Randomly(axis);
        Tensor x = random.Integers([4, 5, 6], 0, 9);
        (Tensor values, Tensor indices) = Sorting.Sort(random.Strided(x), axis);
        Gathering.Gather(x, axis, indices).ShouldEqual(values);
        Tensor earlier = values.Slice(axis, 0, -1), later = values.Slice(axis, 1, long.MaxValue);
        Elementwise.Compare(CompareKind.LessEqual, earlier, later).ToArray<bool>().ShouldAllBe(holds => holds);
        Sorting.Sort(indices, axis).Values.ToArray<long>().ShouldBe([.. x.Shape.Indices().Select(index => index[axis])]);
    }
}
