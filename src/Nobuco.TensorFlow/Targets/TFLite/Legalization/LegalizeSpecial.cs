using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.Legalization;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.TFLite.Legalization;

/// <summary>The arc tangent of the smaller magnitude over the larger, moved to its octant; TensorFlow Lite 2.9 has no ATAN2.</summary>
internal sealed class LegalizeAtan2 : Legalization<Atan2>
{
    protected override TfTensor Rewrite(Atan2 op, TfNode node)
    {
        TfTensor y = Input(node), x = Input(node, 1), height = tf.Abs(y), width = tf.Abs(x);
        TfTensor ratio = tf.Minimum(height, width) / tf.Maximum(tf.Maximum(height, width), 1e-37);
        TfTensor angle = AccurateFunctions.Atan(ratio);
        angle = tf.SelectV2(tf.Greater(height, width), (Math.PI / 2) - angle, angle);
        angle = tf.SelectV2(tf.Less(x, 0.0), Math.PI - angle, angle);
        return tf.SelectV2(tf.Less(y, 0.0), -angle, angle);
    }
}

/// <summary>⌊x / 2ʸ⌋ for a constant y: RIGHT_SHIFT is newer than 2.9 and has no int64.</summary>
internal sealed class LegalizeRightShift : Legalization<RightShift>
{
    protected override TfTensor? Rewrite(RightShift op, TfNode node)
    {
        TfTensor x = Input(node);
        return Input(node, 1).Constant is { Count: 1 } bits ? tf.FloorDiv(x, 1L << (int)bits.ItemAsInt64()) : null;
    }
}

/// <summary>The bias of a transposed 3-D convolution is an addition of its own: 2.9 checks its length against the wrong axis.</summary>
internal sealed class LegalizeBiasedTransposedConv3D : Legalization<Conv3DBackpropInputV2>
{
    protected override TfTensor? Rewrite(Conv3DBackpropInputV2 op, TfNode node) =>
        node.Inputs.Count > 2 && !node.Inputs[2].Type.DType.IsInteger() ? tf.Make(op, Input(node), Input(node, 1)) + Input(node, 2) : null;
}
