using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;

namespace Nobuco.TensorFlow.Passes.Fuse;

/// <summary>A constant factor of one operand of a product that only a convolution or dense layer reads becomes part of the layer's weights.</summary>
/// <remarks><code>
/// %1 = Mul(%0, c)
/// %3 = Mul(%2, %1)                  %3 = Mul(%2, %0)
/// %4 = Conv2D(%3, W)         =>    %4 = Conv2D(%3, c · W)
/// </code></remarks>
public sealed class FuseFactorBeforeLayer : IRewrite
{
    public TfValue? TryRewrite(TfGraph graph, TfNode node)
    {
        if (WeightedLayer.Of(node) is not { HasOneGroup: true } layer || !graph.HasSingleUse(layer.X))
            return null;
        if (layer.X is not { Op: Mul { Activation: Activation.None }, Inputs: [var a, var b] })
            return null;
        return Fuse(graph, layer, a, b) ?? Fuse(graph, layer, b, a);
    }

    private static TfValue? Fuse(TfGraph graph, WeightedLayer layer, TfValue factor, TfValue other)
    {
        if (!graph.HasSingleUse(factor) || ChannelAffine.Of(factor.Producer) is not { HasOffset: false, Activation: Activation.None } affine)
            return null;
        TfValue product = layer.X.Producer.With(new Mul(), affine.X, other);
        return product.Type == layer.X.Type ? layer.ScaleInputs(affine with { X = product }) : null;
    }
}
