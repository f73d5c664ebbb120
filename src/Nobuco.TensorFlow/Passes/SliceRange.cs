using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Passes;

/// <summary>The elements begin, begin + stride, … before end of every axis; strides are positive.</summary>
internal sealed record SliceRange(Seq<Dim> Begin, Seq<Dim> End, Seq<long> Strides)
{
    /// <summary>The range of a slice or of an update of one; null for one that runs backwards or whose bounds are computed.</summary>
    public static SliceRange? Of(Graph.TfNode node) => node.Op switch
    {
        StridedSlice slice when node.Inputs.Count == 1 && slice.Strides.All(static s => s > 0) => new(slice.Begin, slice.End, slice.Strides),
        TensorStridedSliceUpdate update when update.Strides.All(static s => s > 0) => new(update.Begin, update.End, update.Strides),
        _ => null,
    };

    /// <summary>The range of the whole tensor that <paramref name="inner"/> is of what this range selects.</summary>
    public SliceRange Then(SliceRange inner)
    {
        Seq<Dim> begin = Begin.Select((b, axis) => b + (inner.Begin[axis] * Strides[axis])).ToSeq();
        Seq<long> strides = Strides.Select((s, axis) => s * inner.Strides[axis]).ToSeq();
        // One past the last element: the ends of both ranges may lie anywhere between two elements.
        Seq<Dim> end = begin.Select((b, axis) =>
        {
            Dim count = Dim.CeilDiv(inner.End[axis] - inner.Begin[axis], inner.Strides[axis]);
            return count == Dim.Zero ? b : b + ((count - 1) * strides[axis]) + 1;
        }).ToSeq();
        return new SliceRange(begin, end, strides);
    }

    /// <summary>True when the axis is selected whole.</summary>
    public bool IsWhole(int axis, Dim size) => Begin[axis] == Dim.Zero && End[axis] == size && Strides[axis] == 1;
}
