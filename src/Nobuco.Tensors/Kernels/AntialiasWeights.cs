namespace Nobuco.Tensors.Kernels;

/// <summary>Resizing of an axis with a filter that widens as the image shrinks, as a matrix. Formula: PyTorch's antialiased interpolation.</summary>
public static class AntialiasWeights
{
    /// <summary>float64 [output, size]: what each element counts for.</summary>
    /// <param name="mode">Linear or cubic.</param>
    /// <param name="factor">Output size over input size where it is not their quotient.</param>
    public static Tensor Of(long size, long output, ResizeMode mode, bool alignCorners, double? factor)
    {
        (Func<double, double> filter, double reach) = mode == ResizeMode.Linear ? ((Func<double, double>)Triangle, 1.0) : (Cubic, 2.0);
        double scale = alignCorners ? (output > 1 ? (double)(size - 1) / (output - 1) : 0) : factor is > 0 and double given ? 1 / given : (double)size / output;
        double stretch = Math.Max(scale, 1), support = reach * stretch;
        var weights = new double[output * size];
        for (int i = 0; i < output; i++)
        {
            double center = scale * (i + 0.5);
            long first = Math.Max((long)(center - support + 0.5), 0), end = Math.Min((long)(center + support + 0.5), size);
            Span<double> row = weights.AsSpan((int)(i * size), (int)size);
            double sum = 0;
            for (long j = first; j < end; j++)
                sum += row[(int)j] = filter((j - center + 0.5) / stretch);
            for (long j = first; j < end; j++)
                row[(int)j] /= sum;
        }
        return Tensor.From(weights, output, size);
    }

    private static double Triangle(double x) => Math.Max(1 - Math.Abs(x), 0);

    /// <summary>Keys' cubic with a = −0.5.</summary>
    private static double Cubic(double x) => Math.Abs(x) switch
    {
        < 1 and var d => (((1.5 * d) - 2.5) * d * d) + 1,
        < 2 and var d => (((((-0.5 * d) + 2.5) * d) - 4) * d) + 2,
        _ => 0,
    };
}
