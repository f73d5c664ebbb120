using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.Legalization;

namespace Nobuco.TensorFlow.Targets.GraphDef.Legalization;

/// <summary>MatMul takes matrices: a vector is one of one row.</summary>
internal sealed class LegalizeDenseVector : Legalization<Dense>
{
    protected override TfTensor? Rewrite(Dense op, TfNode node) => node.Inputs[0].Type.Rank == 1
        ? tf.Reshape(tf.Make(op, [tf.Reshape(Input(node), [1, -1]), .. node.Inputs.Skip(1).Select(static i => new TfTensor(i))]), node.Output.Type.Shape)
        : null;
}
