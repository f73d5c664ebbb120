using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.Legalization;

/// <summary>Zeros between the elements of an axis: what strides are in a transposed convolution, and dilations in a filter.</summary>
internal static class Spreading
{
    /// <summary>Puts <paramref name="step"/> − 1 zeros behind every element of an axis but the last.</summary>
    public static TfTensor Spread(TfTensor x, int axis, int step)
    {
        if (step == 1)
            return x;
        if (x.Value.Producer.Op is Graph.Ops.Const constant)
            return tf.Constant(Spread(constant.Value, axis, step), constant.QualifiedName);
        Dim length = ((x.Shape[axis] - 1) * step) + 1;
        return OneAxis.Apply(x, axis, line =>
        {
            Dim outer = line.Shape[0], size = line.Shape[1], inner = line.Shape[2];
            TfTensor wide = tf.Pad(tf.Reshape(line, [outer * size, 1, inner]), [0, 0, 0], [0, step - 1, 0]);
            return tf.Slice(tf.Reshape(wide, [outer, size * step, inner]), 1, 0, length);
        });
    }

    /// <param name="x">Of spatial axes first, as filters are.</param>
    /// <param name="steps">One per spatial axis.</param>
    public static TfTensor Spread(TfTensor x, Seq<int> steps)
    {
        for (int axis = 0; axis < steps.Count; axis++)
            x = Spread(x, axis, steps[axis]);
        return x;
    }

    private static Tensor Spread(Tensor x, int axis, int step)
    {
        Tensor spread = Tensor.Zeros(x.DType, x.Shape.With(axis, ((x.Shape[axis] - 1) * step) + 1));
        spread.Slice(axis, 0, long.MaxValue, step).CopyFrom(x);
        return spread;
    }
}
