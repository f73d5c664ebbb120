using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Passes.Fuse;

/// <summary>Padding with zeros moves into a convolution where SAME pads by exactly as much on either side.</summary>
/// <remarks><code>
/// %1 = Pad(%0)
/// %2 = Conv2D(%1, Padding=Valid)    =>    %2 = Conv2D(%0, Padding=Same)
/// </code></remarks>
public sealed class FusePadIntoConvolution : IRewrite
{
    public TfValue? TryRewrite(TfGraph graph, TfNode node)
    {
        if (Window(node.Op) is not var (same, strides, dilations) || node.Inputs[0] is not { Op: Pad pad, Inputs: [var x, ..] })
            return null;
        if (node.Inputs[1].Type is not { IsStatic: true, StaticShape: var filter })
            return null;
        return WindowPadding.IsSame(x.Type, pad.Before, pad.After, filter[..strides.Count], strides, dilations)
            ? node.With(same, [x, .. node.Inputs.Skip(1)])
            : null;
    }

    private static (Op Same, Seq<int> Strides, Seq<int> Dilations)? Window(Op op) => op switch
    {
        Conv2D { Padding: Padding.Valid } o => (o with { Padding = Padding.Same }, o.Strides, o.Dilations),
        DepthwiseConv2dNative { Padding: Padding.Valid } o => (o with { Padding = Padding.Same }, o.Strides, o.Dilations),
        Conv3D { Padding: Padding.Valid } o => (o with { Padding = Padding.Same }, o.Strides, o.Dilations),
        _ => null,
    };
}
