namespace Nobuco.TensorFlow.Targets.GraphDef.Raising;

/// <summary>Activations with parameters.</summary>
internal static class Activations
{
    public static TfTensor LeakyRelu(RaisingCall call) => tf.LeakyRelu(call[0], call.Float("alpha", 0.2f));

    public static TfTensor ClipByValue(RaisingCall call) => tf.Minimum(tf.Maximum(call[0], call[1]), call[2]);
}
