using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;

namespace Nobuco.TensorFlow.Passes.Simplify;

/// <summary>An operand need not be broadcast where the operation broadcasts it by itself.</summary>
/// <remarks><code>
/// %1 = BroadcastTo(%0)
/// %3 = AddV2(%1, %2)    =>    %3 = AddV2(%0, %2)
/// </code></remarks>
public sealed class EliminateBroadcast : IRewrite
{
    public TfValue? TryRewrite(TfGraph graph, TfNode node)
    {
        if (node.Op is not (BinaryOp or SelectV2))
            return null;
        for (int i = 0; i < node.Inputs.Count; i++)
        {
            if (node.Inputs[i] is not { Op: BroadcastTo, Inputs: [var x, ..] })
                continue;
            TfValue[] inputs = [.. node.Inputs];
            inputs[i] = x;
            TfValue direct = node.With(node.Op, inputs);
            if (direct.Type == node.Output.Type)
                return direct;
        }
        return null;
    }
}
