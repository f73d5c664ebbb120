namespace Nobuco.Tensors.Kernels;

/// <summary>The input elements that make each output element along one axis, and their weights: [tap][output].</summary>
internal sealed record ResizeTaps(long[][] Indices, double[][] Weights)
{
    private const double CubicA = -0.75;

    /// <param name="inSingle">Coordinates are computed in float32, as PyTorch does for float32 tensors.</param>
    public static ResizeTaps Of(long size, long output, double scale, ResizeMode mode, ResizeCoordinates coordinates, bool inSingle)
    {
        int count = mode == ResizeMode.Linear ? 2 : 4;
        long[][] indices = [.. Enumerable.Range(0, count).Select(_ => new long[output])];
        double[][] weights = [.. Enumerable.Range(0, count).Select(_ => new double[output])];
        for (int i = 0; i < output; i++)
        {
            double at = inSingle ? Position(i, (float)scale, coordinates) : Position(i, scale, coordinates);
            if (mode == ResizeMode.Linear)
                at = Math.Max(at, 0);
            double floor = Math.Floor(at), fraction = at - floor;
            for (int tap = 0; tap < count; tap++)
            {
                long index = (long)floor + tap - (mode == ResizeMode.Linear ? 0 : 1);
                indices[tap][i] = Math.Clamp(index, 0, size - 1);
                weights[tap][i] = mode == ResizeMode.Linear ? (tap == 0 ? 1 - fraction : fraction) : Cubic(tap - 1 - fraction);
            }
        }
        return new ResizeTaps(indices, weights);
    }

    private static float Position(int i, float scale, ResizeCoordinates coordinates) =>
        coordinates == ResizeCoordinates.HalfPixel ? (scale * (i + 0.5f)) - 0.5f : i * scale;

    private static double Position(int i, double scale, ResizeCoordinates coordinates) =>
        coordinates == ResizeCoordinates.HalfPixel ? (scale * (i + 0.5)) - 0.5 : i * scale;

    /// <summary>Keys' kernel at a distance of at most 2.</summary>
    private static double Cubic(double distance)
    {
        double x = Math.Abs(distance);
        return x <= 1
            ? (((((CubicA + 2) * x) - (CubicA + 3)) * x) * x) + 1
            : (((((CubicA * x) - (5 * CubicA)) * x) + (8 * CubicA)) * x) - (4 * CubicA);
    }
}
