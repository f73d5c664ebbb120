using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;
using Nobuco.TensorFlow;
using Nobuco.TensorFlow.Graph;

namespace Nobuco.Builtin;

/// <summary>
/// Poolings to a given size of <c>[N, spatial…, C]</c>: cell i of n reaches from ⌊i · size / n⌋ to ⌈(i + 1) · size / n⌉. Where the size divides they are ordinary poolings,
/// to one cell they are reductions; otherwise means are products with a constant matrix per axis, maxima are those of slices.
/// </summary>
internal static class AdaptivePooling
{
    public static TfTensor Average(TfTensor x, Seq<Dim> outputSize)
    {
        if (outputSize.All(static size => size == Dim.One))
            return tf.Mean(x, SpatialAxes(x), true);
        if (Dividing(x, outputSize) is { } window)
            return Pooling.Mean(x, window);
        for (int axis = 0; axis < outputSize.Count; axis++)
            x = AverageAxis(x, axis + 1, outputSize[axis]);
        return x.WithOrder(AxisOrder.ChannelsLast(x.Rank));
    }

    public static TfTensor Max(TfTensor x, Seq<int> outputSize)
    {
        if (outputSize.All(static size => size == 1))
            return tf.Max(x, SpatialAxes(x), true);
        if (Dividing(x, outputSize.Select(static size => (Dim)size).ToSeq()) is { } window)
            return Pooling.Max(x, window);
        for (int axis = 0; axis < outputSize.Count; axis++)
        {
            IEnumerable<TfTensor> cells = Cells(x.Shape[axis + 1].Value, outputSize[axis]).Select(cell => tf.Max(tf.Slice(x, axis + 1, cell.Start, cell.End), [axis + 1], true));
            x = tf.ConcatV2([.. cells], axis + 1);
        }
        return x;
    }

    /// <summary>Flat indices of the maxima, int64.</summary>
    public static TfTensor MaxIndices(TfTensor x, Seq<int> outputSize)
    {
        Seq<long> sizes = x.Shape[1..^1].Select(static size => size.Value).ToSeq();
        IEnumerable<(Seq<long> Start, Seq<long> End)> boxes = [([], [])];
        for (int axis = 0; axis < sizes.Count; axis++)
        {
            (long Start, long End)[] cells = [.. Cells(sizes[axis], outputSize[axis])];
            boxes = boxes.SelectMany(box => cells.Select(cell => ((Seq<long>)[.. box.Start, cell.Start], (Seq<long>)[.. box.End, cell.End])));
        }
        TfTensor flat = tf.ConcatV2([.. boxes.Select(box => MaxIndex(x, sizes, box.Start, box.End))], 1);
        return tf.Reshape(flat, [x.Shape[0], .. outputSize.Select(static size => (Dim)size), x.Shape[^1]]).WithOrder(AxisOrder.ChannelsLast(x.Rank));
    }

    private static TfTensor MaxIndex(TfTensor x, Seq<long> sizes, Seq<long> start, Seq<long> end)
    {
        TfTensor box = x;
        long[] places = [0];
        for (int axis = 0; axis < sizes.Count; axis++)
        {
            (long from, long to, long size) = (start[axis], end[axis], sizes[axis]);
            box = tf.Slice(box, axis + 1, from, to);
            places = [.. places.SelectMany(p => Enumerable.Range((int)from, (int)(to - from)).Select(i => (p * size) + i))];
        }
        TfTensor flat = tf.Reshape(box, [x.Shape[0], places.Length, x.Shape[^1]]);
        TfTensor best = tf.ArgMax(flat, 1, DType.Int32);
        return tf.Cast(tf.ExpandDims(tf.GatherV2(tf.Constant(Tensor.From(places, places.Length).Cast(DType.Int32)), best, 0), [1]), DType.Int64);
    }

    /// <summary>The ordinary pooling with the same windows, or null when there is none.</summary>
    private static PoolWindow? Dividing(TfTensor x, Seq<Dim> outputSize)
    {
        int axes = outputSize.Count;
        var kernel = new int[axes];
        for (int axis = 0; axis < axes; axis++)
        {
            if (x.Shape[axis + 1].TryValue is not { } size || outputSize[axis].TryValue is not { } cells || size % cells != 0)
                return null;
            kernel[axis] = (int)(size / cells);
        }
        return new PoolWindow([.. kernel], [], Seq.Repeat(0, axes), Seq.Repeat(1, axes), false);
    }

    /// <summary>The product with the matrix of means along one axis.</summary>
    private static TfTensor AverageAxis(TfTensor x, int axis, Dim outputSize)
    {
        if (x.Shape[axis] == outputSize)
            return x;
        if (x.Shape[axis].TryValue is not { } size || outputSize.TryValue is not { } cells)
            throw new NotExpressibleException($"adaptive pooling of the symbolic size {x.Shape[axis]} to {outputSize}.");
        var matrix = new float[cells * size];
        int row = 0;
        foreach ((long start, long end) in Cells(size, cells))
        {
            matrix.AsSpan((int)((row * size) + start), (int)(end - start)).Fill(1f / (end - start));
            row++;
        }
        return AxisProduct.Apply(x, axis, Tensor.From(matrix, cells, size).Cast(x.DType));
    }

    private static IEnumerable<(long Start, long End)> Cells(long size, long count)
    {
        for (long i = 0; i < count; i++)
            yield return (i * size / count, (((i + 1) * size) + count - 1) / count);
    }

    private static Seq<int> SpatialAxes(TfTensor x) => Enumerable.Range(1, x.Rank - 2).ToSeq();
}
