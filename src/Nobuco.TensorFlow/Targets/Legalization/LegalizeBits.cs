using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.Legalization;

/// <summary>~x = −1 − x in two's complement; of unsigned numbers, the largest one less x.</summary>
internal sealed class LegalizeInvert : UnaryLegalization<Invert>
{
    protected override TfTensor? Rewrite(Invert op, TfTensor x) => x.DType switch
    {
        DType.UInt8 => tf.Cast(tf.Sub(255L, tf.Cast(x, DType.Int32)), DType.UInt8),
        DType.Int8 or DType.Int16 or DType.Int32 or DType.Int64 => tf.Sub(-1L, x),
        _ => null,
    };
}

/// <summary>x · 2ʸ, which drops the bits that leave.</summary>
internal sealed class LegalizeLeftShift : Legalization<LeftShift>
{
    protected override TfTensor Rewrite(LeftShift op, TfNode node) => Input(node) * tf.Pow(2L, Input(node, 1));
}
