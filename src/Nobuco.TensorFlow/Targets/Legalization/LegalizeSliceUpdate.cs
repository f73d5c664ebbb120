using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.Legalization;

/// <summary>
/// An update of a slice, axis by axis: what lies before, the new elements and what lies after are joined; where the slice has gaps, old and new elements are joined and gathered.
/// </summary>
internal sealed class LegalizeSliceUpdate : Legalization<TensorStridedSliceUpdate>
{
    protected override TfTensor? Rewrite(TensorStridedSliceUpdate op, TfNode node) => Update(Input(node), Input(node, 1), op, 0);

    private static TfTensor Update(TfTensor x, TfTensor value, TensorStridedSliceUpdate op, int axis)
    {
        while (axis < x.Rank && op.Begin[axis] == Dim.Zero && op.End[axis] == x.Shape[axis] && op.Strides[axis] == 1)
            axis++;
        if (axis == x.Rank)
            return value;
        (Dim begin, Dim end, long stride) = (op.Begin[axis], op.End[axis], op.Strides[axis]);
        TfTensor inner = Update(tf.Slice(x, axis, begin, end, stride), value, op, axis + 1);
        if (stride != 1)
            return tf.GatherV2(tf.ConcatV2([x, inner], axis), Sources(x.Shape[axis].Value, begin.Value, end.Value, stride), axis);
        List<TfTensor> parts = [inner];
        if (begin != Dim.Zero)
            parts.Insert(0, tf.Slice(x, axis, 0, begin));
        if (end != x.Shape[axis])
            parts.Add(tf.Slice(x, axis, end, x.Shape[axis]));
        return tf.ConcatV2(parts, axis);
    }

    /// <summary>Where each element comes from in old elements followed by new ones.</summary>
    private static TfTensor Sources(long size, long begin, long end, long stride)
    {
        int[] sources = [.. Enumerable.Range(0, (int)size)];
        for (long i = begin, next = size; i < end; i += stride, next++)
            sources[i] = (int)next;
        return tf.Constant(sources.ToSeq());
    }
}
