using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.TFLite.Raising;

/// <summary>Tensors made from sizes.</summary>
internal static class Creation
{
    public static TfTensor Fill(RaisingCall call) => tf.Fill(call.Sizes(0), call[1]);

    /// <summary>⌈(limit − start) / delta⌉ elements.</summary>
    public static TfTensor Range(RaisingCall call)
    {
        double[] bounds = [.. Enumerable.Range(0, 3).Select(i => call[i].Constant?.ItemAsDouble() ?? throw call.Unsupported("computes its bounds from data"))];
        Dim size = (long)Math.Max(0, Math.Ceiling((bounds[1] - bounds[0]) / bounds[2]));
        return tf.Range(call[0], call[1], call[2], size);
    }
}
