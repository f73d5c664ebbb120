using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.Legalization;

namespace Nobuco.TensorFlow.Targets.SavedModel.Legalization;

/// <summary>TensorFlow's kernels read the dilations of every convolution but the depthwise one: the gaps are zeros in the filter.</summary>
internal sealed class LegalizeDilatedDepthwise : Legalization<DepthwiseConv2dNative>
{
    protected override TfTensor? Rewrite(DepthwiseConv2dNative op, TfNode node) => op.Dilations.All(static d => d == 1)
        ? null
        : tf.Make(op with { Dilations = [1, 1] }, [Input(node), Spreading.Spread(Input(node, 1), op.Dilations), .. node.Inputs.Skip(2).Select(static i => new TfTensor(i))]);
}
