using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Passes;
using Nobuco.TensorFlow.Targets.Legalization;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.SavedModel.Legalization;

/// <summary>
/// By an amount that is negative, or no less than the type has bits, PyTorch shifts all bits out; TensorFlow shifts by the nearest amount that is neither. Amounts that may be such are masked, and the result is replaced.
/// </summary>
internal sealed class LegalizeLeftShiftAmount : Legalization<LeftShift>
{
    protected override TfTensor? Rewrite(LeftShift op, TfNode node) => ShiftAmounts.Replaced(Input(node, 1), amounts => tf.LeftShift(Input(node), amounts), tf.Constant(0L, node.Output.Type.DType));
}

/// <inheritdoc cref="LegalizeLeftShiftAmount"/>
internal sealed class LegalizeRightShiftAmount : Legalization<RightShift>
{
    protected override TfTensor? Rewrite(RightShift op, TfNode node)
    {
        TfTensor x = Input(node);
        TfTensor signs = x.DType == DType.UInt8 ? tf.Constant(0L, x.DType) : tf.RightShift(x, ShiftAmounts.Largest(x.DType));
        return ShiftAmounts.Replaced(Input(node, 1), amounts => tf.RightShift(x, amounts), signs);
    }
}

internal static class ShiftAmounts
{
    /// <summary>The number of bits less one.</summary>
    public static long Largest(DType dtype) => (8 * dtype.Size()) - 1;

    /// <summary>The shift by masked amounts where they are in range, elsewhere what is left of all bits shifted out; null where they are all in range.</summary>
    public static TfTensor? Replaced(TfTensor amounts, Func<TfTensor, TfTensor> shift, TfTensor outside)
    {
        long largest = Largest(amounts.DType);
        if (AreInRange(amounts, largest))
            return null;
        TfTensor isInRange = tf.LogicalAnd(tf.GreaterEqual(amounts, 0L), tf.LessEqual(amounts, largest));
        return tf.SelectV2(isInRange, shift(tf.BitwiseAnd(amounts, largest)), outside);
    }

    private static bool AreInRange(TfTensor amounts, long largest) =>
        (amounts.Value is { Op: BitwiseAnd, Inputs: [_, { Number: { } mask }] } && mask <= largest && mask >= 0)
        || (amounts.Constant is { } constant && Array.TrueForAll(constant.ToArray<long>(), amount => amount >= 0 && amount <= largest));
}
