using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;

namespace Nobuco.TensorFlow.Passes.Fuse;

/// <summary>
/// Batch normalization, and arithmetic with constants per channel, before a convolution or dense layer become part of its weights:
/// W' = s · W, b' = b + Σ t · W. With an offset only where nothing is padded, as padding is zero after the offset.
/// </summary>
/// <remarks><code>
/// %1 = Mul(%0, s)
/// %2 = Conv2D(%1, W)    =>    %2 = Conv2D(%0, s · W)
/// </code></remarks>
public sealed class FuseAffineBeforeLayer : IRewrite
{
    public TfValue? TryRewrite(TfGraph graph, TfNode node)
    {
        if (WeightedLayer.Of(node) is not { } layer || !graph.HasSingleUse(layer.X) || ChannelAffine.Of(layer.X.Producer) is not { } affine)
            return null;
        if (affine.Activation != Activation.None || (affine.HasOffset && !AllowsOffset(node.Op)) || !(affine.IsScalar || layer.HasOneGroup))
            return null;
        return layer.ScaleInputs(affine);
    }

    private static bool AllowsOffset(Op op) => op is Dense or Conv2D { Padding: Padding.Valid } or Conv3D { Padding: Padding.Valid } or DepthwiseConv2dNative { Padding: Padding.Valid };
}
