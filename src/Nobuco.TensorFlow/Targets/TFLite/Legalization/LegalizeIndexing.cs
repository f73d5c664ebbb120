using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.Legalization;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.TFLite.Legalization;

/// <summary>
/// For every place of x the last update that writes it is found among all, by comparing the numbers of the places with those the indices name;
/// of distinct constant indices each place has one at most, so that what is scattered is what is written.
/// </summary>
internal sealed class LegalizeTensorScatterUpdate : Legalization<TensorScatterUpdate>
{
    protected override TfTensor Rewrite(TensorScatterUpdate op, TfNode node)
    {
        TfTensor x = Input(node), indices = Input(node, 1), updates = Input(node, 2);
        return indices.Constant is { } constant && AreDistinct(constant) ? Scattered(x, indices, updates) : LastWritten(x, indices, updates);
    }

    private static TfTensor Scattered(TfTensor x, TfTensor indices, TfTensor updates)
    {
        TfTensor ones = tf.Fill(updates.Shape, tf.Constant(1, DType.Int32));
        TfTensor isWritten = tf.Greater(tf.ScatterNd(indices, ones, x.Shape), 0L);
        return tf.SelectV2(isWritten, tf.ScatterNd(indices, updates, x.Shape), x);
    }

    /// <summary>The updates [U, rest] and x [P, rest]: for every p the largest u + 1 with number(u) = p, 0 where there is none.</summary>
    private static TfTensor LastWritten(TfTensor x, TfTensor indices, TfTensor updates)
    {
        int depth = (int)indices.Shape[^1].Value;
        Dim places = x.Shape[..depth].Product(), count = indices.Shape[..^1].Product(), rest = x.Shape[depth..].Product();
        TfTensor numbers = Numbers(tf.Cast(tf.Reshape(indices, [count, depth]), DType.Int32), x.Shape[..depth]);
        TfTensor isWriting = tf.Equal(tf.ExpandDims(tf.Range(0, places, 1, DType.Int32), [1]), tf.Reshape(numbers, [1, count]));
        TfTensor order = tf.Range(1, count + 1, 1, DType.Int32);
        TfTensor last = tf.Max(tf.Cast(isWriting, DType.Int32) * order, [1]);
        TfTensor written = tf.GatherV2(tf.Reshape(updates, [count, rest]), tf.Maximum(tf.Sub(last, 1L), 0L), 0);
        TfTensor result = tf.SelectV2(tf.Greater(tf.ExpandDims(last, [1]), 0L), written, tf.Reshape(x, [places, rest]));
        return tf.Reshape(result, x.Shape);
    }

    /// <summary>The row-major number of the place that every index vector names.</summary>
    private static TfTensor Numbers(TfTensor indices, Seq<Dim> shape)
    {
        TfTensor number = tf.Slice(indices, 1, 0, 1);
        for (int axis = 1; axis < shape.Count; axis++)
            number = (number * tf.Size(shape[axis])) + tf.Slice(indices, 1, axis, axis + 1);
        return number;
    }

    private static bool AreDistinct(Tensor indices)
    {
        long[] all = indices.ToArray<long>();
        int depth = (int)indices.Shape[^1];
        return all.Chunk(Math.Max(depth, 1)).Select(vector => vector.ToSeq()).Distinct().Count() * depth == all.Length;
    }
}
