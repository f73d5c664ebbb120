using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.Legalization;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.TfJs.Legalization;

/// <summary>Stacks of matrices that both repeat along some axis are not matched: both are repeated first.</summary>
internal sealed class LegalizeMatMulBatch : Legalization<BatchMatMulV2>
{
    protected override TfTensor? Rewrite(BatchMatMulV2 op, TfNode node)
    {
        Seq<Dim> batch = node.Output.Type.Shape[..^2];
        TfTensor x = Input(node), y = Input(node, 1);
        bool isMatched = x.Shape[..^2] == batch || y.Shape[..^2] == batch;
        return isMatched ? null : tf.Make(op, Repeated(x, batch), Repeated(y, batch));
    }

    private static TfTensor Repeated(TfTensor x, Seq<Dim> batch) => tf.BroadcastTo(x, [.. batch, .. x.Shape[^2..]]);
}
