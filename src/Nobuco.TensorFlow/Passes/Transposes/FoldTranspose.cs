using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Passes.Transposes;

/// <summary>Two transposes are one, or none where they cancel; one that moves only axes of size 1 is a Reshape.</summary>
/// <remarks><code>
/// %1 = Transpose(%0, p)
/// %2 = Transpose(%1, q)    =>    %2 = Transpose(%0, p ∘ q)
/// </code></remarks>
public sealed class FoldTranspose : IRewrite
{
    public TfValue? TryRewrite(TfGraph graph, TfNode node)
    {
        if (node is not { Op: Transpose { Perm: var perm }, Inputs: [var x] })
            return null;
        if (Permutation.MovesOnlyUnits(perm, x.Type.Shape))
            return x.Type == node.Output.Type ? x : node.With(new Reshape(node.Output.Type.Shape), x);
        if (x is not { Op: Transpose inner, Inputs: [var source] })
            return null;
        Seq<int> both = Permutation.Compose(inner.Perm, perm);
        return Permutation.IsIdentity(both) ? source : node.With(new Transpose(both), source);
    }
}
