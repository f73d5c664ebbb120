using Nobuco.Tensors.Kernels.Gemm;

namespace Nobuco.Tensors.Kernels.Convolutions;

/// <summary>Convolution of float32 with kernels of size 1 in channels-first order: weight [O, C] times planes [C, pixels], image by image.</summary>
internal static unsafe class PointwiseConvolution
{
    public static bool Handles(Tensor weight, ConvolutionGeometry geometry) =>
        geometry.Groups == 1 && weight.Shape[2..].All(k => k == 1) && geometry.Strides.All(s => s == 1) &&
        geometry.PadsBefore.All(p => p == 0) && geometry.PadsAfter.All(p => p == 0);

    /// <param name="input">[N, C, spatial…].</param>
    /// <param name="weight">[O, C, 1…].</param>
    public static Tensor Run(Tensor input, Tensor weight, Tensor? bias)
    {
        Tensor x = input.Contiguous(), matrix = weight.Reshape([weight.Shape[0], weight.Shape[1]]);
        matrix = matrix.Strides[1] == 1 ? matrix : matrix.Contiguous();
        Tensor? offsets = bias?.Contiguous();
        int outputs = (int)matrix.Shape[0], depth = (int)matrix.Shape[1], pixels = (int)ShapeMath.Product(x.Shape[2..]);
        Tensor result = Tensor.Empty(DType.Float32, [x.Shape[0], outputs, .. x.Shape[2..]]);
        if (result.Count == 0)
            return result;
        using var panels = new Scratch(GemmPanels.Size(pixels, 1, depth));
        for (long image = 0; image < x.Shape[0]; image++)
        {
            GemmPanels.Pack((float*)x.Address + (image * depth * pixels), 1, 0, pixels, pixels, 1, depth, panels.Address);
            FloatGemm.Multiply(
                new MatrixRows((float*)matrix.Address, outputs, depth, matrix.Strides[0]),
                panels.Address,
                pixels,
                GemmBias.PerRow(offsets is null ? null : (float*)offsets.Address),
                (float*)result.Address + (image * outputs * pixels),
                pixels);
        }
        GC.KeepAlive(x);
        GC.KeepAlive(matrix);
        GC.KeepAlive(offsets);
        return result;
    }
}
