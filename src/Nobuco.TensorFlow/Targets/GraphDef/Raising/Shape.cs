using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.GraphDef.Raising;

/// <summary>Operations that only move elements.</summary>
internal static class Shapes
{
    public static TfTensor Reshape(RaisingCall call) => tf.Reshape(call[0], call.Sizes(1));

    public static TfTensor Transpose(RaisingCall call) => tf.Transpose(call[0], call.Integers(1).Select(static axis => (int)axis).ToSeq());

    public static TfTensor ExpandDims(RaisingCall call) => tf.ExpandDims(call[0], [call.Integer(1)]);

    /// <summary>No axes are all of size 1.</summary>
    public static TfTensor Squeeze(RaisingCall call)
    {
        Seq<int> axes = call.Ints("squeeze_dims");
        Seq<Dim> shape = call[0].Shape;
        return tf.Squeeze(call[0], axes.Count > 0 ? axes : Seq.Range(shape.Count).Where(axis => shape[axis] == Dim.One).ToSeq());
    }

    public static TfTensor ConcatV2(RaisingCall call) => tf.ConcatV2([.. call.All.SkipLast(1)], call.Integer(call.Count - 1));

    public static TfTensor Pack(RaisingCall call) => tf.Pack([.. call.All], (int)call.Int("axis"));

    public static TfTensor[] Unpack(RaisingCall call) => tf.Unpack(call[0], (int)call.Int("num"), (int)call.Int("axis"));

    public static TfTensor[] Split(RaisingCall call) => tf.Split(call[1], (int)call.Int("num_split"), call.Integer(0));

    public static TfTensor[] SplitV(RaisingCall call)
    {
        int axis = ShapeMath.NormalizeAxis(call.Integer(2), call[0].Rank);
        Seq<long> sizes = call.Integers(1);
        long rest = call[0].Shape[axis].Value - sizes.Where(static s => s >= 0).Sum();
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

    public static TfTensor SpaceToDepth(RaisingCall call) => tf.SpaceToDepth(call[0], (int)call.Int("block_size"));

    public static TfTensor DepthToSpace(RaisingCall call) => tf.DepthToSpace(call[0], (int)call.Int("block_size"));

    public static TfTensor Shape(RaisingCall call) => tf.Cast(tf.Sizes(call[0].Shape), call.Type("out_type", DType.Int32));

    public static TfTensor Rank(RaisingCall call) => tf.Constant((long)call[0].Rank, DType.Int32);

    /// <summary>Python's slices, of which masks leave bounds open and take single elements.</summary>
    public static TfTensor StridedSlice(RaisingCall call)
    {
        if (call.Int("ellipsis_mask") != 0 || call.Int("new_axis_mask") != 0)
            throw call.Unsupported("has an ellipsis or a new axis");
        TfTensor x = call[0];
        Seq<long> begins = call.Integers(1), ends = call.Integers(2), strides = call.Integers(3);
        var ranges = Seq.Range(x.Rank).Select(axis => axis < begins.Count
            ? Range(call, axis, x.Shape[axis].Value, begins[axis], ends[axis], strides[axis])
            : (Begin: 0, End: x.Shape[axis].Value, Stride: 1)).ToSeq();
        TfTensor slice = tf.StridedSlice(x, [.. ranges.Select(static r => (Dim)r.Begin)], [.. ranges.Select(static r => (Dim)r.End)], [.. ranges.Select(static r => r.Stride)]);
        return tf.Squeeze(slice, Seq.Range(begins.Count).Where(axis => Bit(call, "shrink_axis_mask", axis)).ToSeq());
    }

    private static (long Begin, long End, long Stride) Range(RaisingCall call, int axis, long size, long begin, long end, long stride)
    {
        bool isSingle = Bit(call, "shrink_axis_mask", axis), isForward = isSingle || stride > 0;
        long first = Bit(call, "begin_mask", axis) ? (isForward ? 0 : size - 1) : Bound(begin, size, isForward);
        long last = Bit(call, "end_mask", axis) ? (isForward ? size : -1) : Bound(end, size, isForward);
        last = isSingle ? first + 1 : isForward ? Math.Max(first, last) : Math.Min(first, last);
        return (first, last, isSingle ? 1 : stride);
    }

    private static long Bound(long index, long size, bool isForward)
    {
        long fromFront = index < 0 ? index + size : index;
        return isForward ? Math.Clamp(fromFront, 0, size) : Math.Clamp(fromFront, -1, size - 1);
    }

    private static bool Bit(RaisingCall call, string mask, int axis) => (call.Int(mask) >> axis & 1) != 0;
}
