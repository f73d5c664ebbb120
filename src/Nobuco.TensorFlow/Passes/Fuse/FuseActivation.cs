using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Passes.Fuse;

/// <summary>An activation moves into the operation whose result it reads.</summary>
/// <remarks><code>
/// %1 = Conv2D(…)
/// %2 = Relu(%1)    =>    %2 = Conv2D(…, Activation=Relu)
/// </code></remarks>
public sealed class FuseActivation : IRewrite
{
    public TfValue? TryRewrite(TfGraph graph, TfNode node)
    {
        if (FusedActivation.Named(node.Op) is not (not Activation.None and var activation) || node.Inputs is not [var x])
            return null;
        // TFLite's transposed convolution knows no activation before 2.13.
        if (x.Type.DType != DType.Float32 || x.Op is Conv2DBackpropInput || !graph.HasSingleUse(x) || FusedActivation.Of(x.Producer.Op) != Activation.None)
            return null;
        return FusedActivation.With(x.Producer.Op, activation) is { } op ? x.Producer.With(op) : null;
    }
}
