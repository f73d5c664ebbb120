using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Passes.Transposes;

/// <summary>
/// A transpose moves behind a change of shape that splits axes or merges axes that lie beside each other before the transpose as well.
/// </summary>
/// <remarks><code>
/// %1 = Transpose(%0, [0, 3, 1, 2])          %1 = Reshape(%0, [N, H·W, C])
/// %2 = Reshape(%1, [N, C, H·W])       =>    %2 = Transpose(%1, [0, 2, 1])
/// </code></remarks>
public sealed class SinkTransposeThroughReshape : IRewrite
{
    public TfValue? TryRewrite(TfGraph graph, TfNode node)
    {
        if (node is not { Op: Reshape or ExpandDims or Squeeze, Inputs: [{ Op: Transpose { Perm: var perm }, Inputs: [var x] } moved] } || !graph.HasSingleUse(moved))
            return null;
        Seq<Dim> shape = node.Output.Type.Shape;
        if (shape.Count > Math.Max(perm.Count, 4) || AxisGroup.Match(moved.Type.Shape, shape) is not { } groups)
            return null;
        if (!groups.All(group => LieTogether(group, perm, moved.Type.Shape)))
            return null;
        AxisGroup[] sorted = [.. groups.OrderBy(group => group.From.Where(axis => moved.Type.Shape[axis] != Dim.One).Select(axis => perm[axis]).DefaultIfEmpty(-1).Min())];
        Seq<int> source = [.. sorted.SelectMany(static group => group.To)];
        TfValue reshaped = node.With(new Reshape(source.Select(axis => shape[axis]).ToSeq()), x);
        Seq<int> after = Permutation.Inverse(source);
        return Permutation.IsIdentity(after) ? reshaped : GraphPatterns.Make(new Transpose(after), reshaped);
    }

    private static bool LieTogether(AxisGroup group, Seq<int> perm, Seq<Dim> shape)
    {
        int[] axes = [.. group.From.Where(axis => shape[axis] != Dim.One)];
        for (int i = 1; i < axes.Length; i++)
        {
            // Between the two, before the transpose, only axes of size 1 may lie.
            (int left, int right) = (perm[axes[i - 1]], perm[axes[i]]);
            if (right < left || Enumerable.Range(left + 1, right - left - 1).Any(axis => shape[Permutation.Inverse(perm)[axis]] != Dim.One))
                return false;
        }
        return true;
    }
}
