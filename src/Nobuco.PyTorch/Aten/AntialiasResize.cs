using Nobuco.Tensors;
using Nobuco.Tensors.Kernels;

namespace Nobuco.PyTorch.Aten;

/// <summary>Resizing of the last two axes with a filter that widens as the image shrinks.</summary>
internal static class AntialiasResize
{
    /// <summary>A filter and the distance at which it ends.</summary>
    internal sealed record Filter(Func<double, double> Weight, double Support);

    public static Filter Triangle { get; } = new(static x => Math.Max(1 - Math.Abs(x), 0), 1);

    /// <summary>Keys' cubic with a = −0.5.</summary>
    public static Filter Cubic { get; } = new(
        static x => Math.Abs(x) switch
        {
            < 1 and var d => (((1.5 * d) - 2.5) * d * d) + 1,
            < 2 and var d => (((((-0.5 * d) + 2.5) * d) - 4) * d) + 2,
            _ => 0,
        },
        2);

    /// <param name="factors">Output size over input size where the program gives it.</param>
    public static Tensor Run(Tensor x, Seq<long> outputSize, bool alignCorners, double?[] factors, Filter filter)
    {
        DType wide = x.DType == DType.Float64 ? DType.Float64 : DType.Float32;
        Tensor rows = Weights(x.Shape[^2], outputSize[0], alignCorners, factors.ElementAtOrDefault(0), filter).Cast(wide);
        Tensor columns = Weights(x.Shape[^1], outputSize[1], alignCorners, factors.ElementAtOrDefault(1), filter).Cast(wide);
        Tensor narrow = MatMul.Run(x.Cast(wide), columns, transposeB: true);
        return MatMul.Run(rows, narrow).Cast(x.DType);
    }

    /// <summary>[output, input]: what each element counts for.</summary>
    private static Tensor Weights(long size, long output, bool alignCorners, double? factor, Filter filter)
    {
        double scale = alignCorners ? (output > 1 ? (double)(size - 1) / (output - 1) : 0) : factor is > 0 and double given ? 1 / given : (double)size / output;
        double stretch = Math.Max(scale, 1), support = filter.Support * stretch;
        var weights = new double[output * size];
        for (int i = 0; i < output; i++)
        {
            double center = scale * (i + 0.5);
            long first = Math.Max((long)(center - support + 0.5), 0), end = Math.Min((long)(center + support + 0.5), size);
            Span<double> row = weights.AsSpan((int)(i * size), (int)size);
            double sum = 0;
            for (long j = first; j < end; j++)
                sum += row[(int)j] = filter.Weight((j - center + 0.5) / stretch);
            for (long j = first; j < end; j++)
                row[(int)j] /= sum;
        }
        return Tensor.From(weights, output, size);
    }
}
