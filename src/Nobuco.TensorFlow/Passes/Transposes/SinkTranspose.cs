using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;

namespace Nobuco.TensorFlow.Passes.Transposes;

/// <summary>
/// A transpose moves behind the operation that reads it, towards others that it can merge with or to where less is left to move; never where more is.
/// </summary>
/// <remarks><code>
/// %1 = Transpose(%0, p)          %1 = Relu(%0)
/// %2 = Relu(%1)            =>    %2 = Transpose(%1, p)
/// </code></remarks>
public sealed class SinkTranspose : INodeRewrite
{
    public IReadOnlyList<TfValue>? TryRewriteResults(TfGraph graph, TfNode node)
    {
        if (node.Inputs is not [{ Op: Transpose { Perm: var perm }, Inputs: [var x] } moved, ..] || !graph.HasSingleUse(moved))
            return null;
        if (!AxisCommutation.TakesOperandOnly(node) || AxisCommutation.Through(node.Op, perm) is not var (op, after))
            return null;
        if (Bytes.Compare(node.Outputs, [moved]) is not <= 0)
            return null;
        var sunk = new TfNode(op, [x, .. node.Inputs.Skip(1)]) { Origin = node.Origin };
        return [.. sunk.Outputs.Select(output => Permutation.IsIdentity(after) ? output : GraphPatterns.Make(new Transpose(after), output))];
    }
}
