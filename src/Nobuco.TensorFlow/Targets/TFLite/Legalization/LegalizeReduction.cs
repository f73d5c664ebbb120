using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.Legalization;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.TFLite.Legalization;

/// <summary>ARG_MAX and ARG_MIN of bool or int64 are missing or newer than 2.9.</summary>
internal sealed class LegalizeArgType : Legalization<ArgOp>
{
    protected override TfTensor? Rewrite(ArgOp op, TfNode node) => node.Inputs[0].Type.DType is DType.Bool or DType.Int64
        ? tf.Make(op, tf.Cast(Input(node), DType.Int32))
        : null;
}
