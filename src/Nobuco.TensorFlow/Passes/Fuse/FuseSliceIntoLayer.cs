using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Passes.Fuse;

/// <summary>
/// A dense layer whose output features are only read in slices becomes a layer for each slice, which nothing has to be copied out of: queries, keys and values of attention.
/// The features may be arranged in several axes first.
/// </summary>
/// <remarks><code>
/// %1 = Dense(%0, W, b)
/// %2 = Reshape(%1)                     %2 = Dense(%0, W[:, features], b[features])
/// %3 = StridedSlice(%2)         =>    %3 = Reshape(%2)
/// </code></remarks>
public sealed class FuseSliceIntoLayer : IRewrite
{
    public TfValue? TryRewrite(TfGraph graph, TfNode node)
    {
        if (node.Op is not StridedSlice)
            return null;
        TfValue arranged = node.Inputs[0], result = arranged.Op is Reshape && arranged.Inputs.Count == 1 ? arranged.Inputs[0] : arranged;
        if (result.Op is not Dense || WeightedLayer.Of(result.Producer) is not { } layer)
            return null;
        if (graph.IsOutput(arranged) || (result != arranged && !graph.HasSingleUse(result)))
            return null;
        long[]?[] slices = [.. graph.Uses(arranged).Select(use => Features(use.Node, layer.OutputChannels))];
        if (slices.Any(static slice => slice is null) || slices.Sum(static slice => slice!.Length) > layer.OutputChannels)
            return null;
        TfValue selected = layer.SelectOutputs(Features(node, layer.OutputChannels)!);
        return selected.Type == node.Output.Type ? selected : node.With(new Reshape(node.Output.Type.Shape), selected);
    }

    /// <summary>Which features, of those that the last axes arrange, a node takes by a slice of nothing else; null for any other node.</summary>
    private static long[]? Features(TfNode node, int count)
    {
        if (SliceRange.Of(node) is not { } range || node.Op is not StridedSlice)
            return null;
        Seq<Tensors.Symbolic.Dim> shape = node.Inputs[0].Type.Shape;
        int first = shape.Count;
        for (long product = 1; product < count || first == shape.Count; first--)
        {
            if (first == 0 || shape[first - 1].TryValue is not { } size || (product *= size) > count)
                return null;
        }
        if (Enumerable.Range(0, first).Any(axis => !range.IsWhole(axis, shape[axis])))
            return null;
        Tensor features = Tensor.From([.. Enumerable.Range(0, count).Select(static i => (long)i)], count).Reshape(shape[first..].Select(static d => d.Value).ToSeq());
        for (int axis = first; axis < shape.Count; axis++)
        {
            if (range.Begin[axis].TryValue is not { } begin || range.End[axis].TryValue is not { } end)
                return null;
            features = features.Slice(axis - first, begin, end, range.Strides[axis]);
        }
        return features.Count < count ? features.ToArray<long>() : null;
    }
}
