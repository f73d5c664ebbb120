using Nobuco.Tensors.Kernels;

namespace Nobuco.Tensors.Tests.Kernels;

public sealed class TransposedConvolutionTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void EachInputElementAddsItsKernel(int spatial)
    {
        for (int seed = 0; seed < 30; seed++)
        {
            var random = new Randomly(seed);
            int groups = random.Int(1, 2);
            Tensor input = random.Doubles([random.Int(1, 2), groups * random.Int(1, 4), .. random.Shape(spatial, 1, 5)]);
            Tensor weight = random.Doubles([input.Shape[1], random.Int(1, 4), .. random.Shape(spatial, 1, 3)]);
            Seq<int> pads = random.Ints(spatial, 0, 1);
            var geometry = new ConvolutionGeometry(random.Ints(spatial, 1, 3), pads, pads, random.Ints(spatial, 1, 2), groups);
            Seq<long> output = [.. Enumerable.Range(0, spatial).Select(axis => OutputSize(axis, input, weight, geometry) + random.Int(0, geometry.Strides[axis] - 1))];
            if (output.Any(size => size <= 0))
                continue;
            Tensor bias = random.Doubles([weight.Shape[1] * groups]);
            Tensor expected = Reference(input, weight, bias, geometry, output);

            Tensor single = random.Strided(input.Cast(DType.Float32)), singleWeight = random.Strided(weight.Cast(DType.Float32)), singleBias = bias.Cast(DType.Float32);
            TransposedConvolution.Run(single, singleWeight, singleBias, geometry, output, channelsLast: false).ShouldBeClose(expected);
            TransposedConvolution.Run(ToLast(single), singleWeight, singleBias, geometry, output, channelsLast: true).ShouldBeClose(ToLast(expected));
        }
    }

    private static long OutputSize(int axis, Tensor input, Tensor weight, ConvolutionGeometry geometry) =>
        ((input.Shape[axis + 2] - 1) * geometry.Strides[axis]) - (2 * geometry.PadsBefore[axis]) + (geometry.Dilations[axis] * (weight.Shape[axis + 2] - 1)) + 1;

    private static Tensor Reference(Tensor input, Tensor weight, Tensor bias, ConvolutionGeometry geometry, Seq<long> output)
    {
        long channels = input.Shape[1] / geometry.Groups, outputs = weight.Shape[1];
        Tensor result = Tensor.Empty(DType.Float64, [input.Shape[0], outputs * geometry.Groups, .. output]);
        result.CopyFrom(bias.Reshape([bias.Count, .. Seq.Repeat(1L, output.Count)]));
        Span<double> sums = result.Span<double>();
        foreach (long[] from in input.Shape.Indices())
        {
            foreach (long[] tap in weight.Shape[1..].Indices())
            {
                long[] at = [.. output.Select((_, axis) => (from[axis + 2] * geometry.Strides[axis]) - geometry.PadsBefore[axis] + (tap[axis + 1] * geometry.Dilations[axis]))];
                if (at.Select((i, axis) => i < 0 || i >= output[axis]).Any(outside => outside))
                    continue;
                long[] to = [from[0], (from[1] / channels * outputs) + tap[0], .. at];
                long flat = to.Zip(result.Strides, (i, stride) => i * stride).Sum();
                sums[(int)flat] += input.At(from) * weight.At([from[1], .. tap]);
            }
        }
        return result;
    }

    private static Tensor ToLast(Tensor x) => x.Permute([0, .. Enumerable.Range(2, x.Rank - 2), 1]);
}
