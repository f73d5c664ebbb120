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
        if (WeightedLayer.Of(node) is not { } layer || ChannelAffine.Of(layer.X.Producer) is not { Activation: Activation.None } affine)
            return null;
        // With any other reader the affine would stay, and what it reads would be kept longer.
        return !graph.IsOutput(layer.X) && graph.Uses(layer.X).All(use => use.Index == 0 && WeightedLayer.Of(use.Node) is { } reader && Allows(reader, affine))
            ? layer.ScaleInputs(affine)
            : null;
    }

    private static bool Allows(WeightedLayer layer, ChannelAffine affine) =>
        (!affine.HasOffset || AllowsOffset(layer.Node.Op)) && (affine.IsScalar || layer.HasOneGroup);

    private static bool AllowsOffset(Op op) => op is Dense or Conv2D { Padding: Padding.Valid } or Conv3D { Padding: Padding.Valid } or DepthwiseConv2dNative { Padding: Padding.Valid };
}
