using Nobuco.Tensors;
using Nobuco.Tensors.Kernels;

namespace Nobuco.PyTorch.Aten;

/// <summary>Resizing of the last two axes with a filter that widens as the image shrinks.</summary>
internal static class AntialiasResize
{
    /// <param name="factors">Output size over input size where the program gives it.</param>
    public static Tensor Run(Tensor x, Seq<long> outputSize, bool alignCorners, double?[] factors, ResizeMode mode)
    {
        DType wide = x.DType == DType.Float64 ? DType.Float64 : DType.Float32;
        Tensor rows = AntialiasWeights.Of(x.Shape[^2], outputSize[0], mode, alignCorners, factors.ElementAtOrDefault(0)).Cast(wide);
        Tensor columns = AntialiasWeights.Of(x.Shape[^1], outputSize[1], mode, alignCorners, factors.ElementAtOrDefault(1)).Cast(wide);
        Tensor narrow = MatMul.Run(x.Cast(wide), columns, transposeB: true);
        return MatMul.Run(rows, narrow).Cast(x.DType);
    }
}
