using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Passes.Fuse.Branches;

/// <summary>Scaling channels as a convolution.</summary>
internal static class DiagonalFilter
{
    /// <summary>
    /// The value as a convolution of one tap like <paramref name="other"/>, if it is what that reads or a scaled and shifted version of it; else null.
    /// </summary>
    public static ConvolutionBranch? Of(TfValue value, ConvolutionBranch other)
    {
        ChannelAffine? affine = value == other.X ? new ChannelAffine(value, [1], [0], Activation.None) : ChannelAffine.Of(value.Producer);
        if (affine is null || affine.X != other.X || affine.Activation != Activation.None || other.Strides is not [1, 1])
            return null;
        int channels = other.OutputChannels;
        if (other.X.Type.Shape[3] != channels || value.Type.Shape[3] != channels)
            return null;
        Tensor filter = Tensor.Zeros(DType.Float32, [1, 1, .. other.Filter.Shape[2..]]);
        Fill(filter, affine.ScaleOf(channels), other.Op is Conv2D);
        Tensor? bias = affine.HasOffset ? Tensor.From(affine.OffsetOf(channels), channels).Cast(DType.Float32) : null;
        return other with { Filter = filter, Bias = bias, First = [0, 0] };
    }

    private static void Fill(Tensor filter, double[] scale, bool hasInputAxis)
    {
        Span<float> elements = filter.Span<float>();
        int inputs = (int)filter.Shape[2];
        for (int channel = 0; channel < scale.Length; channel++)
        {
            // [I, O] of a group holds channel (group · I + i) in row i; a depthwise filter is the diagonal itself.
            int at = hasInputAxis ? ((channel % inputs) * scale.Length) + channel : channel;
            elements[at] = (float)scale[channel];
        }
    }
}
