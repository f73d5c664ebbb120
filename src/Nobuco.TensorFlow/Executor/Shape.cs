using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Executor;

internal static class ShapeKernels
{
    public static void AddTo(KernelTable table)
    {
        table.Add<Reshape>(static (op, call) => call[0].Reshape(call.Sizes(op.Shape, 1)));
        table.Add<Transpose>(static (op, call) => call[0].Permute(op.Perm));
        table.Add<ExpandDims>(static (op, call) => op.Axes.Order().Aggregate(call[0], static (x, axis) => x.Unsqueeze(axis)));
        table.Add<Squeeze>(static (op, call) => op.Axes.OrderDescending().Aggregate(call[0], static (x, axis) => x.Squeeze(axis)));
        table.Add<ConcatV2>(static (op, call) => op.Activation.Apply(Concatenate(call.Inputs, op.Axis)));
        table.Add<Pack>(static (op, call) => Concatenate([.. call.Inputs.Select(x => x.Unsqueeze(op.Axis))], op.Axis));
        table.AddSeveral<Unpack>(static (op, call) => Enumerable.Range(0, op.Num).Select(i => call[0].Select(op.Axis, i)));
        table.AddSeveral<Split>(static (op, call) => Split(call[0], Seq.Repeat(call[0].Shape[op.Axis] / op.Num, op.Num), op.Axis));
        table.AddSeveral<SplitV>(static (op, call) => Split(call[0], op.Sizes, op.Axis));
        table.Add<StridedSlice>(static (op, call) => Slice(call[0], call.Sizes(op.Begin, 1), call.Sizes(op.End, 2), op.Strides));
        table.Add<TensorStridedSliceUpdate>(static (op, call) => Update(call[0], call.Sizes(op.Begin), call.Sizes(op.End), op.Strides, call[1]));
        table.Add<Tile>(static (op, call) => Tile(call[0], call.Sizes(op.Multiples, 1)));
        table.Add<BroadcastTo>(static (op, call) => call[0].BroadcastTo(call.Sizes(op.Shape, 1)));
        table.Add<ReverseV2>(static (op, call) => op.Axes.Aggregate(call[0], static (x, axis) => Step(x, axis, x.Shape[axis] - 1, x.Shape[axis], -1)));
        table.Add<SpaceToDepth>(static (op, call) => SpaceToDepth(call[0], op.BlockSize));
        table.Add<DepthToSpace>(static (op, call) => DepthToSpace(call[0], op.BlockSize));
        table.Add<Graph.Ops.Shape>(static (_, call) => Tensor.From(call[0].Shape.ToArray(), call[0].Rank).Cast(DType.Int32));
    }

    private static Tensor Concatenate(IReadOnlyList<Tensor> parts, int axis)
    {
        Tensor result = Tensor.Empty(parts[0].DType, parts[0].Shape.With(axis, parts.Sum(part => part.Shape[axis])));
        long at = 0;
        foreach (Tensor part in parts)
        {
            result.Slice(axis, at, at + part.Shape[axis]).CopyFrom(part);
            at += part.Shape[axis];
        }
        return result;
    }

    private static IEnumerable<Tensor> Split(Tensor x, Seq<long> sizes, int axis)
    {
        long at = 0;
        foreach (long size in sizes)
        {
            yield return x.Slice(axis, at, at + size);
            at += size;
        }
    }

    private static Tensor Slice(Tensor x, Seq<long> begin, Seq<long> end, Seq<long> strides)
    {
        for (int axis = 0; axis < x.Rank; axis++)
        {
            long length = (end[axis] - begin[axis] + strides[axis] - Math.Sign(strides[axis])) / strides[axis];
            x = Step(x, axis, begin[axis], length, strides[axis]);
        }
        return x;
    }

    private static Tensor Update(Tensor x, Seq<long> begin, Seq<long> end, Seq<long> strides, Tensor value)
    {
        Tensor result = x.Clone();
        Slice(result, begin, end, strides).CopyFrom(value);
        return result;
    }

    /// <summary>Every step-th element from begin on.</summary>
    private static Tensor Step(Tensor x, int axis, long begin, long count, long step) =>
        x.AsStrided(x.Shape.With(axis, count), x.Strides.With(axis, x.Strides[axis] * step), x.Offset + (begin * x.Strides[axis]));

    private static Tensor Tile(Tensor x, Seq<long> multiples)
    {
        Seq<long> interleaved = [.. x.Shape.SelectMany(static size => new[] { 1, size })];
        Seq<long> repeated = [.. x.Shape.SelectMany((size, axis) => new[] { multiples[axis], size })];
        return x.Reshape(interleaved).BroadcastTo(repeated).Reshape([.. x.Shape.Select((size, axis) => size * multiples[axis])]);
    }

    private static Tensor SpaceToDepth(Tensor x, int block)
    {
        (long n, long h, long w, long c) = (x.Shape[0], x.Shape[1] / block, x.Shape[2] / block, x.Shape[3]);
        return x.Reshape([n, h, block, w, block, c]).Permute([0, 1, 3, 2, 4, 5]).Reshape([n, h, w, c * block * block]);
    }

    private static Tensor DepthToSpace(Tensor x, int block)
    {
        (long n, long h, long w, long c) = (x.Shape[0], x.Shape[1], x.Shape[2], x.Shape[3] / (block * block));
        return x.Reshape([n, h, w, block, block, c]).Permute([0, 1, 3, 2, 4, 5]).Reshape([n, h * block, w * block, c]);
    }
}
