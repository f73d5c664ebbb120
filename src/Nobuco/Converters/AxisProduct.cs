using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;
using Nobuco.TensorFlow;

namespace Nobuco.Builtin;

/// <summary>Products with a constant matrix along one axis: resampling and averaging that no single operator does.</summary>
internal static class AxisProduct
{
    /// <summary>y[…, i, …] = Σⱼ matrix[i, j] · x[…, j, …]. <paramref name="axis"/> is physical; the order stays.</summary>
    /// <param name="name">The parameter that the matrix is, if it is one.</param>
    public static TfTensor Apply(TfTensor x, int axis, Tensor matrix, string? name = null)
    {
        if (axis == x.Rank - 2)
            return tf.BatchMatMulV2(tf.Constant(matrix.AsStrided([.. Enumerable.Repeat(1L, axis), .. matrix.Shape], [.. Enumerable.Repeat(0L, axis), .. matrix.Strides], matrix.Offset), name), x).WithOrder(x.Order);
        Dim before = x.Shape[..axis].Product(), after = x.Shape[(axis + 1)..].Product();
        TfTensor stacked = tf.Reshape(x, [before, x.Shape[axis], after]);
        TfTensor product = after == Dim.One
            ? tf.Dense(tf.Squeeze(stacked, [2]), tf.Constant(matrix.Transpose(0, 1), name))
            : tf.BatchMatMulV2(tf.Constant(matrix.Unsqueeze(0), name), stacked);
        return tf.Reshape(product, x.Shape.With(axis, matrix.Shape[0])).WithOrder(x.Order);
    }
}
