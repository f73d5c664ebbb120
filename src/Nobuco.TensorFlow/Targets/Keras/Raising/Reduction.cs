using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.Keras.Raising;

internal static class Reduction
{
    public static Func<RaisingCall, TfTensor> Over(Func<TfTensor, Seq<int>, bool, TfTensor> reduce) => call => reduce(call[0], call.Axes("axis", call[0].Rank), call.Flag("keepdims"));

    /// <summary>Indices are int32 in Keras 3, int64 in TensorFlow.</summary>
    public static Func<RaisingCall, TfTensor> Index(Func<TfTensor, int, DType, TfTensor> find) => call => find(call[0], call.Int("axis"), call.Layer.IsFunction ? DType.Int64 : DType.Int32);

    public static TfTensor[] TopK(RaisingCall call)
    {
        (TfTensor values, TfTensor indices) = tf.TopKV2(call[0], call.Int("k"));
        return [values, indices];
    }

    public static TfTensor Cumsum(RaisingCall call) => tf.Cumsum(call[0], call.Int("axis"), call.Flag("exclusive"), call.Flag("reverse"));
}
