using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Passes.Simplify;

/// <summary>What only looks at a constant's elements in another order makes a view of it; no element is copied.</summary>
/// <remarks><code>
/// %1 = Const()
/// %2 = Transpose(%1)    =>    %2 = Const()
/// </code></remarks>
public sealed class FoldConstantView : IRewrite
{
    public TfValue? TryRewrite(TfGraph graph, TfNode node)
    {
        if (node.Inputs is not [{ Producer.Op: Const { Value: var constant, QualifiedName: var name } }, ..] || !node.Output.Type.IsStatic)
            return null;
        return View(node.Op, constant, node.Output.Type.StaticShape) is { } view ? GraphPatterns.Constant(view, name) : null;
    }

    private static Tensor? View(Op op, Tensor x, Seq<long> shape) => op switch
    {
        Transpose transpose => x.Permute(transpose.Perm),
        ExpandDims expand => expand.Axes.Order().Aggregate(x, static (view, axis) => view.Unsqueeze(axis)),
        Squeeze squeeze => squeeze.Axes.OrderDescending().Aggregate(x, static (view, axis) => view.Squeeze(axis)),
        Reshape => x.TryView(shape),
        BroadcastTo when ShapeMath.Product(shape) == x.Count => x.TryView(shape),
        StridedSlice slice when slice.Strides.All(static s => s > 0) => Slice(x, slice),
        _ => null,
    };

    private static Tensor Slice(Tensor x, StridedSlice slice)
    {
        for (int axis = 0; axis < x.Rank; axis++)
            x = x.Slice(axis, slice.Begin[axis].Value, slice.End[axis].Value, slice.Strides[axis]);
        return x;
    }
}
