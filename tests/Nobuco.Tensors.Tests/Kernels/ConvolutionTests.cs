using Nobuco.Tensors.Kernels;

namespace Nobuco.Tensors.Tests.Kernels;

public sealed class ConvolutionTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void DenseConvolutionIsTheSumOverWindows(int spatial)
    {
        for (int seed = 0; seed < 40; seed++)
        {
            var random = new Randomly(seed);
            int groups = random.Int(1, 3);
            Check(random, spatial, channels: groups * random.Int(1, 20), outputs: groups * random.Int(1, 20), groups);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void DepthwiseConvolutionIsTheSumOverWindows(int spatial)
    {
        for (int seed = 0; seed < 40; seed++)
        {
            var random = new Randomly(seed);
            int channels = random.Int(1, 70);
            Check(random, spatial, channels, channels * random.Int(1, 2), channels);
        }
    }

    [Fact]
    public void LargeConvolutionsAreTheSumOverWindows()
    {
        // Enough for more than one block of rows, panels and depth, and for several threads.
        var geometry = new ConvolutionGeometry([1, 1], [1, 1], [1, 1], [1, 1], 1);
        Check(new Randomly(1), geometry, [1, 530, 15, 17], [37, 530, 3, 3]);
        Check(new Randomly(2), geometry with { PadsBefore = [0, 0], PadsAfter = [0, 0] }, [1, 600, 30, 20], [70, 600, 1, 1]);
        Check(new Randomly(3), geometry with { PadsBefore = [0, 0], PadsAfter = [0, 0] }, [1, 600, 1, 1], [130, 600, 1, 1]);
        Check(new Randomly(4), geometry with { Groups = 96 }, [2, 96, 25, 41], [96, 1, 3, 3]);
        Check(new Randomly(5), geometry with { Strides = [2, 2] }, [1, 3, 95, 64], [33, 3, 3, 3]);
    }

    private static void Check(Randomly random, int spatial, int channels, int outputs, int groups)
    {
        Seq<long> kernel = random.Shape(spatial, 1, 4);
        var geometry = new ConvolutionGeometry(
            random.Ints(spatial, 1, 3), random.Ints(spatial, 0, 2), random.Ints(spatial, 0, 2), random.Ints(spatial, 1, 2), groups);
        Seq<long> size = [.. kernel.Select(k => (2 * (k - 1)) + random.Int(1, 12))];
        Check(random, geometry, [random.Int(1, 2), channels, .. size], [outputs, channels / groups, .. kernel]);
    }

    private static void Check(Randomly random, ConvolutionGeometry geometry, Seq<long> inputShape, Seq<long> weightShape)
    {
        Tensor input = random.Doubles(inputShape), weight = random.Doubles(weightShape);
        Tensor? bias = random.Bool() ? random.Doubles([weightShape[0]]) : null;
        Tensor expected = ConvolutionReference.Run(input, weight, bias, geometry);
        Tensor single = random.Strided(input.Cast(DType.Float32)), singleWeight = random.Strided(weight.Cast(DType.Float32));
        Tensor? singleBias = bias?.Cast(DType.Float32);

        Convolution.Run(single, singleWeight, singleBias, geometry, channelsLast: false).ShouldBeClose(expected);
        Tensor last = Convolution.Run(ToLast(single).Contiguous(), singleWeight, singleBias, geometry, channelsLast: true);
        last.IsContiguous.ShouldBeTrue();
        last.ShouldBeClose(ToLast(expected));
        if (expected.Count < 5000)
            Convolution.Run(input, weight, bias, geometry, channelsLast: false).ShouldBeClose(expected, 1e-13);
    }

    private static Tensor ToLast(Tensor x) => x.Permute([0, .. Enumerable.Range(2, x.Rank - 2), 1]);
}
