using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Passes.Fuse;

/// <summary>
/// A clipped line whose bounds are those of an activation once the slope is taken out: clip(a · x + b, low, high) = a · clip(x + b / a, low / a, high / a).
/// Hard sigmoid is relu6(x + 3) / 6.
/// </summary>
/// <remarks><code>
/// %1 = Mul(%0, a)
/// %2 = AddV2(%1, b)                     %2 = AddV2(%0, b / a, Activation=Relu6)
/// %3 = ClipByValue(%2, low, high)    =>    %3 = Mul(%2, a)
/// </code></remarks>
public sealed class FuseHardSigmoid : IRewrite
{
    public TfValue? TryRewrite(TfGraph graph, TfNode node)
    {
        if (node is not { Op: ClipByValue clip, Inputs: [{ Op: AddV2 { Activation: Activation.None } } sum] } || !graph.HasSingleUse(sum))
            return null;
        if (ChannelAffine.Of(sum.Producer) is not { Offset: [var offset] } shift || !graph.HasSingleUse(shift.X))
            return null;
        if (ChannelAffine.Of(shift.X.Producer) is not { Scale: [> 0 and var slope], HasOffset: false, Activation: Activation.None } line)
            return null;
        if (FusedActivation.Between(clip.Min / slope, clip.Max / slope) is not { } activation)
            return null;
        DType dtype = line.X.Type.DType;
        TfValue clipped = GraphPatterns.Make(new AddV2(activation), line.X, GraphPatterns.Number(offset / slope, dtype));
        return node.With(new Mul(), clipped, GraphPatterns.Number(slope, dtype));
    }
}
