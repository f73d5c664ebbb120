using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;

namespace Nobuco.TensorFlow.Passes.Simplify;

/// <summary>Updating a slice of a slice and putting that back is one update.</summary>
/// <remarks><code>
/// %1 = StridedSlice(%0, a)
/// %2 = TensorStridedSliceUpdate(%1, %v, b)
/// %3 = TensorStridedSliceUpdate(%0, %2, a)    =>    %3 = TensorStridedSliceUpdate(%0, %v, b of a)
/// </code></remarks>
public sealed class FuseSliceUpdates : IRewrite
{
    public TfValue? TryRewrite(TfGraph graph, TfNode node)
    {
        if (node is not { Op: TensorStridedSliceUpdate, Inputs: [var x, { Op: TensorStridedSliceUpdate, Inputs: [var slice, var value] } inner] })
            return null;
        if (SliceRange.Of(node) is not { } outer || SliceRange.Of(inner.Producer) is not { } within || !IsSlice(slice, x, outer))
            return null;
        SliceRange range = outer.Then(within);
        return node.With(new TensorStridedSliceUpdate(range.Begin, range.End, range.Strides), x, value);
    }

    /// <summary>True when <paramref name="slice"/> is that range of <paramref name="x"/>, be it through a slice that both share.</summary>
    internal static bool IsSlice(TfValue slice, TfValue x, SliceRange range)
    {
        if (slice is not { Op: StridedSlice, Inputs: [var source] } || SliceRange.Of(slice.Producer) is not { } own)
            return false;
        if (source == x)
            return own == range;
        // Slices of slices may have been merged on one side already: compare both as ranges of the same tensor.
        return x is { Op: StridedSlice, Inputs: [var shared] } && shared == source && SliceRange.Of(x.Producer)?.Then(range) == own;
    }
}
