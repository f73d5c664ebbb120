using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Passes.Fuse;

/// <summary>Blocks of b × b pixels that are moved into channels, or back, by reshapes and a transpose.</summary>
/// <remarks><code>
/// %1 = Reshape(%0 [N, H, W, C], [N·H/b, b, W/b, b·C])
/// %2 = Transpose(%1, [0, 2, 1, 3])
/// %3 = Reshape(%2, [N, H/b, W/b, b·b·C])               =>    %3 = SpaceToDepth(%0, b)
///
/// %1 = Reshape(%0 [N, H, W, b·b·C], [N·H, W, b, b·C])
/// %2 = Transpose(%1, [0, 2, 1, 3])
/// %3 = Reshape(%2, [N, b·H, b·W, C])                   =>    %3 = DepthToSpace(%0, b)
/// </code></remarks>
public sealed class FuseBlocks : IRewrite
{
    private static readonly Seq<int> _swap = [0, 2, 1, 3];

    public TfValue? TryRewrite(TfGraph graph, TfNode node)
    {
        if (node is not { Op: Reshape, Inputs: [{ Op: Transpose transpose, Inputs: [{ Op: Reshape, Inputs: [var x] } split] }] } || transpose.Perm != _swap)
            return null;
        Seq<Dim> from = x.Type.Shape, between = split.Type.Shape, to = node.Output.Type.Shape;
        if (from.Count != 4 || to.Count != 4 || from[0] != to[0])
            return null;
        if (between[1].TryValue is > 1 and var block && IsDivided(from, to, block) && between[2] == to[2] && between[3] == from[3] * block)
            return node.With(new SpaceToDepth((int)block), x);
        if (between[2].TryValue is > 1 and var size && IsDivided(to, from, size) && between[1] == from[2] && between[3] == to[3] * size)
            return node.With(new DepthToSpace((int)size), x);
        return null;
    }

    /// <summary>Whether <paramref name="small"/> is the shape of <paramref name="large"/> with blocks in its channels.</summary>
    private static bool IsDivided(Seq<Dim> large, Seq<Dim> small, long block) =>
        large[1] == small[1] * block && large[2] == small[2] * block && small[3] == large[3] * (block * block);
}
