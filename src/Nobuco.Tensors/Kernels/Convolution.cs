using Nobuco.Tensors.Kernels.Convolutions;

namespace Nobuco.Tensors.Kernels;

/// <summary>Convolution (cross-correlation) over 1 to 3 spatial axes.</summary>
public static class Convolution
{
    /// <param name="input">[N, C, spatial…], or [N, spatial…, C] when <paramref name="channelsLast"/>.</param>
    /// <param name="weight">[O, C / groups, kernel…], strided in any way.</param>
    /// <param name="bias">[O].</param>
    /// <returns>[N, O, spatial…] in the input's channel order.</returns>
    /// <exception cref="ArgumentException">Sizes do not agree.</exception>
    public static Tensor Run(Tensor input, Tensor weight, Tensor? bias, ConvolutionGeometry geometry, bool channelsLast)
    {
        long channels = input.Shape[channelsLast ? ^1 : 1];
        if (input.Rank != weight.Rank || channels != weight.Shape[1] * geometry.Groups || weight.Shape[0] % geometry.Groups != 0)
            throw new ArgumentException($"An input of shape {input.Shape} and a weight of {weight.Shape} in {geometry.Groups} groups do not convolve.", nameof(weight));
        if (input.DType is DType.Float16 or DType.BFloat16)
            return Run(input.Cast(DType.Float32), weight.Cast(DType.Float32), bias?.Cast(DType.Float32), geometry, channelsLast).Cast(input.DType);
        if (input.DType != DType.Float32)
            return WindowProduct.Run(input, weight, bias, geometry, channelsLast);

        bool isDepthwise = geometry.Groups > 1 && weight.Shape[1] == 1 && weight.Shape[0] == channels;
        if (channelsLast)
            return isDepthwise ? DepthwiseConvolution.Run(input, weight, bias, geometry) : DenseConvolution.Run(input, weight, bias, geometry);
        if (isDepthwise && weight.Rank <= 4)
            return DepthwisePlanes.Run(input, weight, bias, geometry);
        if (PointwiseConvolution.Handles(weight, geometry))
            return PointwiseConvolution.Run(input, weight, bias);
        return ChannelOrder.ToFirst(Run(ChannelOrder.ToLast(input), weight, bias, geometry, channelsLast: true)).Contiguous();
    }
}
