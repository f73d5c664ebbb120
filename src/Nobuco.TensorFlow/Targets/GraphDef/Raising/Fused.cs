namespace Nobuco.TensorFlow.Targets.GraphDef.Raising;

/// <summary>TensorFlow.js's operations of several steps: what comes first, then an added bias and an activation.</summary>
internal static class Fused
{
    public static Func<RaisingCall, TfTensor> After(Func<RaisingCall, TfTensor> first) => call =>
        call.Texts("fused_ops").Aggregate(first(call), (x, step) => Apply(call, step, x));

    private static TfTensor Apply(RaisingCall call, string step, TfTensor x) => step switch
    {
        "BiasAdd" => x + call[2],
        "Relu" => tf.Relu(x),
        "Relu6" => tf.Relu6(x),
        "Elu" => tf.Elu(x),
        "Sigmoid" => tf.Sigmoid(x),
        "LeakyRelu" => tf.LeakyRelu(x, call.Float("leakyrelu_alpha", 0.2f)),
        _ => throw call.Unsupported($"applies {step}"),
    };
}
