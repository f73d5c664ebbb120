using Nobuco.TensorFlow.Targets.TFLite.Schema;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.TFLite.Raising;

/// <summary>Operators that only move elements.</summary>
internal static class Shapes
{
    /// <summary>The shape is the second input, otherwise an option.</summary>
    public static TfTensor Reshape(RaisingCall call) =>
        tf.Reshape(call[0], call.Count > 1 ? call.Sizes(1) : call.Options.Integers("new_shape").Select(s => (Dim)s).ToSeq());

    public static TfTensor Transpose(RaisingCall call) => tf.Transpose(call[0], call.Integers(1).Select(axis => (int)axis).ToSeq());

    public static TfTensor ExpandDims(RaisingCall call) => tf.ExpandDims(call[0], [call.Integer(1)]);

    /// <summary>No axes are all of size 1.</summary>
    public static TfTensor Squeeze(RaisingCall call)
    {
        Seq<int> axes = call.Options.Integers("squeeze_dims").Select(axis => (int)axis).ToSeq();
        Seq<Dim> shape = call[0].Shape;
        return tf.Squeeze(call[0], axes.Count > 0 ? axes : Seq.Range(shape.Count).Where(axis => shape[axis] == Dim.One).ToSeq());
    }

    public static TfTensor Concatenation(RaisingCall call) => call.Activated(tf.ConcatV2([.. call.All], call.Options.Int("axis")));

    public static TfTensor Pack(RaisingCall call) => tf.Pack([.. call.All], call.Options.Int("axis"));

    public static TfTensor[] Unpack(RaisingCall call) => tf.Unpack(call[0], call.ResultCount, call.Options.Int("axis"));

    public static TfTensor[] Split(RaisingCall call) => tf.Split(call[1], call.ResultCount, call.Integer(0));

    public static TfTensor[] SplitV(RaisingCall call)
    {
        int axis = ShapeMath.NormalizeAxis(call.Integer(2), call[0].Rank);
        Seq<long> sizes = call.Integers(1);
        long rest = call[0].Shape[axis].Value - sizes.Where(s => s >= 0).Sum();
        return tf.SplitV(call[0], sizes.Select(s => s < 0 ? rest : s).ToSeq(), axis);
    }

    /// <summary>A size of −1 is up to the end.</summary>
    public static TfTensor Slice(RaisingCall call)
    {
        TfTensor x = call[0];
        Seq<Dim> begin = call.Sizes(1), size = call.Sizes(2);
        Seq<Dim> end = begin.Select((b, axis) => size[axis] == -1 ? x.Shape[axis] : b + size[axis]).ToSeq();
        return tf.StridedSlice(x, begin, end, Seq.Repeat(1L, x.Rank));
    }

    public static TfTensor Tile(RaisingCall call) => tf.Tile(call[0], call.Sizes(1));

    public static TfTensor BroadcastTo(RaisingCall call) => tf.BroadcastTo(call[0], call.Sizes(1));

    public static TfTensor Reverse(RaisingCall call) => tf.ReverseV2(call[0], call.Axes(1, call[0].Rank));

    public static TfTensor SpaceToDepth(RaisingCall call) => tf.SpaceToDepth(call[0], call.Options.Int("block_size"));

    public static TfTensor DepthToSpace(RaisingCall call) => tf.DepthToSpace(call[0], call.Options.Int("block_size"));

    public static TfTensor Shape(RaisingCall call) => tf.Cast(tf.Sizes(call[0].Shape), call.OutputDType);

    public static TfTensor Rank(RaisingCall call) => tf.Constant((long)call[0].Rank, call.OutputDType);

    /// <summary>Python's slices, of which masks leave bounds open, take single elements and add axes.</summary>
    public static TfTensor StridedSlice(RaisingCall call)
    {
        OperatorOptions options = call.Options;
        if (options.Int("ellipsis_mask") != 0 || options.Int("new_axis_mask") != 0)
            throw call.Unsupported("has an ellipsis or a new axis");
        TfTensor x = call[0];
        Seq<long> begins = call.Integers(1), ends = call.Integers(2), strides = call.Integers(3);
        (Dim[] begin, Dim[] end, long[] stride) = ([.. Seq.Repeat(Dim.Zero, x.Rank)], [.. x.Shape], [.. Seq.Repeat(1L, x.Rank)]);
        for (int axis = 0; axis < begins.Count; axis++)
        {
            long size = x.Shape[axis].Value;
            bool isSingle = Bit("shrink_axis_mask", axis);
            stride[axis] = isSingle ? 1 : strides[axis];
            long first = Bit("begin_mask", axis) ? (stride[axis] > 0 ? 0 : size - 1) : Bound(begins[axis], size, stride[axis]);
            long last = Bit("end_mask", axis) ? (stride[axis] > 0 ? size : -1)
                : Bound(options.Flag("offset") ? begins[axis] + ends[axis] : ends[axis], size, stride[axis]);
            last = isSingle ? first + 1 : stride[axis] > 0 ? Math.Max(first, last) : Math.Min(first, last);
            (begin[axis], end[axis]) = (first, last);
        }
        TfTensor slice = tf.StridedSlice(x, [.. begin], [.. end], [.. stride]);
        return tf.Squeeze(slice, Seq.Range(begins.Count).Where(axis => Bit("shrink_axis_mask", axis)).ToSeq());

        bool Bit(string mask, int axis) => (options.Int(mask) >> axis & 1) != 0;
    }

    private static long Bound(long index, long size, long stride)
    {
        long fromFront = index < 0 ? index + size : index;
        return stride > 0 ? Math.Clamp(fromFront, 0, size) : Math.Clamp(fromFront, -1, size - 1);
    }
}
