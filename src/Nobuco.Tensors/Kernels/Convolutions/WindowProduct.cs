namespace Nobuco.Tensors.Kernels.Convolutions;

/// <summary>Convolution of any type: the windows are copied into the columns of a matrix.</summary>
internal static class WindowProduct
{
    public static Tensor Run(Tensor input, Tensor weight, Tensor? bias, ConvolutionGeometry geometry, bool channelsLast)
    {
        Tensor result = Multiply(channelsLast ? ChannelOrder.ToFirst(input) : input, weight, geometry);
        if (bias is not null)
            result = Elementwise.Binary(BinaryKind.Add, result, bias.Reshape([bias.Count, .. Seq.Repeat(1L, input.Rank - 2)]));
        return channelsLast ? ChannelOrder.ToLast(result).Contiguous() : result;
    }

    private static Tensor Multiply(Tensor input, Tensor weight, ConvolutionGeometry geometry)
    {
        Tensor padded = Padding.Constant(input, [0, 0, .. geometry.PadsBefore], [0, 0, .. geometry.PadsAfter]);
        Seq<long> shape = geometry.OutputShape(input.Shape, weight.Shape, channelsLast: false), kernel = weight.Shape[2..], spatial = shape[2..];
        long batch = shape[0], channels = input.Shape[1], outputs = shape[1], groups = geometry.Groups;
        var windowStrides = new long[kernel.Count];
        var stepStrides = new long[kernel.Count];
        for (int axis = 0; axis < kernel.Count; axis++)
        {
            windowStrides[axis] = padded.Strides[axis + 2] * geometry.Dilations[axis];
            stepStrides[axis] = padded.Strides[axis + 2] * geometry.Strides[axis];
        }
        Tensor windows = padded.AsStrided(
            [batch, channels, .. kernel, .. spatial], [padded.Strides[0], padded.Strides[1], .. windowStrides, .. stepStrides], padded.Offset);
        long depth = channels / groups * ShapeMath.Product(kernel);
        Tensor columns = windows.Reshape([batch, groups, depth, ShapeMath.Product(spatial)]);
        return MatMul.Run(weight.Reshape([groups, outputs / groups, depth]), columns).Reshape(shape);
    }
}
