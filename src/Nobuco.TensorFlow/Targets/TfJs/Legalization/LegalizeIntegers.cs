using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.Legalization;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.TfJs.Legalization;

/// <summary>WebAssembly negates integers as float32.</summary>
internal sealed class LegalizeIntegerNeg : UnaryLegalization<Neg>
{
    protected override TfTensor? Rewrite(Neg op, TfTensor x) => x.DType.IsInteger() ? 0L - x : null;
}

/// <summary>JavaScript gives the magnitudes of integers as float32.</summary>
internal sealed class LegalizeIntegerAbs : UnaryLegalization<Abs>
{
    protected override TfTensor? Rewrite(Abs op, TfTensor x) => x.DType.IsInteger() ? tf.Maximum(x, 0L - x) : null;
}

/// <summary>WebAssembly compares the bits of integers with bounds of float32.</summary>
internal sealed class LegalizeIntegerClip : UnaryLegalization<ClipByValue>
{
    protected override TfTensor? Rewrite(ClipByValue op, TfTensor x) => x.DType.IsInteger()
        ? tf.Minimum(tf.Maximum(x, tf.Constant(op.Min, x.DType)), tf.Constant(op.Max, x.DType))
        : null;
}

/// <summary>WebAssembly takes strides of float32 only, and gives zeros for integers: they are the first of groups of as many elements as the stride.</summary>
internal sealed class LegalizeIntegerStride : Legalization<StridedSlice>
{
    protected override TfTensor? Rewrite(StridedSlice op, TfNode node)
    {
        Seq<Dim> counts = node.Output.Type.Shape;
        if (node.Output.Type.DType.IsFloat() || op.Strides.All(static s => s == 1) || counts.Contains(Dim.Zero))
            return null;
        TfTensor x = Input(node);
        if (x.DType == DType.Bool)
            return tf.Cast(tf.Make(op, [tf.Cast(x, DType.Int32), .. node.Inputs.Skip(1).Select(static i => new TfTensor(i))]), DType.Bool);
        if (node.Inputs.Count > 1)
            return tf.Cast(tf.Make(op, [tf.Cast(x, DType.Float32), .. node.Inputs.Skip(1).Select(static i => new TfTensor(i))]), x.DType);
        for (int axis = 0; axis < x.Rank; axis++)
            x = Strided(x, axis, op.Begin[axis], op.Strides[axis], counts[axis]);
        return x;
    }

    private static TfTensor Strided(TfTensor x, int axis, Dim begin, long stride, Dim count)
    {
        Dim last = begin + ((count - 1) * stride);
        TfTensor part = stride > 0 ? tf.Slice(x, axis, begin, last + 1) : tf.ReverseV2(tf.Slice(x, axis, last, begin + 1), [axis]);
        return Math.Abs(stride) == 1 ? part : OneAxis.Apply(part, axis, line => EveryFirst(line, count, Math.Abs(stride)));
    }

    /// <param name="line">[before, (count − 1) · stride + 1, behind]</param>
    private static TfTensor EveryFirst(TfTensor line, Dim count, long stride)
    {
        Dim before = line.Shape[0], behind = line.Shape[2];
        TfTensor groups = tf.Reshape(tf.Pad(line, [0, 0, 0], [0, stride - 1, 0]), [before, count, stride, behind]);
        return tf.Reshape(tf.Slice(groups, 2, 0, 1), [before, count, behind]);
    }
}

/// <summary>Pooling, convolution and rearrangement are of float32 only.</summary>
internal sealed class LegalizeIntegerLayer : TypeSubstitution
{
    protected override DType? Substitute(Op op, DType dtype) => op is PoolingOp or ConvolutionOp or DepthToSpace && !dtype.IsFloat() ? DType.Float32 : null;
}

/// <summary>WebAssembly drops fractions where it converts to bool, and all but the last eight bits: what differs from 0 is true.</summary>
internal sealed class LegalizeCastToBool : Legalization<Cast>
{
    protected override TfTensor? Rewrite(Cast op, TfNode node)
    {
        TfTensor x = Input(node);
        return op.DType == DType.Bool && x.DType != DType.Bool ? tf.NotEqual(x, tf.Constant(0.0, x.DType)) : null;
    }
}

/// <inheritdoc cref="LegalizeCastToBool"/>
internal sealed class LegalizeWhereNumber : UnaryLegalization<Where>
{
    protected override TfTensor? Rewrite(Where op, TfTensor x) => x.DType == DType.Bool ? null : tf.Make(op, tf.NotEqual(x, tf.Constant(0.0, x.DType)));
}
