using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Passes.Simplify;

/// <summary>The same reduction over one axis after the other is one over all of them.</summary>
/// <remarks><code>
/// %1 = Mean(%0) { axes=[2] }
/// %2 = Mean(%1) { axes=[1] }    =>    %2 = Mean(%0) { axes=[1, 2] }
/// </code></remarks>
public sealed class FuseReductions : IRewrite
{
    public TfValue? TryRewrite(TfGraph graph, TfNode node)
    {
        if (node is not { Op: ReductionOp outer, Inputs: [{ Op: ReductionOp inner, Inputs: [var x] } reduced] })
            return null;
        if (outer.GetType() != inner.GetType() || outer.KeepDims != inner.KeepDims || !graph.HasSingleUse(reduced))
            return null;
        Seq<int> remaining = [.. Enumerable.Range(0, x.Type.Rank).Where(axis => inner.KeepDims || !inner.Axes.Contains(axis))];
        Seq<int> axes = [.. inner.Axes.Concat(outer.Axes.Select(axis => remaining[axis])).Distinct().Order()];
        return node.With(outer with { Axes = axes }, x);
    }
}
