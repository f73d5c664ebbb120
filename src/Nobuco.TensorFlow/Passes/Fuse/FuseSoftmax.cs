using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;

namespace Nobuco.TensorFlow.Passes.Fuse;

/// <summary>Softmax spelled out, with or without the maximum taken off first.</summary>
/// <remarks><code>
/// %1 = Exp(%0)
/// %2 = Sum(%1) { axes=[a], keepDims=true }
/// %3 = RealDiv(%1, %2)                        =>    %3 = Softmax(%0) { axis=a }
/// </code></remarks>
public sealed class FuseSoftmax : IRewrite
{
    public TfValue? TryRewrite(TfGraph graph, TfNode node)
    {
        if (node is not { Op: RealDiv { Activation: Activation.None }, Inputs: [{ Op: Exp, Inputs: [var logits] } exponentials, { Op: Sum { Axes: [var axis], KeepDims: true } } sum] })
            return null;
        return sum.Inputs[0] == exponentials ? node.With(new Softmax(axis), WithoutMaximum(logits, axis)) : null;
    }

    /// <summary>x of x − max(x) along the axis.</summary>
    private static TfValue WithoutMaximum(TfValue logits, int axis) => logits switch
    {
        { Op: Sub { Activation: Activation.None }, Inputs: [var x, { Op: Max { Axes: [var over], KeepDims: true }, Inputs: [var maximized] }] }
            when over == axis && maximized == x => x,
        _ => logits,
    };
}
