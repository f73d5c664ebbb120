using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;

namespace Nobuco.TensorFlow.Targets.Legalization;

/// <summary>CONV_3D has no groups: one convolution each.</summary>
internal sealed class LegalizeGroupedConv3D : Legalization<Conv3D>
{
    protected override TfTensor? Rewrite(Conv3D op, TfNode node)
    {
        TfTensor x = Input(node), filter = Input(node, 1);
        int groups = (int)(x.Shape[4].Value / filter.Shape[3].Value);
        if (groups == 1)
            return null;
        TfTensor[] inputs = tf.Split(x, groups, 4), filters = tf.Split(filter, groups, 4);
        TfTensor[]? biases = node.Inputs.Count > 2 ? tf.Split(Input(node, 2), groups, 0) : null;
        return tf.ConcatV2([.. inputs.Select((input, i) => biases is null ? tf.Make(op, input, filters[i]) : tf.Make(op, input, filters[i], biases[i]))], 4);
    }
}
