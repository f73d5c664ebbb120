using Nobuco.TensorFlow.Targets.TFLite.Schema;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.TFLite.Raising;

/// <summary>Gathering and scattering.</summary>
internal static class Indexing
{
    public static TfTensor Gather(RaisingCall call)
    {
        int batch = call.Options.Int("batch_dims");
        return tf.GatherV2(call[0], call[1], call.Options.Int("axis"), batch < 0 ? batch + call[1].Rank : batch);
    }

    public static TfTensor EmbeddingLookup(RaisingCall call) => tf.GatherV2(call[1], call[0], 0);

    public static TfTensor ScatterNd(RaisingCall call) => tf.ScatterNd(call[0], call[1], call.Sizes(2));

    public static TfTensor OneHot(RaisingCall call) => tf.OneHot(call[0], call.Sizes(1)[0], call[2], call[3], call.Options.Int("axis"));

    /// <summary>The number of indices is only known when they are computed.</summary>
    public static TfTensor Where(RaisingCall call) => tf.Where(call[0], Dim.Symbol($"{call.Code}_count"));

    /// <summary>Writes or adds whole windows at index vectors: scattered axes first, what is written behind them.</summary>
    public static TfTensor StablehloScatter(RaisingCall call)
    {
        TfTensor x = call[0], indices = call[1], updates = call[2];
        Seq<int> scattered = Axes(call, "scatter_dims_to_operand_dims"), window = Axes(call, "update_window_dims");
        if (Axes(call, "inserted_window_dims") != scattered.Order().ToSeq() || call.Options.Int("index_vector_dim") != indices.Rank - 1)
            throw call.Unsupported("scatters windows that are part of an axis");
        Seq<int> order = [.. scattered, .. Seq.Range(x.Rank).Except(scattered)];
        Seq<int> updateOrder = [.. Seq.Range(updates.Rank).Except(window), .. window];
        TfTensor ordered = tf.Transpose(x, order), written = tf.Transpose(updates, updateOrder);
        TfTensor result = Bodies.Function(call, call.Options.Int("update_computation_subgraph_index")) switch
        {
            null => tf.TensorScatterUpdate(ordered, indices, written),
            BuiltinOperator.ADD => ordered + tf.ScatterNd(indices, written, ordered.Shape),
            var other => throw call.Unsupported($"combines by {other}"),
        };
        return tf.Transpose(result, Seq.Range(x.Rank).Select(axis => order.ToArray().AsSpan().IndexOf(axis)).ToSeq());
    }

    private static Seq<int> Axes(RaisingCall call, string field) => call.Options.Integers(field).Select(axis => (int)axis).ToSeq();
}
