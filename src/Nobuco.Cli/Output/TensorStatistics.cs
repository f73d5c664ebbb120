using System.Globalization;
using Nobuco.Tensors;

namespace Nobuco.Cli.Output;

/// <summary>What a tensor holds, in a few words.</summary>
internal static class TensorStatistics
{
    /// <summary>Smallest, largest and mean element; empty where there are none.</summary>
    public static string Text(Tensor tensor)
    {
        if (tensor.Count == 0 || tensor.DType.IsComplex())
            return "";
        double[] values = tensor.ToArray<double>();
        return string.Create(CultureInfo.InvariantCulture, $"{values.Min():g6} … {values.Max():g6}, mean {values.Average():g6}");
    }
}
