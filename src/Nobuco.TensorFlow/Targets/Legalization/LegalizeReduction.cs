using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;

namespace Nobuco.TensorFlow.Targets.Legalization;

/// <summary>A reduction over no axis changes nothing.</summary>
internal sealed class LegalizeEmptyReduction : Legalization<ReductionOp>
{
    protected override TfTensor? Rewrite(ReductionOp op, TfNode node) => op.Axes.Count == 0 ? Input(node) : null;
}
