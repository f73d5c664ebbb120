using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.Legalization;

/// <summary>Poolings in three dimensions as two in two: height and width first, then depth.</summary>
internal static class SeparatePooling
{
    /// <summary>A maximum of maxima.</summary>
    public static TfTensor Max(MaxPool3D op, TfTensor x) =>
        Pool(x, op.KernelSize, op.Strides, (y, kernel, strides) => tf.MaxPool(y, kernel, strides, op.Padding));

    /// <summary>A mean of means: all along the depth are of equally many elements.</summary>
    public static TfTensor Mean(AvgPool3D op, TfTensor x) =>
        Pool(x, op.KernelSize, op.Strides, (y, kernel, strides) => tf.AvgPool(y, kernel, strides, op.Padding));

    /// <summary>[N, D, H, W, C] is pooled as [N·D, H, W, C], then as [N, D, H'·W', C].</summary>
    private static TfTensor Pool(TfTensor x, Seq<int> kernel, Seq<int> strides, Func<TfTensor, Seq<int>, Seq<int>, TfTensor> pool)
    {
        Seq<Dim> s = x.Shape;
        TfTensor planes = pool(tf.Reshape(x, [s[0] * s[1], s[2], s[3], s[4]]), kernel[1..], strides[1..]);
        Dim height = planes.Shape[1], width = planes.Shape[2];
        TfTensor depth = pool(tf.Reshape(planes, [s[0], s[1], height * width, s[4]]), [kernel[0], 1], [strides[0], 1]);
        return tf.Reshape(depth, [s[0], depth.Shape[1], height, width, s[4]]);
    }
}
