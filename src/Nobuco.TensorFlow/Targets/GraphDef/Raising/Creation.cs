using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.GraphDef.Raising;

/// <summary>Tensors made from sizes.</summary>
internal static class Creation
{
    public static TfTensor Fill(RaisingCall call) => tf.Fill(call.Sizes(0), call[1]);

    public static TfTensor Range(RaisingCall call)
    {
        (double start, double limit, double delta) = (Number(call, 0), Number(call, 1), Number(call, 2));
        return tf.Range(call[0], call[1], call[2], (Dim)(long)Math.Max(0, Math.Ceiling((limit - start) / delta)));
    }

    private static double Number(RaisingCall call, int index) => call[index].Constant?.ItemAsDouble() ?? throw call.Unsupported($"computes input {index} from data");
}
