using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;

namespace Nobuco.TensorFlow.Passes.Simplify;

/// <summary>Of operations that only change the shape, one after the other, the last decides. Nothing remains where the shape is again the first.</summary>
/// <remarks><code>
/// %1 = Squeeze(%0)
/// %2 = Reshape(%1, s)    =>    %2 = Reshape(%0, s)
/// </code></remarks>
public sealed class FuseReshapes : IRewrite
{
    public TfValue? TryRewrite(TfGraph graph, TfNode node)
    {
        if (!IsReshape(node) || node.Inputs[0] is not { Inputs: [var x, ..] } inner || !IsReshape(inner.Producer))
            return null;
        if (x.Type == node.Output.Type)
            return x;
        return node.Inputs.Count > 1 ? null : node.With(new Reshape(node.Output.Type.Shape), x);
    }

    private static bool IsReshape(TfNode node) => node.Op is Reshape or ExpandDims or Squeeze;
}
