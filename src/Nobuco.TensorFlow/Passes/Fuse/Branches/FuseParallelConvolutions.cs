using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using Nobuco.Tensors.Kernels;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Passes.Fuse.Branches;

/// <summary>
/// Convolutions of the same input that meet in an addition are one convolution, as convolving is linear in the filter: the filters are laid over each
/// other tap by tap and added. The input itself, and its batch normalization, are convolutions of one tap with a diagonal filter.
/// </summary>
/// <remarks><code>
/// %1 = Conv2D(%0, U)           [3 × 3]
/// %2 = Conv2D(%0, V)           [1 × 1]
/// %3 = AddV2(%1, %2)    =>    %3 = Conv2D(%0, U + padded V)
/// </code></remarks>
public sealed class FuseParallelConvolutions : IRewrite
{
    public TfValue? TryRewrite(TfGraph graph, TfNode node)
    {
        if (node is not { Op: AddV2 { Activation: var activation }, Inputs: [var left, var right] } || left == right || left.Type != right.Type)
            return null;
        if (Branches(graph, left, right) is not var (first, second) || Merge(first, second) is not { } merged)
            return null;
        return Build(merged, activation, node.Output.Type);
    }

    private static (ConvolutionBranch First, ConvolutionBranch Second)? Branches(TfGraph graph, TfValue left, TfValue right)
    {
        ConvolutionBranch? first = Convolution(graph, left), second = Convolution(graph, right);
        first ??= second is null ? null : DiagonalFilter.Of(left, second);
        second ??= first is null ? null : DiagonalFilter.Of(right, first);
        return first is not null && second is not null ? (first, second) : null;
    }

    private static ConvolutionBranch? Convolution(TfGraph graph, TfValue value) => graph.HasSingleUse(value) ? ConvolutionBranch.Of(value) : null;

    private static ConvolutionBranch? Merge(ConvolutionBranch a, ConvolutionBranch b)
    {
        if (a.X != b.X || a.Op.GetType() != b.Op.GetType() || a.Strides != b.Strides || a.Filter.Shape[2..] != b.Filter.Shape[2..])
            return null;
        ConvolutionBranch larger = a.Taps >= b.Taps ? a : b;
        if (CommonTaps(a, b, larger.Dilations) is not var (first, size) || size[0] * size[1] > a.Taps + b.Taps)
            return null;
        Tensor stored = Tensor.Zeros(DType.Float32, StoredShape(a, size));
        ConvolutionBranch merged = larger with { Filter = TapView(stored, a), Bias = Sum(a, b), First = first };
        AddInto(merged, a);
        AddInto(merged, b);
        return merged;
    }

    /// <summary>The smallest grid of the given steps that holds the taps of both.</summary>
    private static (Seq<long> First, Seq<long> Size)? CommonTaps(ConvolutionBranch a, ConvolutionBranch b, Seq<int> steps)
    {
        long[] first = new long[2], size = new long[2];
        for (int i = 0; i < 2; i++)
        {
            if (!HasStep(a, i, steps[i]) || !HasStep(b, i, steps[i]) || (a.First[i] - b.First[i]) % steps[i] != 0)
                return null;
            first[i] = Math.Min(a.First[i], b.First[i]);
            size[i] = ((Math.Max(a.Last(i), b.Last(i)) - first[i]) / steps[i]) + 1;
        }
        return ([.. first], [.. size]);
    }

    private static bool HasStep(ConvolutionBranch branch, int axis, int step) => branch.Filter.Shape[axis] == 1 || branch.Dilations[axis] == step;

    private static void AddInto(ConvolutionBranch sum, ConvolutionBranch branch)
    {
        Tensor target = sum.Filter;
        for (int i = 0; i < 2; i++)
        {
            long at = (branch.First[i] - sum.First[i]) / sum.Dilations[i];
            target = target.Slice(i, at, at + branch.Filter.Shape[i]);
        }
        target.CopyFrom(Elementwise.Binary(BinaryKind.Add, target, branch.Filter));
    }

    private static Tensor? Sum(ConvolutionBranch a, ConvolutionBranch b) => (a.Bias, b.Bias) switch
    {
        (null, _) => b.Bias,
        (_, null) => a.Bias,
        var (left, right) => Elementwise.Binary(BinaryKind.Add, left, right),
    };

    /// <summary>Filters are stored as TFLite's files have them: [O, KH, KW, I]; depthwise [KH, KW, C, M].</summary>
    private static Seq<long> StoredShape(ConvolutionBranch like, Seq<long> size) =>
        like.Op is Conv2D ? [like.Filter.Shape[3], .. size, like.Filter.Shape[2]] : [.. size, .. like.Filter.Shape[2..]];

    private static Tensor TapView(Tensor stored, ConvolutionBranch like) => like.Op is Conv2D ? stored.Permute([1, 2, 3, 0]) : stored;

    private static TfValue? Build(ConvolutionBranch branch, Activation activation, TfType type)
    {
        Seq<Dim> size = branch.X.Type.Shape, result = type.Shape;
        Dim[] before = [0, 0, 0, 0], after = [0, 0, 0, 0];
        for (int i = 0; i < 2; i++)
        {
            Dim end = ((result[i + 1] - 1) * branch.Strides[i]) + branch.Last(i) + 1 - size[i + 1];
            if (branch.First[i] > 0 || end.TryValue is not { } beyond)
                return null;
            (before[i + 1], after[i + 1]) = (-branch.First[i], Math.Max(beyond, 0));
        }
        bool isPadded = before.Concat(after).Any(static p => p != Dim.Zero);
        TfValue x = isPadded ? new TfNode(new Pad([.. before], [.. after]), [branch.X]) { Origin = branch.Origin }.Output : branch.X;
        TfValue[] bias = branch.Bias is null ? [] : [GraphPatterns.Constant(branch.Bias)];
        var node = new TfNode(FusedActivation.With(branch.Op, activation)!, [x, GraphPatterns.Constant(branch.Filter), .. bias]) { Origin = branch.Origin };
        return node.Output.Type == type ? node.Output : null;
    }
}
