using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Passes;
using Nobuco.TensorFlow.Targets.Legalization;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.TFLite.Legalization;

/// <summary>
/// Where the kernels of TensorFlow Lite 2.9 do not know an element type, the operation is computed in one they know. Integers wrap around
/// when they are converted back, as arithmetic of their own width does.
/// </summary>
internal sealed class LegalizeElementType : TypeSubstitution
{
    protected override DType? Substitute(Op op, DType dtype) => (op, dtype) switch
    {
        (Cast or Reshape or ExpandDims or Squeeze or Shape, _) => null,
        (_, DType.Float16 or DType.BFloat16 or DType.Float64) => DType.Float32,
        (ResizeOp, DType.Int64 or DType.Int32 or DType.Int16 or DType.Int8 or DType.UInt8) => DType.Float32,
        (PaddingOp or GatherNd, DType.Bool) => DType.Int32,
        (BinaryOp or ReductionOp or Cumsum, DType.Int8 or DType.Int16 or DType.UInt8) => DType.Int32,
        (Neg or Abs or Square or Sign or Relu or Relu6 or ReluN1To1 or ClipByValue, DType.Int8 or DType.Int16 or DType.UInt8) => DType.Int32,
        _ => null,
    };
}

/// <summary>Arithmetic of int64 for which there is no kernel is computed in int32, which is right for numbers that fit: the conversion tells the user (NBC0304).</summary>
internal sealed class NarrowInt64 : TypeSubstitution
{
    protected override DType? Substitute(Op op, DType dtype) => dtype == DType.Int64 && op is (FloorDiv or RealDiv or Pow or IntegerBinaryOp) ? DType.Int32 : null;
}

/// <summary>SCATTER_ND takes int32 indices.</summary>
internal sealed class LegalizeScatterIndices : Legalization<ScatterNd>
{
    protected override TfTensor? Rewrite(ScatterNd op, TfNode node) => node.Inputs[0].Type.DType == DType.Int64
        ? tf.Make(op, [tf.Cast(Input(node), DType.Int32), .. node.Inputs.Skip(1).Select(i => new TfTensor(i))])
        : null;
}

/// <summary>RANGE of int64 came with 2.14.</summary>
internal sealed class LegalizeInt64Range : Legalization<Graph.Ops.Range>
{
    protected override TfTensor? Rewrite(Graph.Ops.Range op, TfNode node) => node.Output.Type.DType == DType.Int64
        ? tf.Cast(tf.Make(op, [.. node.Inputs.Select(i => tf.Cast(new TfTensor(i), DType.Int32))]), DType.Int64)
        : null;
}

/// <summary>SPLIT has no kernel for int64 and bool: slices.</summary>
internal sealed class LegalizeSplitType : INodeRewrite
{
    public IReadOnlyList<TfValue>? TryRewriteResults(TfGraph graph, TfNode node)
    {
        if (node.Op is not Split op || node.Inputs[0].Type.DType is not (DType.Int64 or DType.Bool))
            return null;
        var x = new TfTensor(node.Inputs[0]);
        return [.. node.Outputs.Select((part, i) => tf.Slice(x, op.Axis, part.Type.Shape[op.Axis] * i, part.Type.Shape[op.Axis] * (i + 1)).Value)];
    }
}

/// <summary>UNPACK has no kernel for int64: slices.</summary>
internal sealed class LegalizeUnpackType : INodeRewrite
{
    public IReadOnlyList<TfValue>? TryRewriteResults(TfGraph graph, TfNode node)
    {
        if (node.Op is not Unpack op || node.Inputs[0].Type.DType != DType.Int64)
            return null;
        var x = new TfTensor(node.Inputs[0]);
        return [.. Enumerable.Range(0, op.Num).Select(i => tf.Squeeze(tf.Slice(x, op.Axis, i, i + 1), [op.Axis]).Value)];
    }
}
