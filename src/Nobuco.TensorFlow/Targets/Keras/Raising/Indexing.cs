using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.Keras.Raising;

internal static class Indexing
{
    public static TfTensor Take(RaisingCall call) => tf.GatherV2(call[0], call[1, "indices", DType.Int32], call.Int("axis"), call.Int("batch_dims"));

    public static TfTensor GatherNd(RaisingCall call) => tf.GatherNd(call[0], call[1, "indices", DType.Int32]);

    public static TfTensor ScatterNd(RaisingCall call) => tf.ScatterNd(call[0], call[1, "updates"], call.Sizes("shape"));

    /// <summary>With one operand the places of what is true.</summary>
    public static TfTensor Where(RaisingCall call) => call.Optional(1, "x", DType.Float32) is { } x
        ? tf.SelectV2(call[0], x, call[2, "y", x.DType])
        : tf.Make(new Graph.Ops.Where(Tensors.Symbolic.Dim.Symbol("found")), call[0]);

    public static TfTensor Range(RaisingCall call)
    {
        Seq<long> bounds = [One(call[0]), One(call[1, "limit", DType.Int64]), One(call[2, "delta", DType.Int64])];
        return tf.Range(bounds[0], bounds[1], bounds[2], call[0].DType);

        long One(TfTensor bound) => bound.Constant?.ToArray<long>()[0] ?? throw call.Unsupported("has bounds computed from data");
    }

    public static TfTensor Fill(RaisingCall call) =>
        tf.Fill((call[0, null, DType.Int32].Constant ?? throw call.Unsupported("has a shape computed from data")).ToArray<long>().Select(static s => (Tensors.Symbolic.Dim)s).ToSeq(), call[1, "value", call.PythonType("value")]);
}
