namespace Nobuco.TensorFlow.Targets.GraphDef.Raising;

/// <summary>Normalisations.</summary>
internal static class Normalization
{
    public static TfTensor LRN(RaisingCall call) =>
        tf.LRN(call[0], (int)call.Int("depth_radius", 5), call.Float("bias", 1), call.Float("alpha", 1), call.Float("beta", 0.5f));

    /// <summary>Of its results only the first is meant for others.</summary>
    public static TfTensor FusedBatchNorm(RaisingCall call)
    {
        call.ExpectChannelsLast();
        return call.Flag("is_training", true)
            ? throw call.Unsupported("computes statistics of the batch")
            : tf.BatchNormalization(call[0], call[1], call[2], call[3], call[4], call.Float("epsilon", 1e-4f));
    }
}
