using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Passes.Transposes;

/// <summary>Where transposed axes are flattened into features, the rows of the kernel change places instead.</summary>
/// <remarks><code>
/// %1 = Transpose(%0, [0, 3, 1, 2])
/// %2 = Reshape(%1, [N, C·H·W])           %1 = Reshape(%0, [N, H·W·C])
/// %3 = Dense(%2, K)                =>    %2 = Dense(%1, K with its rows in the order of %1)
/// </code></remarks>
public sealed class FoldTransposeIntoDense : IRewrite
{
    public TfValue? TryRewrite(TfGraph graph, TfNode node)
    {
        if (node is not { Op: Dense, Inputs: [{ Op: Reshape, Inputs: [{ Op: Transpose { Perm: var perm }, Inputs: [var x] } moved] } flat, { Constant: { } kernel } weight, ..] })
            return null;
        if (!graph.HasSingleUse(flat) || !graph.HasSingleUse(moved) || FlattenedAxes(moved.Type.Shape, flat.Type.Shape) is not { } count)
            return null;
        int kept = perm.Count - count;
        Seq<int> inner = [.. perm[kept..].Select(axis => axis - kept)];
        if (perm[..kept] != Seq.Range(kept) || inner.Any(static axis => axis < 0) || !moved.Type.Shape[kept..].All(static size => size.IsConstant))
            return null;
        Seq<long> sizes = [.. moved.Type.Shape[kept..].Select(static size => size.Value)];
        Tensor rows = kernel.Reshape([.. sizes, kernel.Shape[1]]).Permute([.. Permutation.Inverse(inner), count]).Reshape(kernel.Shape);
        TfValue flattened = flat.Producer.With(new Reshape(flat.Type.Shape), x);
        return node.With(node.Op, [flattened, GraphPatterns.Constant(rows, ((Const)weight.Producer.Op).QualifiedName), .. node.Inputs.Skip(2)]);
    }

    /// <summary>How many of the last axes the last axis of the flat shape is made of; the ones before stay as they are.</summary>
    private static int? FlattenedAxes(Seq<Dim> shape, Seq<Dim> flat)
    {
        int kept = flat.Count - 1;
        return kept < shape.Count && shape[..kept] == flat[..kept] && shape[kept..].Product() == flat[kept] ? shape.Count - kept : null;
    }
}
