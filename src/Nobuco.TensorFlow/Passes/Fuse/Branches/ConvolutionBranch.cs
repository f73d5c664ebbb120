using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Passes.Fuse.Branches;

/// <summary>
/// A convolution of two spatial axes as a function of what was there before padding: position i reads X at i · stride + offset, where the taps of an axis
/// lie at offsets First, First + dilation, …
/// </summary>
/// <param name="Op">The operation, VALID and without activation.</param>
/// <param name="X">The input before padding.</param>
/// <param name="Filter">[KH, KW, I, O] or, depthwise, [KH, KW, C, M].</param>
/// <param name="Bias">One element per output channel, or null.</param>
/// <param name="First">The offset of the first tap of each axis.</param>
internal sealed record ConvolutionBranch(Op Op, TfValue X, Tensor Filter, Tensor? Bias, Seq<long> First, string? Origin)
{
    public Seq<int> Strides => Op is Conv2D c ? c.Strides : ((DepthwiseConv2dNative)Op).Strides;

    public Seq<int> Dilations => Op is Conv2D c ? c.Dilations : ((DepthwiseConv2dNative)Op).Dilations;

    public long Taps => Filter.Shape[0] * Filter.Shape[1];

    public int OutputChannels => (int)(Op is Conv2D ? Filter.Shape[3] : Filter.Shape[2] * Filter.Shape[3]);

    public long Last(int axis) => First[axis] + ((Filter.Shape[axis] - 1) * Dilations[axis]);

    /// <summary>The value as a branch: a convolution without activation, with constant weights, whatever pads it.</summary>
    public static ConvolutionBranch? Of(TfValue value)
    {
        (Op? op, Padding padding) = value.Op switch
        {
            Conv2D { Activation: Activation.None } o => ((Op?)(o with { Padding = Padding.Valid }), o.Padding),
            DepthwiseConv2dNative { Activation: Activation.None } o => (o with { Padding = Padding.Valid }, o.Padding),
            _ => (null, default),
        };
        if (op is null || WeightedLayer.Of(value.Producer) is not { } layer)
            return null;
        var branch = new ConvolutionBranch(op, layer.X, layer.Filter, layer.Bias, [0, 0], value.Producer.Origin);
        return padding == Padding.Same ? branch.SamePadded() : branch.ExplicitlyPadded();
    }

    private ConvolutionBranch? SamePadded()
    {
        var first = new long[2];
        for (int i = 0; i < 2; i++)
        {
            if (WindowPadding.Same(X.Type.Shape[i + 1], Filter.Shape[i], Strides[i], Dilations[i]) is not var (before, _))
                return null;
            first[i] = -before;
        }
        return this with { First = [.. first] };
    }

    private ConvolutionBranch ExplicitlyPadded()
    {
        bool isSpatial = X.Op is Pad { Before: [{ IsConstant: true }, { IsConstant: true }, { IsConstant: true }, { IsConstant: true }] } p
            && p.Before[0] == Dim.Zero && p.Before[3] == Dim.Zero && p.After[0] == Dim.Zero && p.After[3] == Dim.Zero;
        return isSpatial && X.Op is Pad pad ? this with { X = X.Inputs[0], First = [-pad.Before[1].Value, -pad.Before[2].Value] } : this;
    }
}
