using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.Legalization;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.TFLite.Legalization;

/// <summary>Pools height and width, then depth: a maximum of maxima.</summary>
internal sealed class LegalizeMaxPool3D : UnaryLegalization<MaxPool3D>
{
    protected override TfTensor Rewrite(MaxPool3D op, TfTensor x) => SeparatePooling.Pool(
        x, op.KernelSize, op.Strides, (y, kernel, strides) => tf.MaxPool(y, kernel, strides, op.Padding));
}

/// <summary>Pools height and width, then depth: all means along the depth are of equally many elements.</summary>
internal sealed class LegalizeAvgPool3D : UnaryLegalization<AvgPool3D>
{
    protected override TfTensor Rewrite(AvgPool3D op, TfTensor x) => SeparatePooling.Pool(
        x, op.KernelSize, op.Strides, (y, kernel, strides) => tf.AvgPool(y, kernel, strides, op.Padding));
}

internal static class SeparatePooling
{
    /// <summary>[N, D, H, W, C] is pooled as [N·D, H, W, C], then as [N, D, H'·W', C].</summary>
    public static TfTensor Pool(TfTensor x, Seq<int> kernel, Seq<int> strides, Func<TfTensor, Seq<int>, Seq<int>, TfTensor> pool)
    {
        Seq<Dim> s = x.Shape;
        TfTensor planes = pool(tf.Reshape(x, [s[0] * s[1], s[2], s[3], s[4]]), kernel[1..], strides[1..]);
        Dim height = planes.Shape[1], width = planes.Shape[2];
        TfTensor depth = pool(tf.Reshape(planes, [s[0], s[1], height * width, s[4]]), [kernel[0], 1], [strides[0], 1]);
        return tf.Reshape(depth, [s[0], depth.Shape[1], height, width, s[4]]);
    }
}
