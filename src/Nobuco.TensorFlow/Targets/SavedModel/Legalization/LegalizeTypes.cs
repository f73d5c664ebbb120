using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.Legalization;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.SavedModel.Legalization;

/// <summary>
/// Where no kernel on the CPU knows an element type, the operation is computed in a wider one. Integers wrap around when they are converted back, as arithmetic of their own width does.
/// </summary>
internal sealed class LegalizeKernelType : TypeSubstitution
{
    protected override DType? Substitute(Op op, DType dtype) => (op, dtype) switch
    {
        (Lgamma or Digamma or DepthwiseConv2dNative, DType.BFloat16) => DType.Float32,
        (TruncateMod or AvgPool3D, DType.Float16 or DType.BFloat16) => DType.Float32,
        (LRN, DType.BFloat16) => DType.Float32,
        (Abs or Neg or Sign or Pow, DType.UInt8) => DType.Int32,
        (TruncateMod or SquaredDifference or Dense or BatchMatMulV2 or Graph.Ops.Range, DType.UInt8 or DType.Int8 or DType.Int16) => DType.Int32,
        (ConvolutionOp or AvgPool or AvgPool3D, _) when !dtype.IsFloat() => DType.Float64,
        _ => null,
    };
}

/// <summary>Indices are of int32 or int64.</summary>
internal sealed class LegalizeIndexType : Legalization<Op>
{
    protected override TfTensor? Rewrite(Op op, TfNode node)
    {
        int? place = op switch
        {
            GatherV2 or GatherNd or TensorScatterUpdate => 1,
            ScatterNd or OneHot => 0,
            _ => null,
        };
        if (place is not { } index || node.Inputs[index].Type.DType is DType.Int32 or DType.Int64)
            return null;
        return tf.Make(op, [.. node.Inputs.Select((input, i) => i == index ? tf.Cast(new TfTensor(input), DType.Int32) : new TfTensor(input))]);
    }
}

internal sealed class LegalizeMaxPool3DType : UnaryLegalization<MaxPool3D>
{
    protected override TfTensor? Rewrite(MaxPool3D op, TfTensor x) => x.DType is DType.Float32 or DType.BFloat16 ? null : SeparatePooling.Max(op, x);
}

internal sealed class LegalizeAvgPool3DType : UnaryLegalization<AvgPool3D>
{
    protected override TfTensor? Rewrite(AvgPool3D op, TfTensor x) => x.DType == DType.Float64 ? SeparatePooling.Mean(op, x) : null;
}

/// <summary>The sum of the neighbours' squares is their mean times their number, in an average pooling of the channels.</summary>
internal sealed class LegalizeLRNType : UnaryLegalization<LRN>
{
    protected override TfTensor? Rewrite(LRN op, TfTensor x)
    {
        if (x.DType != DType.Float64)
            return null;
        int neighbours = (2 * op.DepthRadius) + 1;
        Seq<Dim> s = x.Shape;
        TfTensor squares = tf.Pad(tf.Reshape(x * x, [s[0], s[1] * s[2], s[3], 1]), [0, 0, op.DepthRadius, 0], [0, 0, op.DepthRadius, 0]);
        TfTensor sums = tf.Reshape(tf.AvgPool(squares, [1, neighbours], [1, 1], Padding.Valid), s) * (double)neighbours;
        return x / tf.Pow((sums * op.Alpha) + op.Bias, op.Beta);
    }
}
