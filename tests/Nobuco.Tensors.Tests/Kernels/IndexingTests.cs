using Nobuco.Tensors.Kernels;

namespace Nobuco.Tensors.Tests.Kernels;

public sealed class IndexingTests
{
    private static readonly Tensor s_matrix = Tensor.From([1, 2, 3, 4, 5, 6], 2, 3);

    [Fact]
    public void TakeReplacesTheAxisByTheIndices()
    {
        var random = new Randomly(1);
        Tensor x = random.Doubles([2, 3, 4, 2]), indices = random.Integers([2, 5], -4, 3);
        Tensor expected = NestedIndex.Fill([2, 3, 2, 5, 2], i => x.At(i[0], i[1], indices.ToArray<long>()[(i[2] * 5) + i[3]], i[4]));
        Gathering.Take(random.Strided(x), 2, random.Strided(indices)).ShouldEqual(expected);
        Tensor batched = NestedIndex.Fill([2, 3, 5, 2], i => x.At(i[0], i[1], indices.ToArray<long>()[(i[0] * 5) + i[2]], i[3]));
        Gathering.Take(x, 2, indices, batchDims: 1).ShouldEqual(batched);
    }

    [Fact]
    public void GatherFollowsTheIndexAlongTheAxis()
    {
        var random = new Randomly(2);
        Tensor x = random.Doubles([3, 4, 5]), index = random.Integers([2, 7, 4], 0, 3);
        Tensor expected = NestedIndex.Fill([2, 7, 4], i => x.At(i[0], (long)index.At(i), i[2]));
        Gathering.Gather(random.Strided(x), 1, random.Strided(index)).ShouldEqual(expected);
    }

    [Fact]
    public void VectorsNameSlices()
    {
        Gathering.GatherNd(s_matrix, Tensor.From([1L, 2, 0, 0], 2, 2)).ShouldEqual(Tensor.From([6, 1], 2));
        Gathering.GatherNd(s_matrix, Tensor.From([1L, 0, 1], 3, 1)).ShouldEqual(Tensor.From([4, 5, 6, 1, 2, 3, 4, 5, 6], 3, 3));
        Scattering.ScatterNd(s_matrix, Tensor.From([1L], 1, 1), Tensor.From([7, 8, 9], 1, 3)).ShouldEqual(Tensor.From([1, 2, 3, 7, 8, 9], 2, 3));
        Scattering.ScatterNd(s_matrix, Tensor.From([1L, 1, 1, 1], 2, 2), Tensor.From([10, 20], 2), ScatterMode.Add)
            .ShouldEqual(Tensor.From([1, 2, 3, 4, 35, 6], 2, 3));
    }

    [Fact]
    public void TensorsIndexAsInPyTorch()
    {
        var random = new Randomly(3);
        Tensor x = random.Doubles([3, 4, 5, 2]), i = Tensor.From([0L, 2], 2, 1), j = Tensor.From([1L, -1, 0], 3);
        long[] rows = [0, 2], columns = [1, 4, 0];
        // Neighbours stay where they are, others come first.
        Gathering.Index(x, [null, i, j]).ShouldEqual(NestedIndex.Fill([3, 2, 3, 2], a => x.At(a[0], rows[a[1]], columns[a[2]], a[3])));
        Gathering.Index(x, [i, null, j]).ShouldEqual(NestedIndex.Fill([2, 3, 4, 2], a => x.At(rows[a[0]], a[2], columns[a[1]], a[3])));
        Tensor mask = Tensor.From([true, false, true, false, true, true], 2, 3);
        Gathering.Index(s_matrix, [mask]).ShouldEqual(Tensor.From([1, 3, 5, 6], 4));
    }

    [Fact]
    public void IndexPutWritesWhatIndexReads()
    {
        var random = new Randomly(4);
        Tensor x = random.Doubles([3, 4, 5]), i = Tensor.From([0L, 2], 2), j = Tensor.From([1L, 3], 2);
        foreach (Tensor?[] indices in new Tensor?[][] { [null, i, j], [i, null, j], [i], [null, null, j] })
        {
            Tensor updates = random.Doubles(Gathering.Index(x, indices).Shape);
            Tensor written = Scattering.IndexPut(random.Strided(x), indices, random.Strided(updates));
            Gathering.Index(written, indices).ShouldEqual(updates);
            written.ToArray<double>().Zip(x.ToArray<double>()).Count(p => p.First != p.Second).ShouldBe((int)updates.Count);
        }
        Scattering.IndexPut(s_matrix, [Tensor.From([0L, 0], 2)], Tensor.Scalar(5), ScatterMode.Add).ShouldEqual(Tensor.From([11, 12, 13, 4, 5, 6], 2, 3));
    }

    [Theory]
    [InlineData(ScatterMode.Replace, new[] { 9, 2, 3, 4, 7, 6 })]
    [InlineData(ScatterMode.Add, new[] { 10, 2, 3, 4, 12, 6 })]
    [InlineData(ScatterMode.Multiply, new[] { 9, 2, 3, 4, 35, 6 })]
    [InlineData(ScatterMode.Maximum, new[] { 9, 2, 3, 4, 7, 6 })]
    [InlineData(ScatterMode.Minimum, new[] { 1, 2, 3, 4, 5, 6 })]
    public void ScatterWritesAlongTheAxis(ScatterMode mode, int[] expected) =>
        Scattering.Scatter(s_matrix, 1, Tensor.From([0L, 1], 2, 1), Tensor.From([9, 7], 2, 1), mode).ShouldEqual(Tensor.From(expected, 2, 3));

    [Fact]
    public void NonZeroListsPositions()
    {
        Gathering.NonZero(Tensor.From([0f, 2, 0, float.NaN], 2, 2)).ShouldEqual(Tensor.From([0L, 1, 1, 1], 2, 2));
        Gathering.NonZero(Tensor.Scalar(3)).Shape.ShouldBe([1, 0]);
    }

    [Fact]
    public void IndicesOutsideAreErrors()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Gathering.Take(s_matrix, 1, Tensor.From([3L], 1)));
        Should.Throw<ArgumentOutOfRangeException>(() => Gathering.Gather(s_matrix, 1, Tensor.From([-4L], 1, 1)));
    }
}
