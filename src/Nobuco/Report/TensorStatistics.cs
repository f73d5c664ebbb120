using System.Globalization;
using Nobuco.Tensors;

namespace Nobuco;

/// <summary>What a tensor holds. Smallest, largest, mean and standard deviation are of the finite elements, and null where there are none.</summary>
/// <param name="Name">The tensor.</param>
/// <param name="DType">Element type; of complex ones the statistics are of the real and imaginary parts.</param>
/// <param name="Shape">In PyTorch's axis order.</param>
/// <param name="Minimum">The smallest element.</param>
/// <param name="Maximum">The largest element.</param>
/// <param name="Mean">The mean.</param>
/// <param name="StandardDeviation">The root of the mean squared distance from the mean.</param>
/// <param name="NaNs">How many elements are no number.</param>
/// <param name="Infinities">How many elements are infinite.</param>
public sealed record TensorStatistics(string Name, DType DType, Seq<long> Shape, double? Minimum, double? Maximum, double? Mean, double? StandardDeviation, long NaNs, long Infinities)
{
    /// <summary>Looks at all elements.</summary>
    public static TensorStatistics Of(string name, Tensor tensor)
    {
        double[] values = tensor.DType.IsComplex() ? TensorComparison.RealAndImaginary(tensor).ToArray<double>() : tensor.ToArray<double>();
        long nans = values.LongCount(double.IsNaN), infinities = values.LongCount(double.IsInfinity);
        double[] finite = nans + infinities == 0 ? values : [.. values.Where(double.IsFinite)];
        if (finite.Length == 0)
            return new TensorStatistics(name, tensor.DType, tensor.Shape, null, null, null, null, nans, infinities);
        double mean = finite.Average();
        double deviation = Math.Sqrt(finite.Average(value => (value - mean) * (value - mean)));
        return new TensorStatistics(name, tensor.DType, tensor.Shape, finite.Min(), finite.Max(), mean, deviation, nans, infinities);
    }

    /// <summary><c>f32[1,8,4,4]</c></summary>
    public string Type => $"{DType.ShortName()}[{string.Join(",", Shape)}]";

    /// <summary><c>-1.2 … 3.4, mean 0.1, deviation 0.9, 2 NaN</c>; empty for a tensor without elements.</summary>
    public string Values => string.Join(", ", new[]
    {
        Minimum is null ? null : string.Create(CultureInfo.InvariantCulture, $"{Minimum:g6} … {Maximum:g6}, mean {Mean:g6}, deviation {StandardDeviation:g6}"),
        NaNs == 0 ? null : $"{NaNs} NaN",
        Infinities == 0 ? null : $"{Infinities} infinite",
    }.OfType<string>());
}
