using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Passes.Fuse;

/// <summary>
/// Batch normalization, arithmetic with constants per channel, and activations become part of a layer also where the shape of its result is changed
/// first, as for convolutions of one axis.
/// </summary>
/// <remarks><code>
/// %1 = Conv2D(%0, W)
/// %2 = Squeeze(%1)
/// %3 = Relu(%2)         =>    %3 = Squeeze(Conv2D(%0, W, Activation=Relu))
/// </code></remarks>
public sealed class FuseIntoLayerBehindReshape : IRewrite
{
    public TfValue? TryRewrite(TfGraph graph, TfNode node)
    {
        if (node.Inputs.FirstOrDefault(static i => i.Op is Reshape or Squeeze or ExpandDims) is not { Inputs: [var result] } reshaped)
            return null;
        if (!graph.HasSingleUse(reshaped) || !graph.HasSingleUse(result) || FusedActivation.Of(result.Producer.Op) != Activation.None)
            return null;
        return (Affine(node, reshaped, result) ?? Activated(node, result)) is { } fused ? reshaped.Producer.With(reshaped.Op!, fused) : null;
    }

    private static TfValue? Affine(TfNode node, TfValue reshaped, TfValue result)
    {
        if (ChannelAffine.Of(node) is not { } affine || affine.X != reshaped || WeightedLayer.Of(result.Producer) is not { } layer)
            return null;
        bool keepsChannels = reshaped.Type is { Rank: > 0, Shape: var shape } && shape[^1] == result.Type.Shape[^1];
        return affine.IsScalar || keepsChannels ? layer.ScaleOutputs(affine) : null;
    }

    private static TfValue? Activated(TfNode node, TfValue result)
    {
        bool fits = result.Type.DType == DType.Float32 && result.Op is not Conv2DBackpropInput && FusedActivation.Named(node.Op) != Activation.None;
        return fits && FusedActivation.With(result.Producer.Op, FusedActivation.Named(node.Op)) is { } op ? result.Producer.With(op) : null;
    }
}
