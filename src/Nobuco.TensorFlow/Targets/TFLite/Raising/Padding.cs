using Nobuco.TensorFlow.Targets.TFLite.Schema;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.TFLite.Raising;

/// <summary>Paddings.</summary>
internal static class Paddings
{
    public static TfTensor Pad(RaisingCall call) => tf.Pad(call[0], Amounts(call, 0), Amounts(call, 1));

    public static TfTensor PadV2(RaisingCall call) => tf.PadV2(call[0], Amounts(call, 0), Amounts(call, 1), call[2]);

    public static TfTensor MirrorPad(RaisingCall call) => tf.MirrorPad(
        call[0], Amounts(call, 0), Amounts(call, 1), call.Options.Enum<MirrorPadMode>("mode") == MirrorPadMode.SYMMETRIC);

    /// <summary>Padding around and between the elements; a negative amount around removes elements.</summary>
    public static TfTensor StablehloPad(RaisingCall call)
    {
        Seq<long> low = call.Options.Integers("edge_padding_low"), high = call.Options.Integers("edge_padding_high");
        Seq<long> interior = call.Options.Integers("interior_padding");
        TfTensor x = call[0], value = call[1];
        for (int axis = 0; axis < x.Rank; axis++)
            x = interior[axis] > 0 ? Spread(x, axis, interior[axis], value) : x;
        x = tf.PadV2(x, low.Select(p => (Dim)Math.Max(p, 0)).ToSeq(), high.Select(p => (Dim)Math.Max(p, 0)).ToSeq(), value);
        Seq<Dim> begin = low.Select(p => (Dim)Math.Max(-p, 0)).ToSeq();
        Seq<Dim> end = high.Select((p, axis) => x.Shape[axis] - Math.Max(-p, 0)).ToSeq();
        return tf.StridedSlice(x, begin, end, Seq.Repeat(1L, x.Rank));
    }

    /// <summary>Puts <paramref name="gap"/> values between neighbours: as columns behind a column of elements, of which the last are dropped.</summary>
    private static TfTensor Spread(TfTensor x, int axis, long gap, TfTensor value)
    {
        Seq<Dim> shape = x.Shape;
        Seq<Dim> none = Seq.Repeat(Dim.Zero, x.Rank + 1);
        TfTensor columns = tf.PadV2(tf.ExpandDims(x, [axis + 1]), none, none.With(axis + 1, gap), value);
        TfTensor spread = tf.Reshape(columns, shape.With(axis, shape[axis] * (gap + 1)));
        return tf.Slice(spread, axis, 0, spread.Shape[axis] - gap);
    }

    private static Seq<Dim> Amounts(RaisingCall call, int side) => call.Sizes(1).Where((_, i) => i % 2 == side).ToSeq();
}
