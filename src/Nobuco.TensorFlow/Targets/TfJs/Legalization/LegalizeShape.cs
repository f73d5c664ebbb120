using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.Legalization;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.TfJs.Legalization;

/// <summary>[N, H·b, W·b, C]: rows of b pixels are channels, then rows of those rows are. Each step is a Reshape and a Transpose of five axes at most.</summary>
internal sealed class LegalizeSpaceToDepth : UnaryLegalization<SpaceToDepth>
{
    protected override TfTensor Rewrite(SpaceToDepth op, TfTensor x)
    {
        Dim batch = x.Shape[0], height = Dim.FloorDiv(x.Shape[1], op.BlockSize), width = Dim.FloorDiv(x.Shape[2], op.BlockSize);
        Dim channels = x.Shape[3] * op.BlockSize;
        TfTensor rows = tf.Reshape(x, [batch * height, op.BlockSize, width, channels]);
        return tf.Reshape(tf.Transpose(rows, [0, 2, 1, 3]), [batch, height, width, channels * op.BlockSize]);
    }
}
