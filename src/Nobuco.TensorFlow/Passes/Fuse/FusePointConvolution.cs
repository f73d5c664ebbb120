using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Passes.Fuse;

/// <summary>A 1 × 1 convolution of images of one pixel whose shape is then changed to vectors is a dense layer of vectors.</summary>
/// <remarks><code>
/// %1 = Conv2D(%0, W, b)          [N, 1, 1, O]
/// %2 = Reshape(%1, [N, O])           %1 = Reshape(%0, [N, I])
///                              =>    %2 = Dense(%1, W, b)
/// </code></remarks>
public sealed class FusePointConvolution : IRewrite
{
    public TfValue? TryRewrite(TfGraph graph, TfNode node)
    {
        if (node is not { Op: Reshape or Squeeze, Inputs: [{ Op: Conv2D } result], Output.Type: { Rank: 2, Shape: var shape } } || !graph.HasSingleUse(result))
            return null;
        if (WeightedLayer.Of(result.Producer) is not { HasOneGroup: true, Filter.Shape: [1, 1, var inputs, var outputs] } layer)
            return null;
        if (layer.X.Type.Shape is not [var batch, var height, var width, _] || height != Dim.One || width != Dim.One || shape != [batch, outputs])
            return null;
        TfValue x = result.Producer.With(new Reshape([batch, inputs]), layer.X);
        TfValue kernel = GraphPatterns.Make(new Squeeze([0, 1]), result.Inputs[1]);
        return result.Producer.With(new Dense(FusedActivation.Of(result.Op!)), [x, kernel, .. result.Inputs.Skip(2)]);
    }
}
