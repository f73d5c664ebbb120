namespace Nobuco.TensorFlow.Targets.GraphDef.Raising;

/// <summary>Matrix products.</summary>
internal static class Linear
{
    public static TfTensor MatMul(RaisingCall call) => tf.BatchMatMulV2(call[0], call[1], call.Flag("transpose_a"), call.Flag("transpose_b"));

    public static TfTensor BatchMatMul(RaisingCall call) => tf.BatchMatMulV2(call[0], call[1], call.Flag("adj_x"), call.Flag("adj_y"));

    public static TfTensor BiasAdd(RaisingCall call)
    {
        call.ExpectChannelsLast();
        return call[0] + call[1];
    }
}
