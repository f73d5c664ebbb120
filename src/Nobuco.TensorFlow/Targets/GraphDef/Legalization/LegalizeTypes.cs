using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.Legalization;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.GraphDef.Legalization;

/// <summary>Numbers are not bool: sums and products of truth are counted, and compared, in int32.</summary>
internal sealed class LegalizeBool : TypeSubstitution
{
    protected override DType? Substitute(Op op, DType dtype) => dtype != DType.Bool ? null : op switch
    {
        LogicalOp or LogicalNot or Equal or NotEqual or All or Any => null,
        BinaryOp or UnaryOp or ReductionOp or Cumsum or TopKV2 or MaxPool or MaxPool3D or Dense or BatchMatMulV2 => DType.Int32,
        ResizeNearestNeighbor => DType.UInt8,
        _ => null,
    };
}
