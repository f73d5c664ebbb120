using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Passes.Fuse;

/// <summary>A reordering of channels before or after a convolution goes into its weights.</summary>
/// <remarks><code>
/// %1 = GatherV2(%0, p, axis=3)
/// %2 = Conv2D(%1, W)              =>    %2 = Conv2D(%0, W with its input channels put back)
///
/// %1 = Conv2D(%0, W, b)
/// %2 = GatherV2(%1, p, axis=3)    =>    %2 = Conv2D(%0, W[…, p], b[p])
/// </code></remarks>
public sealed class FuseChannelGather : IRewrite
{
    public TfValue? TryRewrite(TfGraph graph, TfNode node) => node.Op switch
    {
        Conv2D => IntoFollowing(node),
        GatherV2 => IntoPreceding(graph, node),
        _ => null,
    };

    private static TfValue? IntoFollowing(TfNode node)
    {
        if (Permutation(node.Inputs[0].Producer) is not { } permutation || node.Inputs[1].Constant is not { } filter)
            return null;
        // Grouped filters hold the channels of one group only.
        if (filter.Shape[2] != permutation.Length)
            return null;
        int[] inverse = [.. Enumerable.Range(0, permutation.Length).Select(channel => Array.IndexOf(permutation, channel))];
        return node.With(node.Op, [node.Inputs[0].Inputs[0], Reordered(node.Inputs[1], inverse, 2), .. node.Inputs.Skip(2)]);
    }

    private static TfValue? IntoPreceding(TfGraph graph, TfNode node)
    {
        if (Permutation(node) is not { } permutation || node.Inputs[0] is not { Op: Conv2D } layer || !graph.HasSingleUse(layer))
            return null;
        if (layer.Inputs[1].Constant is not { } filter || filter.Shape[2] != layer.Inputs[0].Type.Shape[3] || layer.Inputs.Skip(2).Any(static bias => bias.Constant is null))
            return null;
        return layer.Producer.With(
            layer.Producer.Op,
            [layer.Inputs[0], Reordered(layer.Inputs[1], permutation, 3), .. layer.Inputs.Skip(2).Select(bias => Reordered(bias, permutation, 0))]);
    }

    /// <summary>The constant order in which all channels are gathered, each once.</summary>
    private static int[]? Permutation(TfNode node)
    {
        if (node is not { Op: GatherV2 { Axis: 3, BatchDims: 0 }, Inputs: [var x, { Constant: { Rank: 1 } indices }] } || x.Type.Rank != 4)
            return null;
        int[] order = indices.ToArray<int>();
        return x.Type.Shape[3].TryValue == order.Length && order.Order().SequenceEqual(Enumerable.Range(0, order.Length)) ? order : null;
    }

    private static TfValue Reordered(TfValue weight, int[] order, int axis)
    {
        Tensor from = weight.Constant!, to = Tensor.Empty(from.DType, from.Shape);
        for (int i = 0; i < order.Length; i++)
            to.Select(axis, i).CopyFrom(from.Select(axis, order[i]));
        return GraphPatterns.Constant(to, ((Const)weight.Producer.Op).QualifiedName);
    }
}
