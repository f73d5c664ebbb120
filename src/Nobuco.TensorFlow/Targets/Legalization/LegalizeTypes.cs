using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.Legalization;

/// <summary>ScatterNd adds, and bool is not added: counts, of which those above 0 are true.</summary>
internal sealed class LegalizeBoolScatter : Legalization<ScatterNd>
{
    protected override TfTensor? Rewrite(ScatterNd op, TfNode node) => node.Output.Type.DType == DType.Bool
        ? tf.Cast(tf.ScatterNd(Input(node), tf.Cast(Input(node, 1), DType.Int32), op.Shape), DType.Bool)
        : null;
}
