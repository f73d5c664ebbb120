namespace Nobuco.TensorFlow.Targets.TFLite.Raising;

/// <summary>Normalisations.</summary>
internal static class Normalization
{
    /// <summary>x / max(√Σ x², 1e-6) along the last axis.</summary>
    public static TfTensor L2Normalization(RaisingCall call) => call.Activated(tf.L2Normalize(call[0], -1, 1e-12));

    public static TfTensor LocalResponseNormalization(RaisingCall call) => tf.LRN(
        call[0], call.Options.Int("radius"), call.Options.Float("bias"), call.Options.Float("alpha"), call.Options.Float("beta"));
}
