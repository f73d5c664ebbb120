using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.Legalization;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.GraphDef.Legalization;

/// <summary>ResizeBilinear gives float32, whatever it takes.</summary>
internal sealed class LegalizeResizeType : TypeSubstitution
{
    protected override DType? Substitute(Op op, DType dtype) => op is ResizeBilinear && dtype != DType.Float32 ? DType.Float32 : null;
}
