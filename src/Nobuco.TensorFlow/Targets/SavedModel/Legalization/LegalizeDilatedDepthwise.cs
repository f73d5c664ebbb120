using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.GraphDef.Legalization;
using Nobuco.TensorFlow.Targets.Legalization;

namespace Nobuco.TensorFlow.Targets.SavedModel.Legalization;

/// <summary>TensorFlow's kernels read the dilations of every convolution but the depthwise one, which computes as if there were none: the gaps are zeros in the filter.</summary>
internal sealed class LegalizeDilatedDepthwise : Legalization<DepthwiseConv2dNative>
{
    /// <summary>What TensorFlow would compute something else for.</summary>
    public static bool IsDilated(TfNode node) => node.Op is DepthwiseConv2dNative op && op.Dilations.Any(static d => d > 1);

    protected override TfTensor? Rewrite(DepthwiseConv2dNative op, TfNode node) => IsDilated(node) && Input(node, 1).Constant is { } filter
        ? tf.Make(op with { Dilations = [1, 1] }, [Input(node), tf.Constant(DilatedFilter.Of(filter, op.Dilations)), .. node.Inputs.Skip(2).Select(static i => new TfTensor(i))])
        : null;
}
