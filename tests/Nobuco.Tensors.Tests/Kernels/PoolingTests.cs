using Nobuco.Tensors.Kernels;

namespace Nobuco.Tensors.Tests.Kernels;

public sealed class PoolingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void WindowsPool(int spatial)
    {
        for (int seed = 0; seed < 40; seed++)
        {
            var random = new Randomly(seed);
            Seq<int> kernel = random.Ints(spatial, 1, 4);
            Seq<int> pads = [.. kernel.Select(k => random.Int(0, k / 2))];
            var geometry = new PoolingGeometry(kernel, random.Ints(spatial, 1, 3), pads, pads, random.Ints(spatial, 1, 2));
            Seq<long> size = [.. kernel.Select((k, axis) => (long)(k * geometry.Dilations[axis]) + random.Int(0, 8))];
            Check(random, random.Doubles([random.Int(1, 2), random.Int(1, 20), .. size]), geometry);
        }
    }

    [Fact]
    public void TheDivisorCountsPaddingButNotWhatLiesPastIt()
    {
        Tensor x = Tensor.From([1f, 2, 3, 4, 5, 6], 1, 1, 6);
        // Windows [p 1 2] [2 3 4] [4 5 6] [6 p -]: the last starts inside the padded input and ends past it.
        var geometry = new PoolingGeometry([3], [2], [1], [2], [1]);
        Pooling.Average(x, geometry, countIncludePad: true, null, channelsLast: false).ShouldEqual(Tensor.From([1f, 3, 5, 3], 1, 1, 4));
        Pooling.Average(x, geometry, countIncludePad: false, null, channelsLast: false).ShouldEqual(Tensor.From([1.5f, 3, 5, 6], 1, 1, 4));
    }

    [Fact]
    public void AdaptiveWindowsOverlapWhereTheyMust()
    {
        Tensor x = Tensor.From([1f, 2, 3, 4, 5], 1, 1, 5);
        Pooling.AdaptiveAverage(x, [3], channelsLast: false).ShouldEqual(Tensor.From([1.5f, 3, 4.5f], 1, 1, 3));
        (Tensor values, Tensor indices) = Pooling.AdaptiveMaxWithIndices(x, [2], channelsLast: false);
        values.ShouldEqual(Tensor.From([3f, 5], 1, 1, 2));
        indices.ShouldEqual(Tensor.From([2L, 4], 1, 1, 2));
    }

    [Fact]
    public void NotANumberWins()
    {
        Tensor x = Tensor.From([1f, float.NaN, 3, 4], 1, 1, 4);
        var geometry = new PoolingGeometry([2], [2], [0], [0], [1]);
        Pooling.Max(x, geometry, channelsLast: false).ToArray<float>().ShouldBe([float.NaN, 4]);
        Pooling.MaxWithIndices(x, geometry, channelsLast: false).Indices.ShouldEqual(Tensor.From([1L, 3], 1, 1, 2));
    }

    private static void Check(Randomly random, Tensor x, PoolingGeometry geometry)
    {
        Tensor single = random.Strided(x.Cast(DType.Float32)), last = random.Strided(ToLast(single));
        Tensor max = Reference(x, geometry, (values, _) => values.Max());
        Pooling.Max(single, geometry, channelsLast: false).ShouldBeClose(max);
        Pooling.Max(last, geometry, channelsLast: true).ShouldBeClose(ToLast(max));
        (Tensor values, Tensor indices) = Pooling.MaxWithIndices(single, geometry, channelsLast: false);
        values.ShouldBeClose(max);
        Gathering.Gather(x.Reshape([x.Shape[0], x.Shape[1], ShapeMath.Product(x.Shape[2..])]), 2, indices.Reshape([x.Shape[0], x.Shape[1], ShapeMath.Product(max.Shape[2..])]))
            .Reshape(max.Shape).ShouldBeClose(max);
        Pooling.MaxWithIndices(last, geometry, channelsLast: true).Indices.ShouldEqual(ToLast(indices).Contiguous());

        Tensor average = Reference(x, geometry, (values, _) => values.Average());
        Pooling.Average(single, geometry, countIncludePad: false, null, channelsLast: false).ShouldBeClose(average);
        Pooling.Average(last, geometry, countIncludePad: false, null, channelsLast: true).ShouldBeClose(ToLast(average));
        Tensor byThree = Reference(x, geometry, (values, _) => values.Sum() / 3);
        Pooling.Average(last, geometry, countIncludePad: true, 3, channelsLast: true).ShouldBeClose(ToLast(byThree));
        if (geometry.Dilations.All(d => d == 1))
        {
            Tensor padded = Reference(x, geometry, (values, window) => values.Sum() / window);
            Pooling.Average(single, geometry, countIncludePad: true, null, channelsLast: false).ShouldBeClose(padded);
        }
    }

    /// <param name="pool">Of the elements inside and the size of the whole window.</param>
    private static Tensor Reference(Tensor x, PoolingGeometry geometry, Func<double[], int, double> pool)
    {
        Seq<long> spatial = [.. geometry.Kernel.Select((_, axis) => geometry.OutputSize(axis, x.Shape[axis + 2]))];
        Seq<long> kernel = [.. geometry.Kernel.Select(k => (long)k)];
        long[][] taps = [.. kernel.Indices()];
        return NestedIndex.Fill([x.Shape[0], x.Shape[1], .. spatial], index =>
        {
            var values = new List<double>();
            foreach (long[] tap in taps)
            {
                long[] at = [.. tap.Select((t, axis) => (index[axis + 2] * geometry.Strides[axis]) - geometry.PadsBefore[axis] + (t * geometry.Dilations[axis]))];
                if (at.Select((i, axis) => i >= 0 && i < x.Shape[axis + 2]).All(inside => inside))
                    values.Add(x.At([index[0], index[1], .. at]));
            }
            return pool([.. values], taps.Length);
        });
    }

    private static Tensor ToLast(Tensor x) => x.Permute([0, .. Enumerable.Range(2, x.Rank - 2), 1]);
}
