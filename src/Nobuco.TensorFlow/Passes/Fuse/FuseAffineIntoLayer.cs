using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;

namespace Nobuco.TensorFlow.Passes.Fuse;

/// <summary>
/// Batch normalization, and arithmetic with constants per channel, after a convolution or dense layer become part of its weights:
/// W' = W · γ / √(σ² + ε), b' = (b − μ) · γ / √(σ² + ε) + β.
/// </summary>
/// <remarks><code>
/// %1 = Conv2D(%0, W, b)
/// %2 = BatchNormalization(%1, γ, β, μ, σ²)    =>    %2 = Conv2D(%0, W', b')
/// </code></remarks>
public sealed class FuseAffineIntoLayer : IRewrite
{
    public TfValue? TryRewrite(TfGraph graph, TfNode node)
    {
        if (ChannelAffine.Of(node) is not { } affine || !graph.HasSingleUse(affine.X))
            return null;
        if (FusedActivation.Of(affine.X.Producer.Op) != Activation.None || WeightedLayer.Of(affine.X.Producer) is not { } layer)
            return null;
        return layer.ScaleOutputs(affine);
    }
}
