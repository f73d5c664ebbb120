
namespace Nobuco.TensorFlow.Targets.Keras.Raising;

internal static class Normalization
{
    /// <summary>The weights are gamma and beta, where they are, and the two moving statistics.</summary>
    public static TfTensor BatchNormalization(RaisingCall call)
    {
        TfTensor x = call[0];
        (TfTensor? gamma, TfTensor? beta, int next) = Affine(call);
        TfTensor mean = call.Weight(next), variance = call.Weight(next + 1);
        TfTensor ones = tf.Fill(mean.Shape, tf.Constant(1, x.DType)), zeros = tf.Fill(mean.Shape, tf.Constant(0, x.DType));
        return tf.BatchNormalization(x, gamma ?? ones, beta ?? zeros, mean, variance, call.Number("epsilon"), call.Ints("axis")[0]);
    }

    public static TfTensor LayerNormalization(RaisingCall call)
    {
        TfTensor x = call[0];
        (TfTensor? gamma, TfTensor? beta, _) = Affine(call);
        return tf.LayerNormalization(x, gamma, beta, call.Axes("axis", x.Rank), call.Number("epsilon"));
    }

    public static TfTensor LocalResponse(RaisingCall call) => tf.LRN(call[0], call.Int("depth_radius"), call.Number("bias"), call.Number("alpha"), call.Number("beta"));

    private static (TfTensor? Gamma, TfTensor? Beta, int Next) Affine(RaisingCall call)
    {
        bool scale = call.Flag("scale", true), center = call.Flag("center", true);
        return (scale ? call.Weight(0) : null, center ? call.Weight(scale ? 1 : 0) : null, (scale ? 1 : 0) + (center ? 1 : 0));
    }
}
