using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.GraphDef.Raising;

/// <summary>Paddings.</summary>
internal static class Paddings
{
    public static TfTensor Pad(RaisingCall call) => tf.Pad(call[0], Amounts(call, 0), Amounts(call, 1));

    public static TfTensor PadV2(RaisingCall call) => tf.PadV2(call[0], Amounts(call, 0), Amounts(call, 1), call[2]);

    public static TfTensor MirrorPad(RaisingCall call) => tf.MirrorPad(call[0], Amounts(call, 0), Amounts(call, 1), call.Text("mode") == "SYMMETRIC");

    private static Seq<Dim> Amounts(RaisingCall call, int start) => [.. call.Sizes(1).Where((_, i) => i % 2 == start)];
}
