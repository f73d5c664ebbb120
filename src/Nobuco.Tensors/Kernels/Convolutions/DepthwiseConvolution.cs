using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Nobuco.Tensors.Kernels.Convolutions;

/// <summary>Depthwise convolution of float32 (one input channel per group and output) in channels-last order.</summary>
internal static unsafe class DepthwiseConvolution
{
    private const long ParallelWork = 1 << 16;

    /// <param name="input">[N, spatial…, C].</param>
    /// <param name="weight">[C, 1, kernel…], strided in any way.</param>
    public static Tensor Run(Tensor input, Tensor weight, Tensor? bias, ConvolutionGeometry geometry)
    {
        Tensor x = input.Contiguous(), result = Tensor.Empty(DType.Float32, geometry.OutputShape(x.Shape, weight.Shape, channelsLast: true));
        if (result.Count == 0)
            return result;
        var grid = new WindowGrid(x.Shape[1..^1], x.Strides[1..^1], weight.Shape[2..], geometry);
        int channels = (int)x.Shape[^1];
        Tensor taps = weight.Reshape([channels, grid.Taps]).Transpose(0, 1).Contiguous();
        Tensor offsets = bias?.Contiguous() ?? Tensor.Zeros(DType.Float32, [channels]);
        Parallelism.ForRange(x.Shape[0] * grid.Outputs, Math.Max(1, ParallelWork / (channels * grid.Taps)), (start, end) =>
        {
            float** inputs = stackalloc float*[grid.Taps], weights = stackalloc float*[grid.Taps];
            var located = new long[grid.Taps];
            for (long i = start; i < end; i++)
            {
                (long image, long output) = Math.DivRem(i, grid.Outputs);
                grid.Locate((int)output, located);
                int count = 0;
                for (int tap = 0; tap < located.Length; tap++)
                {
                    if (located[tap] < 0)
                        continue;
                    inputs[count] = (float*)x.Address + (image * x.Strides[0]) + located[tap];
                    weights[count++] = (float*)taps.Address + ((long)tap * channels);
                }
                Window(inputs, weights, count, channels, (float*)offsets.Address, (float*)result.Address + (i * channels));
            }
        });
        GC.KeepAlive(x);
        GC.KeepAlive(taps);
        GC.KeepAlive(offsets);
        return result;
    }

    /// <summary>result[c] = bias[c] + Σ inputs[tap][c] · weights[tap][c].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Window(float** inputs, float** weights, int taps, int channels, float* bias, float* result)
    {
        int c = 0;
        for (; c + 32 <= channels; c += 32)
        {
            Vector256<float> s0 = Vector256.Load(bias + c), s1 = Vector256.Load(bias + c + 8), s2 = Vector256.Load(bias + c + 16), s3 = Vector256.Load(bias + c + 24);
            for (int tap = 0; tap < taps; tap++)
            {
                float* x = inputs[tap] + c, w = weights[tap] + c;
                s0 = Vector256.MultiplyAddEstimate(Vector256.Load(x), Vector256.Load(w), s0);
                s1 = Vector256.MultiplyAddEstimate(Vector256.Load(x + 8), Vector256.Load(w + 8), s1);
                s2 = Vector256.MultiplyAddEstimate(Vector256.Load(x + 16), Vector256.Load(w + 16), s2);
                s3 = Vector256.MultiplyAddEstimate(Vector256.Load(x + 24), Vector256.Load(w + 24), s3);
            }
            s0.Store(result + c);
            s1.Store(result + c + 8);
            s2.Store(result + c + 16);
            s3.Store(result + c + 24);
        }
        for (; c + 8 <= channels; c += 8)
        {
            Vector256<float> sum = Vector256.Load(bias + c);
            for (int tap = 0; tap < taps; tap++)
                sum = Vector256.MultiplyAddEstimate(Vector256.Load(inputs[tap] + c), Vector256.Load(weights[tap] + c), sum);
            sum.Store(result + c);
        }
        for (; c < channels; c++)
        {
            float sum = bias[c];
            for (int tap = 0; tap < taps; tap++)
                sum += inputs[tap][c] * weights[tap][c];
            result[c] = sum;
        }
    }
}
