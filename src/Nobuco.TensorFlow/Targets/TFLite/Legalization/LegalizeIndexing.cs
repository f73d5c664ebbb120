using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.TFLite.Legalization;

/// <summary>Where something is scattered, that; elsewhere x. An index must not occur twice.</summary>
internal sealed class LegalizeTensorScatterUpdate : Legalization<TensorScatterUpdate>
{
    protected override TfTensor Rewrite(TensorScatterUpdate op, TfNode node)
    {
        TfTensor x = Input(node), indices = Input(node, 1), updates = Input(node, 2);
        TfTensor ones = tf.Fill(updates.Shape, tf.Constant(1, DType.Int32));
        TfTensor isWritten = tf.Greater(tf.ScatterNd(indices, ones, x.Shape), 0L);
        return tf.SelectV2(isWritten, tf.ScatterNd(indices, updates, x.Shape), x);
    }
}
