using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;

namespace Nobuco.TensorFlow.Targets.TFLite.Legalization;

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

/// <summary>TRANSPOSE_CONV fuses activations from 2.13 on only.</summary>
internal sealed class LegalizeActivatedTransposedConvolution : Legalization<Conv2DBackpropInput>
{
    protected override TfTensor? Rewrite(Conv2DBackpropInput op, TfNode node)
    {
        TfTensor[] inputs = [.. node.Inputs.Select(i => new TfTensor(i))];
        return op.Activation switch
        {
            Activation.Relu => tf.Relu(Linear()),
            Activation.Relu6 => tf.Relu6(Linear()),
            Activation.ReluN1To1 => tf.ReluN1To1(Linear()),
            _ => null,
        };

        TfTensor Linear() => tf.Make(op with { Activation = Activation.None }, inputs);
    }
}
