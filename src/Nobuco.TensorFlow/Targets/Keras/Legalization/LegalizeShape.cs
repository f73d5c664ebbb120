using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.Legalization;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.Keras.Legalization;

/// <summary>Blocks of a static image become channels by splitting both axes; of one whose size is not known, by a convolution that copies.</summary>
internal sealed class LegalizeSpaceToDepth : UnaryLegalization<SpaceToDepth>
{
    protected override TfTensor Rewrite(SpaceToDepth op, TfTensor x)
    {
        int b = op.BlockSize;
        Seq<Dim> shape = x.Shape;
        Dim rows = Dim.FloorDiv(shape[1], b), columns = Dim.FloorDiv(shape[2], b);
        if (!shape.Skip(1).All(static size => size.IsConstant))
            return tf.Conv2D(x, tf.Constant(BlockFilter.Of(b, (int)shape[3].Value, x.DType)), null, [b, b], Padding.Valid, [1, 1]);
        TfTensor blocks = tf.Transpose(tf.Reshape(x, [shape[0], rows, b, columns, b, shape[3]]), [0, 1, 3, 2, 4, 5]);
        return tf.Reshape(blocks, [shape[0], rows, columns, shape[3] * b * b]);
    }
}

/// <summary>The inverse of <see cref="LegalizeSpaceToDepth"/>.</summary>
internal sealed class LegalizeDepthToSpace : UnaryLegalization<DepthToSpace>
{
    protected override TfTensor Rewrite(DepthToSpace op, TfTensor x)
    {
        int b = op.BlockSize;
        Seq<Dim> shape = x.Shape;
        Dim channels = Dim.FloorDiv(shape[3], b * b);
        Seq<Dim> result = [shape[0], shape[1] * b, shape[2] * b, channels];
        if (!shape.Skip(1).All(static size => size.IsConstant))
            return tf.Conv2DBackpropInput(x, tf.Constant(BlockFilter.Of(b, (int)channels.Value, x.DType)), null, [b, b], Padding.Valid, result);
        TfTensor blocks = tf.Transpose(tf.Reshape(x, [shape[0], shape[1], shape[2], b, b, channels]), [0, 1, 3, 2, 4, 5]);
        return tf.Reshape(blocks, result);
    }
}

/// <summary>The filter [b, b, C, b² · C] that copies element (y, x) of a block's channel c to channel (y · b + x) · C + c.</summary>
internal static class BlockFilter
{
    public static Tensor Of(int block, int channels, DType dtype)
    {
        var filter = new float[block * block * channels * block * block * channels];
        for (int place = 0; place < block * block; place++)
        {
            for (int c = 0; c < channels; c++)
                filter[(((place * channels) + c) * block * block * channels) + (place * channels) + c] = 1;
        }
        return Tensor.From(filter, block, block, channels, block * block * channels).Cast(dtype);
    }
}

/// <summary>The size of every axis as the sum of as many ones, which keeps sizes that are known only at run time.</summary>
internal sealed class LegalizeShape : UnaryLegalization<Shape>
{
    protected override TfTensor Rewrite(Shape op, TfTensor x) => tf.ConcatV2([.. Seq.Range(x.Rank).Select(axis => Size(x, axis))], 0);

    private static TfTensor Size(TfTensor x, int axis) => x.Shape[axis].TryValue is { } size
        ? tf.Constant([(int)size])
        : tf.Sum(Ones.Along(x, axis), [0], keepDims: true);
}

/// <summary>Ones as many as an axis is long: the axis of the first elements of all others, compared with itself.</summary>
internal static class Ones
{
    public static TfTensor Along(TfTensor x, int axis)
    {
        Seq<Dim> end = x.Shape.Select((size, i) => i == axis ? size : Dim.One).ToSeq();
        TfTensor line = tf.StridedSlice(x, Seq.Repeat(Dim.Zero, x.Rank), end, Seq.Repeat(1L, x.Rank));
        TfTensor isThere = tf.Equal(line, line);
        // Of a NaN, which differs from itself, the comparison is false.
        TfTensor always = tf.LogicalOr(isThere, tf.LogicalNot(isThere));
        return tf.Cast(tf.Squeeze(always, Seq.Range(x.Rank).Where(i => i != axis).ToSeq()), DType.Int32);
    }

    /// <summary>Zeros of a shape of which every unknown size is that of an axis of an input; null when one is not.</summary>
    public static TfTensor? Zeros(TfGraph graph, Seq<Dim> shape, DType dtype)
    {
        TfTensor zeros = tf.Constant(Tensor.Zeros(dtype, shape.Select(static size => size.TryValue ?? 1).ToSeq()));
        for (int axis = 0; axis < shape.Count; axis++)
        {
            if (shape[axis].IsConstant)
                continue;
            if (Line(graph, shape[axis]) is not { } line)
                return null;
            TfTensor along = tf.Cast(line, dtype) * tf.Constant(0L, dtype);
            zeros += tf.ExpandDims(along, Seq.Range(shape.Count).Where(i => i != axis).ToSeq());
        }
        return zeros;
    }

    public static TfTensor? Line(TfGraph graph, Dim size)
    {
        foreach (NamedValue input in graph.Inputs)
        {
            int axis = input.Value.Type.Shape.ToList().IndexOf(size);
            if (axis >= 0)
                return Along(new TfTensor(input.Value), axis);
        }
        return null;
    }
}
