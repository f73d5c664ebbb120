using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.GraphDef.Raising;

/// <summary>Reductions.</summary>
internal static class Reduction
{
    public static Func<RaisingCall, TfTensor> Over(Func<TfTensor, Seq<int>, bool, TfTensor> reduce) =>
        call => reduce(call[0], call.Axes(1, call[0].Rank), call.Flag("keep_dims"));

    public static TfTensor ArgMax(RaisingCall call) => tf.ArgMax(call[0], call.Integer(1), call.Type("output_type", DType.Int64));

    public static TfTensor ArgMin(RaisingCall call) => tf.ArgMin(call[0], call.Integer(1), call.Type("output_type", DType.Int64));

    public static TfTensor[] TopK(RaisingCall call)
    {
        (TfTensor values, TfTensor indices) = tf.TopKV2(call[0], call.Integer(1));
        return [values, indices];
    }

    public static TfTensor Cumsum(RaisingCall call) => tf.Cumsum(call[0], call.Integer(1), call.Flag("exclusive"), call.Flag("reverse"));
}
