using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;

namespace Nobuco.TensorFlow.Passes.Simplify;

/// <summary>A slice of a slice is one slice.</summary>
/// <remarks><code>
/// %1 = StridedSlice(%0, a)
/// %2 = StridedSlice(%1, b)    =>    %2 = StridedSlice(%0, b of a)
/// </code></remarks>
public sealed class FuseSlices : IRewrite
{
    public TfValue? TryRewrite(TfGraph graph, TfNode node)
    {
        if (node is not { Op: StridedSlice, Inputs: [{ Op: StridedSlice, Inputs: [var x] } outer] })
            return null;
        if (SliceRange.Of(outer.Producer) is not { } first || SliceRange.Of(node) is not { } second)
            return null;
        SliceRange range = first.Then(second);
        TfValue fused = node.With(new StridedSlice(range.Begin, range.End, range.Strides), x);
        return fused.Type == node.Output.Type ? fused : null;
    }
}
