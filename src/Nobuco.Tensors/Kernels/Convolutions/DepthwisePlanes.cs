using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Nobuco.Tensors.Kernels.Gemm;

namespace Nobuco.Tensors.Kernels.Convolutions;

/// <summary>Depthwise convolution of float32 over one or two spatial axes in channels-first order, plane by plane.</summary>
/// <remarks>
/// A plane is copied into a padded one whose rows are split by phase: column x lies at x / stride of phase x mod stride, so that the inputs
/// of neighbouring outputs are neighbours whatever the stride.
/// </remarks>
internal sealed unsafe class DepthwisePlanes
{
    private const int Lanes = 8;
    private const long ParallelWork = 1 << 16;

    private readonly int _height, _width, _outHeight, _outWidth, _kernelHeight, _kernelWidth, _rows, _phaseWidth;
    private readonly (int Stride, int Dilation, int Pad) _vertical, _horizontal;

    private DepthwisePlanes(Seq<long> input, Seq<long> kernel, Seq<long> output, ConvolutionGeometry geometry)
    {
        bool isPlane = kernel.Count == 2;
        (_height, _width) = (isPlane ? (int)input[0] : 1, (int)input[^1]);
        (_outHeight, _outWidth) = (isPlane ? (int)output[0] : 1, (int)output[^1]);
        (_kernelHeight, _kernelWidth) = (isPlane ? (int)kernel[0] : 1, (int)kernel[^1]);
        _vertical = isPlane ? (geometry.Strides[0], geometry.Dilations[0], geometry.PadsBefore[0]) : (1, 1, 0);
        _horizontal = (geometry.Strides[^1], geometry.Dilations[^1], geometry.PadsBefore[^1]);
        _rows = ((_outHeight - 1) * _vertical.Stride) + ((_kernelHeight - 1) * _vertical.Dilation) + 1;
        _phaseWidth = RoundUp(_outWidth) + ((_kernelWidth - 1) * _horizontal.Dilation / _horizontal.Stride) + 1;
    }

    /// <param name="input">[N, C, spatial…].</param>
    /// <param name="weight">[C, 1, kernel…], strided in any way.</param>
    public static Tensor Run(Tensor input, Tensor weight, Tensor? bias, ConvolutionGeometry geometry)
    {
        Tensor x = input.Contiguous(), kernels = weight.Contiguous(), result = Tensor.Empty(DType.Float32, geometry.OutputShape(x.Shape, weight.Shape, channelsLast: false));
        if (result.Count == 0)
            return result;
        Tensor offsets = bias?.Contiguous() ?? Tensor.Zeros(DType.Float32, [weight.Shape[0]]);
        new DepthwisePlanes(x.Shape[2..], weight.Shape[2..], result.Shape[2..], geometry).Run(x, kernels, offsets, result);
        return result;
    }

    private void Run(Tensor x, Tensor kernels, Tensor bias, Tensor result)
    {
        long channels = x.Shape[1], inputSize = (long)_height * _width, outputSize = (long)_outHeight * _outWidth;
        int taps = _kernelHeight * _kernelWidth;
        Parallelism.ForRange(x.Shape[0] * channels, Math.Max(1, ParallelWork / (outputSize * taps)), (start, end) =>
        {
            using var padded = new Scratch((long)_rows * _horizontal.Stride * _phaseWidth, zeroed: true);
            using var line = new Scratch(RoundUp(_outWidth));
            float** tapsOfRow = stackalloc float*[taps];
            for (long plane = start; plane < end; plane++)
            {
                long channel = plane % channels;
                Split((float*)x.Address + (plane * inputSize), padded.Address);
                float* kernel = (float*)kernels.Address + (channel * taps), to = (float*)result.Address + (plane * outputSize);
                for (int row = 0; row < _outHeight; row++, to += _outWidth)
                {
                    Locate(padded.Address, row, tapsOfRow);
                    Line(tapsOfRow, kernel, taps, ((float*)bias.Address)[channel], RoundUp(_outWidth), line.Address);
                    new ReadOnlySpan<float>(line.Address, _outWidth).CopyTo(new Span<float>(to, _outWidth));
                }
            }
        });
        GC.KeepAlive(x);
        GC.KeepAlive(kernels);
        GC.KeepAlive(bias);
        GC.KeepAlive(result);
    }

    private void Split(float* plane, float* padded)
    {
        (int stride, _, int pad) = _horizontal;
        int count = Math.Min(_width, (_phaseWidth * stride) - pad);
        for (int row = Math.Max(0, -_vertical.Pad); row < _height && row + _vertical.Pad < _rows; row++)
        {
            float* from = plane + (row * _width), to = padded + ((long)(row + _vertical.Pad) * stride * _phaseWidth);
            if (stride == 1)
            {
                new ReadOnlySpan<float>(from, count).CopyTo(new Span<float>(to + pad, count));
                continue;
            }
            (int index, int phase) = Math.DivRem(pad, stride);
            for (int column = 0; column < count; column++)
            {
                to[(phase * _phaseWidth) + index] = from[column];
                if (++phase == stride)
                    (phase, index) = (0, index + 1);
            }
        }
    }

    /// <summary>Where each tap of the first window of a row lies.</summary>
    private void Locate(float* padded, int row, float** taps)
    {
        for (int i = 0; i < _kernelHeight; i++)
        {
            float* from = padded + ((long)((row * _vertical.Stride) + (i * _vertical.Dilation)) * _horizontal.Stride * _phaseWidth);
            for (int j = 0; j < _kernelWidth; j++)
            {
                (int index, int phase) = Math.DivRem(j * _horizontal.Dilation, _horizontal.Stride);
                *taps++ = from + (phase * _phaseWidth) + index;
            }
        }
    }

    /// <summary>line[i] = bias + Σ taps[t][i] · kernel[t], for a multiple of eight elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Line(float** taps, float* kernel, int count, float bias, int length, float* line)
    {
        int i = 0;
        for (; i + (4 * Lanes) <= length; i += 4 * Lanes)
        {
            Vector256<float> s0 = Vector256.Create(bias), s1 = s0, s2 = s0, s3 = s0;
            for (int tap = 0; tap < count; tap++)
            {
                Vector256<float> w = Vector256.Create(kernel[tap]);
                float* x = taps[tap] + i;
                s0 = Vector256.MultiplyAddEstimate(Vector256.Load(x), w, s0);
                s1 = Vector256.MultiplyAddEstimate(Vector256.Load(x + 8), w, s1);
                s2 = Vector256.MultiplyAddEstimate(Vector256.Load(x + 16), w, s2);
                s3 = Vector256.MultiplyAddEstimate(Vector256.Load(x + 24), w, s3);
            }
            s0.Store(line + i);
            s1.Store(line + i + 8);
            s2.Store(line + i + 16);
            s3.Store(line + i + 24);
        }
        for (; i < length; i += Lanes)
        {
            Vector256<float> sum = Vector256.Create(bias);
            for (int tap = 0; tap < count; tap++)
                sum = Vector256.MultiplyAddEstimate(Vector256.Load(taps[tap] + i), Vector256.Create(kernel[tap]), sum);
            sum.Store(line + i);
        }
    }

    private static int RoundUp(int width) => (width + Lanes - 1) / Lanes * Lanes;
}
