using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;

namespace Nobuco.TensorFlow.Passes.Fuse;

/// <summary>
/// Padding that never wins a maximum (the smallest number; zero where the input is not negative) moves into a pooling where SAME pads by exactly as much.
/// Elsewhere zeros are taken where they do as well: XNNPACK pads with nothing else.
/// </summary>
/// <remarks><code>
/// %1 = PadV2(%0, -∞)
/// %2 = MaxPool(%1, Padding=Valid)    =>    %2 = MaxPool(%0, Padding=Same)
/// </code></remarks>
public sealed class FusePadIntoMaxPool : IRewrite
{
    public TfValue? TryRewrite(TfGraph graph, TfNode node)
    {
        if (node is not { Op: MaxPool { Padding: Padding.Valid } pool, Inputs: [{ Op: PaddingOp pad } padded] } || !NeverWins(padded))
            return null;
        TfValue x = padded.Inputs[0];
        if (WindowPadding.IsSame(x.Type, pad.Before, pad.After, [.. pool.KernelSize.Select(static k => (long)k)], pool.Strides, [1, 1]))
            return node.With(pool with { Padding = Padding.Same }, x);
        return pad is PadV2 && IsNotNegative(x.Producer.Op) && graph.HasSingleUse(padded)
            ? node.With(pool, padded.Producer.With(new Pad(pad.Before, pad.After), [x, .. padded.Inputs.Skip(2)]))
            : null;
    }

    private static bool NeverWins(TfValue padded) => padded.Op switch
    {
        PadV2 => padded.Inputs[1].Number <= -float.MaxValue,
        Pad => IsNotNegative(padded.Inputs[0].Producer.Op),
        _ => false,
    };

    private static bool IsNotNegative(Op op) =>
        op is Relu or Relu6 or Sigmoid or Softmax || FusedActivation.Of(op) is Activation.Relu or Activation.Relu6;
}
