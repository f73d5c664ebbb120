using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Passes.Fuse;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Passes.Transposes;

/// <summary>A layer that looks at one place at a time, whose channels are then put before the places, is a product with its weights from the left.</summary>
/// <remarks><code>
/// %1 = Conv2D(%0, W)                       %1 = Reshape(%0, [N, H·W, I])
/// %2 = Reshape(%1, [N, H·W, C])      =>    %2 = BatchMatMulV2(Wᵀ, %1) { adjY=true }
/// %3 = Transpose(%2, [0, 2, 1])
/// </code></remarks>
public sealed class FoldTransposeIntoLayer : IRewrite
{
    public TfValue? TryRewrite(TfGraph graph, TfNode node)
    {
        if (node is not { Op: Transpose { Perm: var perm }, Inputs: [var places] } || perm is not [0, 2, 1] || !graph.HasSingleUse(places))
            return null;
        TfValue result = places.Op is Reshape && places.Inputs.Count == 1 ? places.Inputs[0] : places;
        if (!graph.HasSingleUse(result) || !LooksAtOnePlace(result.Producer) || WeightedLayer.Of(result.Producer) is not { HasOneGroup: true } layer)
            return null;
        Seq<Dim> shape = places.Type.Shape;
        if (shape[^1] != layer.OutputChannels || FusedActivation.Of(layer.Node.Op) != Activation.None)
            return null;
        TfValue x = result.Producer.With(new Reshape([.. shape[..^1], layer.X.Type.Shape[^1]]), layer.X);
        Tensor matrix = layer.Filter.Reshape([layer.X.Type.Shape[^1].Value, layer.OutputChannels]).Transpose(0, 1).Unsqueeze(0);
        TfValue product = result.Producer.With(new BatchMatMulV2(AdjY: true), GraphPatterns.Constant(matrix, NameOf(result.Inputs[1])), x);
        return layer.Bias is not { } bias ? product : result.Producer.With(new AddV2(), product, GraphPatterns.Constant(bias.Unsqueeze(1), NameOf(result.Inputs[2])));
    }

    private static bool LooksAtOnePlace(TfNode layer) => layer switch
    {
        { Op: Dense } => true,
        { Op: Conv2D { Strides: [1, 1] }, Inputs: [_, { Type.Shape: [var height, var width, ..] }, ..] } => height == Dim.One && width == Dim.One,
        _ => false,
    };

    private static string? NameOf(TfValue weight) => (weight.Producer.Op as Const)?.QualifiedName;
}
