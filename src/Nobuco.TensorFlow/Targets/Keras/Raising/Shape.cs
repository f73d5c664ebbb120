using System.Text.Json.Nodes;
using Nobuco.TensorFlow.Targets.Keras.Model;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.Keras.Raising;

/// <summary>What only moves elements.</summary>
internal static class Shapes
{
    public static TfTensor Reshape(RaisingCall call) => tf.Reshape(call[0], call.Sizes(call.Setting("newshape") is null ? "shape" : "newshape"));

    public static TfTensor ReshapeLayer(RaisingCall call) => tf.Reshape(call[0], [call[0].Shape[0], .. call.Sizes("target_shape")]);

    public static TfTensor Flatten(RaisingCall call) => tf.Reshape(call[0], [call[0].Shape[0], -1]);

    public static TfTensor Transpose(RaisingCall call) => tf.Transpose(call[0], call.Ints(call.Setting("axes") is null ? "perm" : "axes"));

    public static TfTensor Permute(RaisingCall call) => tf.Transpose(call[0], [0, .. call.Ints("dims")]);

    public static TfTensor ExpandDims(RaisingCall call) => tf.ExpandDims(call[0], call.Ints("axis"));

    public static TfTensor Squeeze(RaisingCall call) => tf.Squeeze(call[0], call.Ints("axis"));

    public static TfTensor Concat(RaisingCall call) => tf.ConcatV2(call.List, call.Int("axis"));

    public static TfTensor Stack(RaisingCall call) => tf.Pack(call.List, call.Int("axis"));

    public static TfTensor[] Unstack(RaisingCall call) => tf.Unpack(call[0], call.Int("num"), call.Int("axis"));

    /// <summary>A number of parts, the places of cuts (Keras 3), or sizes of parts (TensorFlow).</summary>
    public static TfTensor[] Split(RaisingCall call)
    {
        TfTensor x = call[0];
        int axis = ShapeMath.NormalizeAxis(call.Int("axis"), x.Rank);
        bool isKeras3 = call.Setting("indices_or_sections") is not null;
        string setting = isKeras3 ? "indices_or_sections" : "num_or_size_splits";
        Seq<long> numbers = call.Longs(setting);
        if (call.Setting(setting) is System.Text.Json.Nodes.JsonValue)
            return tf.Split(x, (int)numbers[0], axis);
        long[] ends = [.. numbers, x.Shape[axis].Value];
        return tf.SplitV(x, isKeras3 ? ends.Select((end, i) => end - (i == 0 ? 0 : ends[i - 1])).ToSeq() : numbers, axis);
    }

    public static TfTensor Tile(RaisingCall call) => tf.Tile(call[0], call.Sizes(call.Setting("repeats") is null ? "multiples" : "repeats"));

    public static TfTensor BroadcastTo(RaisingCall call) => tf.BroadcastTo(call[0], call.Sizes("shape"));

    public static TfTensor Flip(RaisingCall call) => tf.ReverseV2(call[0], call.Ints("axis"));

    public static TfTensor Shape(RaisingCall call) => tf.Sizes(call[0].Shape);

    public static TfTensor SpaceToDepth(RaisingCall call) => tf.SpaceToDepth(call[0], call.Int("block_size"));

    public static TfTensor DepthToSpace(RaisingCall call) => tf.DepthToSpace(call[0], call.Int("block_size"));

    /// <summary>Python's slices and indices; what is not mentioned stays whole.</summary>
    public static TfTensor GetItem(RaisingCall call)
    {
        TfTensor x = call[0];
        KerasArgument[] keys = call.Find(1, "slice_spec") switch
        {
            ListArgument list => [.. list.Items],
            ValueArgument { Value: JsonArray indices } => [.. indices.Select(static index => new ValueArgument(index))],
            var key => [key!],
        };
        (Dim[] begin, Dim[] end, long[] stride) = ([.. Seq.Repeat(Dim.Zero, x.Rank)], [.. x.Shape], [.. Seq.Repeat(1L, x.Rank)]);
        for (int axis = 0; axis < keys.Length; axis++)
            (begin[axis], end[axis], stride[axis]) = Range(keys[axis], x.Shape[axis].Value, call);
        return tf.Squeeze(tf.StridedSlice(x, [.. begin], [.. end], [.. stride]), Seq.Range(keys.Length).Where(axis => keys[axis] is ValueArgument).ToSeq());
    }

    /// <summary>Bounds computed at run time, with a mask of ends that are open.</summary>
    public static TfTensor StridedSlice(RaisingCall call)
    {
        TfTensor x = call[0];
        Seq<long> begin = call.Longs("begin"), end = call.Longs("end"), strides = call.Longs("strides");
        Dim[] ends = [.. end.Select((e, axis) => (call.Int("end_mask") >> axis & 1) != 0 ? (strides[axis] < 0 ? -1 : x.Shape[axis]) : (Dim)e)];
        return tf.StridedSlice(x, begin.Select(static b => (Dim)b).ToSeq(), [.. ends], strides);
    }

    private static (Dim Begin, Dim End, long Stride) Range(KerasArgument key, long size, RaisingCall call)
    {
        if (key is ValueArgument { Value: { } index })
            return (index.GetValue<long>() is var i && i < 0 ? i + size : i, (i < 0 ? i + size : i) + 1, 1);
        if (key is not SliceArgument slice)
            throw call.Unsupported("is indexed by what is not read");
        long stride = slice.Step ?? 1;
        long first = slice.Start is { } start ? Bound(start, size, stride) : stride > 0 ? 0 : size - 1;
        long last = slice.Stop is { } stop ? Bound(stop, size, stride) : stride > 0 ? size : -1;
        return (first, stride > 0 ? Math.Max(first, last) : Math.Min(first, last), stride);
    }

    private static long Bound(long index, long size, long stride)
    {
        long fromFront = index < 0 ? index + size : index;
        return stride > 0 ? Math.Clamp(fromFront, 0, size) : Math.Clamp(fromFront, -1, size - 1);
    }
}
