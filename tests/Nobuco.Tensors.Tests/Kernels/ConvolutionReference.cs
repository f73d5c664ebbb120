using Nobuco.Tensors.Kernels;

namespace Nobuco.Tensors.Tests.Kernels;

/// <summary>Convolution by its definition, in float64 and channels-first.</summary>
internal static class ConvolutionReference
{
    public static Tensor Run(Tensor input, Tensor weight, Tensor? bias, ConvolutionGeometry geometry)
    {
        Seq<long> spatial = [.. Enumerable.Range(0, input.Rank - 2).Select(axis => geometry.OutputSize(axis, input.Shape[axis + 2], weight.Shape[axis + 2]))];
        Tensor result = Tensor.Zeros(DType.Float64, [input.Shape[0], weight.Shape[0], .. spatial]);
        long perGroup = weight.Shape[1], outputsPerGroup = weight.Shape[0] / geometry.Groups;
        double[] x = input.ToArray<double>(), w = weight.ToArray<double>(), b = bias?.ToArray<double>() ?? new double[weight.Shape[0]];
        Span<double> y = result.Span<double>();
        long inputSize = ShapeMath.Product(input.Shape[2..]), kernelSize = ShapeMath.Product(weight.Shape[2..]), outputSize = ShapeMath.Product(spatial);
        for (long at = 0; at < outputSize; at++)
        {
            for (long tap = 0; tap < kernelSize; tap++)
            {
                if (Locate(input.Shape[2..], Index(at, spatial), Index(tap, weight.Shape[2..]), geometry) is not { } from)
                    continue;
                for (long n = 0; n < input.Shape[0]; n++)
                {
                    for (long o = 0; o < weight.Shape[0]; o++)
                    {
                        for (long c = 0; c < perGroup; c++)
                        {
                            long channel = (o / outputsPerGroup * perGroup) + c;
                            y[(int)((((n * weight.Shape[0]) + o) * outputSize) + at)] +=
                                x[(((n * input.Shape[1]) + channel) * inputSize) + from] * w[(((o * perGroup) + c) * kernelSize) + tap];
                        }
                    }
                }
            }
        }
        for (int i = 0; i < y.Length; i++)
            y[i] += b[i / outputSize % b.Length];
        return result;
    }

    private static long? Locate(Seq<long> size, long[] output, long[] tap, ConvolutionGeometry geometry)
    {
        long offset = 0;
        for (int axis = 0; axis < size.Count; axis++)
        {
            long at = (output[axis] * geometry.Strides[axis]) - geometry.PadsBefore[axis] + (tap[axis] * geometry.Dilations[axis]);
            if (at < 0 || at >= size[axis])
                return null;
            offset = (offset * size[axis]) + at;
        }
        return offset;
    }

    private static long[] Index(long flat, Seq<long> shape)
    {
        var index = new long[shape.Count];
        for (int axis = shape.Count - 1; axis >= 0; axis--)
            (flat, index[axis]) = Math.DivRem(flat, shape[axis]);
        return index;
    }
}
