using Nobuco.TensorFlow.Graph.Ops;

namespace Nobuco.TensorFlow.Targets.Keras.Raising;

internal static class Linear
{
    public static TfTensor Dense(RaisingCall call)
    {
        TfTensor y = tf.Dense(call[0], call.Weight(0), call.Flag("use_bias", true) ? call.Weight(1) : null);
        return Activations.Activated(call, y);
    }

    public static TfTensor Embedding(RaisingCall call) => tf.GatherV2(call.Weight(0), tf.Cast(call[0], Tensors.DType.Int32), 0);

    public static TfTensor MatMul(RaisingCall call) => tf.Make(new BatchMatMulV2(call.Flag("transpose_a"), call.Flag("transpose_b")), call[0], call[1, "b"]);
}
