using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Passes.Fuse;

/// <summary>Maxima and minima with numbers are one clip; a clip at 0, at 0 and 6, or at −1 and 1 is an activation.</summary>
/// <remarks><code>
/// %1 = Maximum(%0, 0)
/// %2 = Minimum(%1, 6)    =>    %2 = Relu6(%0)
/// </code></remarks>
public sealed class FuseClip : IRewrite
{
    public TfValue? TryRewrite(TfGraph graph, TfNode node)
    {
        if (Bounds(node) is not var (x, low, high) || x.Type.DType != DType.Float32 || x.Type != node.Output.Type)
            return null;
        bool isMerged = Bounds(x.Producer) is not null && graph.HasSingleUse(x);
        if (isMerged && Bounds(x.Producer) is var (inner, innerLow, innerHigh))
            (x, low, high) = (inner, Math.Clamp(innerLow, low, high), Math.Clamp(innerHigh, low, high));
        if (FusedActivation.Between(low, high) is { } activation)
            return FusedActivation.Named(node.Op) == activation && !isMerged ? null : node.With(FusedActivation.AsOp(activation), x);
        return isMerged ? node.With(new ClipByValue(low, high), x) : null;
    }

    /// <summary>min(max(x, low), high) for what the node is, or null.</summary>
    private static (TfValue X, double Low, double High)? Bounds(TfNode node) => node.Op switch
    {
        ClipByValue clip when clip.Min <= clip.Max => (node.Inputs[0], clip.Min, clip.Max),
        Relu => (node.Inputs[0], 0, double.PositiveInfinity),
        Relu6 => (node.Inputs[0], 0, 6),
        ReluN1To1 => (node.Inputs[0], -1, 1),
        Maximum when node.WithConstant() is ({ } x, { Number: { } low }) => (x, low, double.PositiveInfinity),
        Minimum when node.WithConstant() is ({ } x, { Number: { } high }) => (x, double.NegativeInfinity, high),
        _ => null,
    };
}
