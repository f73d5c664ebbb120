using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;
using Nobuco.TensorFlow;
using static Nobuco.ChannelOrderingStrategy;

namespace Nobuco.Builtin;

/// <summary>
/// Indexing by integer tensors. Several index tensors broadcast against each other; the axes they index are merged into one, along which a single index of flat
/// positions gathers or scatters.
/// </summary>
public static class IndexTensors
{
    /// <summary>self[i, :, j, …]; null leaves an axis alone.</summary>
    [Converter("aten::index.Tensor", ForcePyTorchOrder)]
    public static TfTensor Index(ConverterCall call, TfTensor self, IReadOnlyList<TfTensor?> indices)
    {
        Plan plan = Plan.Of(call, self, indices);
        TfTensor gathered = tf.GatherV2(plan.Merged, plan.Flat, plan.Axis);
        return tf.Reshape(gathered, call.Result.Shape);
    }

    /// <summary>self with values at self[i, j, …], or added there.</summary>
    [Converter("aten::index_put", ForcePyTorchOrder)]
    public static TfTensor IndexPut(ConverterCall call, TfTensor self, IReadOnlyList<TfTensor?> indices, TfTensor values, bool accumulate)
    {
        if (indices is [{ DType: DType.Bool } mask] && values.Rank == 0 && !accumulate)
            return tf.SelectV2(mask, values, self);
        Plan plan = Plan.Of(call, self, indices);
        Seq<Dim> before = plan.Merged.Shape[..plan.Axis], after = plan.Merged.Shape[(plan.Axis + 1)..];
        TfTensor updates = tf.Reshape(tf.BroadcastTo(tf.Cast(values, self.DType), [.. before, .. plan.Broadcast, .. after]), [.. before, .. plan.Flat.Shape, .. after]);
        // Scattering is along the first axis.
        int[] forth = [plan.Axis, .. Enumerable.Range(0, plan.Merged.Rank).Where(axis => axis != plan.Axis)];
        TfTensor rows = tf.Transpose(plan.Merged, [.. forth]), places = tf.ExpandDims(plan.Flat, [1]);
        updates = tf.Transpose(updates, [.. forth]);
        TfTensor result = accumulate ? rows + tf.ScatterNd(places, updates, rows.Shape) : tf.TensorScatterUpdate(rows, places, updates);
        TfTensor merged = tf.Transpose(result, Enumerable.Range(0, forth.Length).Select(axis => Array.IndexOf(forth, axis)).ToSeq());
        // The indexed axes come apart again and go back to where they were.
        return tf.Transpose(tf.Reshape(merged, plan.Arranged), plan.Back);
    }

    /// <summary>result[i, j, …] = self[i, index[i, j, …], …]: the index replaces one coordinate.</summary>
    [Converter("aten::gather", ForcePyTorchOrder)]
    [Implied("sparse_grad")]
    public static TfTensor Gather(TfTensor self, long dim, TfTensor index) =>
        self.Rank == 0 ? self : tf.GatherNd(self, Coordinates(index, dim));

    /// <summary>As gather, of an index that broadcasts but for its own axis; without an axis of everything in one row.</summary>
    [Converter("aten::take_along_dim", ForcePyTorchOrder)]
    public static TfTensor TakeAlongDim(TfTensor self, TfTensor indices, long? dim)
    {
        if (dim is not { } axis)
            return Gather(tf.Reshape(self, [self.Shape.Product()]), 0, tf.Reshape(indices, [indices.Shape.Product()]));
        int along = ShapeMath.NormalizeAxis(axis, self.Rank);
        Seq<Dim> Sizes(TfTensor own, TfTensor other) => own.Shape.Select((size, a) => a != along && size == Dim.One ? other.Shape[a] : size).ToSeq();
        return Gather(tf.BroadcastTo(self, Sizes(self, indices)), axis, tf.BroadcastTo(indices, Sizes(indices, self)));
    }

    /// <summary>The place of each element of an index <c>[…]</c> that replaces one coordinate: <c>[…, rank]</c>, int32.</summary>
    internal static TfTensor Coordinates(TfTensor index, long dim)
    {
        int rank = index.Rank, along = ShapeMath.NormalizeAxis(dim, rank);
        TfTensor Coordinate(int axis) => axis == along
            ? tf.Cast(index, DType.Int32)
            : tf.BroadcastTo(tf.Reshape(tf.Range(0, index.Shape[axis], 1, DType.Int32), Seq.Repeat(Dim.One, rank).With(axis, index.Shape[axis])), index.Shape);
        return tf.ConcatV2([.. Enumerable.Range(0, rank).Select(axis => tf.ExpandDims(Coordinate(axis), [rank]))], rank);
    }

    /// <summary>The indexed axes side by side and merged, and the flat positions along them.</summary>
    /// <param name="Arranged">The shape with the indexed axes side by side, not merged.</param>
    /// <param name="Back">The permutation from there to the original axes.</param>
    private sealed record Plan(TfTensor Merged, int Axis, TfTensor Flat, Seq<Dim> Broadcast, Seq<Dim> Arranged, Seq<int> Back)
    {
        public static Plan Of(ConverterCall call, TfTensor self, IReadOnlyList<TfTensor?> indices)
        {
            int[] indexed = [.. Enumerable.Range(0, indices.Count).Where(axis => indices[axis] is not null)];
            if (indexed.Any(axis => indices[axis]!.DType is DType.Bool or DType.UInt8))
                throw call.NotExpressible("a mask selects as many elements as it is true.");
            bool adjacent = indexed[^1] - indexed[0] == indexed.Length - 1;
            int axis = adjacent ? indexed[0] : 0;
            int[] rest = [.. Enumerable.Range(0, self.Rank).Except(indexed)];
            int[] order = [.. rest[..axis], .. indexed, .. rest[axis..]];
            TfTensor x = tf.Transpose(self, [.. order]);
            Seq<Dim> sizes = indexed.Select(a => self.Shape[a]).ToSeq();
            TfTensor flat = Normalized(indices[indexed[0]]!, sizes[0]);
            for (int i = 1; i < indexed.Length; i++)
                flat = (flat * tf.Size(sizes[i])) + Normalized(indices[indexed[i]]!, sizes[i]);
            TfTensor merged = tf.Reshape(x, [.. x.Shape[..axis], sizes.Product(), .. x.Shape[(axis + indexed.Length)..]]);
            Seq<int> back = Enumerable.Range(0, self.Rank).Select(a => Array.IndexOf(order, a)).ToSeq();
            return new Plan(merged, axis, tf.Reshape(flat, [flat.Shape.Product()]), flat.Shape, x.Shape, back);
        }

        /// <summary>int32, negative positions counted from the end.</summary>
        private static TfTensor Normalized(TfTensor index, Dim size)
        {
            if (index.Constant is { } constant && size.TryValue is { } known)
                return tf.Constant(Tensor.From([.. constant.ToArray<long>().Select(i => (int)(i < 0 ? i + known : i))], constant.Shape.AsSpan()));
            TfTensor places = tf.Cast(index, DType.Int32);
            return tf.SelectV2(tf.Less(places, 0), places + tf.Size(size), places);
        }
    }
}
