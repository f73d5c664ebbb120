namespace Nobuco.Tensors.Kernels;

/// <summary>Convolution (cross-correlation) over 1 to 3 spatial axes.</summary>
public static class Convolution
{
    /// <param name="input">[N, C, spatial…], or [N, spatial…, C] when <paramref name="channelsLast"/>.</param>
    /// <param name="weight">[O, C / groups, kernel…], strided in any way.</param>
    /// <param name="bias">[O].</param>
    /// <returns>[N, O, spatial…] in the input's channel order.</returns>
    public static Tensor Run(Tensor input, Tensor weight, Tensor? bias, ConvolutionGeometry geometry, bool channelsLast)
    {
        Tensor result = Windowed(channelsLast ? ChannelOrder.ToFirst(input) : input, weight, geometry);
        if (bias is not null)
            result = Elementwise.Binary(BinaryKind.Add, result, bias.Reshape([bias.Count, .. Seq.Repeat(1L, input.Rank - 2)]));
        return channelsLast ? ChannelOrder.ToLast(result).Contiguous() : result;
    }

    /// <summary>Windows of the padded input as the columns of a matrix, times the weight as a matrix.</summary>
    private static Tensor Windowed(Tensor input, Tensor weight, ConvolutionGeometry geometry)
    {
        Tensor padded = Padding.Constant(input, [0, 0, .. geometry.PadsBefore], [0, 0, .. geometry.PadsAfter]);
        long batch = input.Shape[0], channels = input.Shape[1], outputs = weight.Shape[0], groups = geometry.Groups;
        Seq<long> kernel = weight.Shape[2..];
        Seq<long> spatial = [.. Enumerable.Range(0, kernel.Count).Select(axis => geometry.OutputSize(axis, input.Shape[axis + 2], kernel[axis]))];
        Seq<long> windowStrides = [.. Enumerable.Range(0, kernel.Count).Select(axis => padded.Strides[axis + 2] * geometry.Dilations[axis])];
        Seq<long> stepStrides = [.. Enumerable.Range(0, kernel.Count).Select(axis => padded.Strides[axis + 2] * geometry.Strides[axis])];
        Tensor windows = padded.AsStrided(
            [batch, channels, .. kernel, .. spatial], [padded.Strides[0], padded.Strides[1], .. windowStrides, .. stepStrides], padded.Offset);
        long depth = channels / groups * ShapeMath.Product(kernel), positions = ShapeMath.Product(spatial);
        Tensor columns = windows.Reshape([batch, groups, depth, positions]);
        Tensor product = MatMul.Run(weight.Reshape([groups, outputs / groups, depth]), columns);
        return product.Reshape([batch, outputs, .. spatial]);
    }
}
