using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;

namespace Nobuco.TensorFlow.Passes.Simplify;

/// <summary>A reduction keeps or drops its axes itself.</summary>
/// <remarks><code>
/// %1 = Mean(%0) { axes=[1, 2], keepDims=true }
/// %2 = Reshape(%1)    =>    %2 = Mean(%0) { axes=[1, 2], keepDims=false }
/// </code></remarks>
public sealed class FuseReshapeIntoReduction : IRewrite
{
    public TfValue? TryRewrite(TfGraph graph, TfNode node)
    {
        if (node is not { Op: Reshape or Squeeze or ExpandDims, Inputs: [{ Op: ReductionOp reduction, Inputs: [var x] } reduced] } || !graph.HasSingleUse(reduced))
            return null;
        TfValue other = node.With(reduction with { KeepDims = !reduction.KeepDims }, x);
        return other.Type == node.Output.Type ? other : null;
    }
}
