using Nobuco.Tensors;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Nobuco.TensorFlow.Executor;

/// <summary>x · scale + offset with a scale and an offset per channel, in one pass over the memory.</summary>
internal static class ChannelAffine
{
    private const int WorkPerPart = 1 << 16;

    /// <param name="x">[…, C] of float32, contiguous</param>
    public static Tensor Run(Tensor x, float[] scale, float[] offset)
    {
        Tensor result = Tensor.Empty(DType.Float32, x.Shape);
        long rows = x.Count / Math.Max(scale.Length, 1);
        int parts = (int)Math.Clamp(x.Count / WorkPerPart, 1, Environment.ProcessorCount);
        Parallel.For(0, parts, part => Rows(x, scale, offset, result, rows * part / parts, rows * (part + 1) / parts));
        return result;
    }

    private static void Rows(Tensor x, float[] scale, float[] offset, Tensor result, long first, long last)
    {
        int channels = scale.Length;
        ReadOnlySpan<float> from = x.ReadOnlySpan<float>();
        Span<float> to = result.Span<float>();
        for (long row = first; row < last; row++)
        {
            int at = (int)row * channels;
            TensorPrimitives.MultiplyAdd(from.Slice(at, channels), scale, offset, to.Slice(at, channels));
        }
    }
}
