using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Passes.Transposes;

/// <summary>A matrix product transposes its operands itself.</summary>
/// <remarks><code>
/// %1 = Transpose(%0, [0, 2, 1])
/// %3 = BatchMatMulV2(%2, %1)       =>    %3 = BatchMatMulV2(%2, %0) { adjY=true }
/// </code></remarks>
public sealed class FoldTransposeIntoMatMul : IRewrite
{
    public TfValue? TryRewrite(TfGraph graph, TfNode node) => node switch
    {
        { Op: BatchMatMulV2 op, Inputs: [{ Op: Transpose { Perm: var perm }, Inputs: [var x] }, var y] } when SwapsMatrix(perm) => node.With(op with { AdjX = !op.AdjX }, x, y),
        { Op: BatchMatMulV2 op, Inputs: [var x, { Op: Transpose { Perm: var perm }, Inputs: [var y] }] } when SwapsMatrix(perm) => node.With(op with { AdjY = !op.AdjY }, x, y),
        _ => null,
    };

    private static bool SwapsMatrix(Seq<int> perm) => perm == [.. Enumerable.Range(0, perm.Count - 2), perm.Count - 1, perm.Count - 2];
}
