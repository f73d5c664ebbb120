using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.Legalization;

namespace Nobuco.TensorFlow.Targets.TFLite.Legalization;

/// <summary>TRANSPOSE_CONV fuses activations from 2.13 on only.</summary>
internal sealed class LegalizeActivatedTransposedConvolution : Legalization<Conv2DBackpropInput>
{
    protected override TfTensor? Rewrite(Conv2DBackpropInput op, TfNode node)
    {
        return op.Activation == Activation.None
            ? null
            : op.Activation.Of(tf.Make(op with { Activation = Activation.None }, [.. node.Inputs.Select(i => new TfTensor(i))]));
    }
}
