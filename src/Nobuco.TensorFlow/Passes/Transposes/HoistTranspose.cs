using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Passes.Transposes;

/// <summary>A transpose moves before the operation it reads where that leaves less to move, or meets another transpose.</summary>
/// <remarks><code>
/// %1 = Tile(%0)                  %1 = Transpose(%0, p)
/// %2 = Transpose(%1, p)    =>    %2 = Tile(%1)
/// </code></remarks>
public sealed class HoistTranspose : IRewrite
{
    public TfValue? TryRewrite(TfGraph graph, TfNode node)
    {
        if (node is not { Op: Transpose { Perm: var perm }, Inputs: [{ Op: { } op, Inputs: [var x, ..] } result] } || !graph.HasSingleUse(result))
            return null;
        if (!AxisCommutation.TakesOperandOnly(result.Producer) || x.Type.Rank != perm.Count)
            return null;
        // op(x) = op(T⁻¹(T(x))), so that op' for T⁻¹ is what reads T(x).
        Seq<int> inverse = Permutation.Inverse(perm);
        if (AxisCommutation.Through(op, inverse) is not var (hoisted, after) || after != inverse)
            return null;
        bool meetsAnother = x.Op is Transpose && graph.HasSingleUse(x) && Bytes.Compare([x], [result]) is <= 0;
        if (!meetsAnother && Bytes.Compare([x], [result]) is not < 0)
            return null;
        TfValue moved = GraphPatterns.Make(new Transpose(perm), x);
        return result.Producer.With(hoisted, [moved, .. result.Inputs.Skip(1)]);
    }
}
