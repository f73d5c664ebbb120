using System.Text.Json.Nodes;
using Nobuco.TensorFlow.Targets.Keras.Model;

namespace Nobuco.TensorFlow.Targets.Keras.Raising;

/// <summary>Activations, as layers and by name.</summary>
internal static class Activations
{
    public static TfTensor Named(RaisingCall call) => Apply(call, call.Text("activation"), call[0]);

    /// <summary>A layer's result with the activation that the layer has.</summary>
    public static TfTensor Activated(RaisingCall call, TfTensor x, string setting = "activation") => Apply(call, (string?)call.Setting(setting) ?? "linear", x);

    public static TfTensor Apply(RaisingCall call, string function, TfTensor x) => function switch
    {
        "linear" => x,
        "relu" => tf.Relu(x),
        "relu6" => tf.Relu6(x),
        "sigmoid" => tf.Sigmoid(x),
        "tanh" => tf.Tanh(x),
        "softplus" => tf.Softplus(x),
        "softsign" => tf.Softsign(x),
        "selu" => tf.Selu(x),
        "elu" => tf.Elu(x, 1),
        "exponential" => tf.Exp(x),
        "silu" or "swish" => x * tf.Sigmoid(x),
        "gelu" => tf.Gelu(x, approximate: false),
        "hard_silu" or "hard_swish" => tf.HardSwish(x),
        "softmax" => tf.Softmax(x, -1),
        "log_softmax" => tf.LogSoftmax(x, -1),
        "hard_sigmoid" when call.Layer.Module != KerasLayer.LayersModule || call.Layer.Config["dtype"] is JsonValue => throw call.Unsupported("has an activation that the versions of Keras define differently"),
        _ => throw call.Unsupported($"has the activation '{function}'"),
    };

    /// <summary>max_value bounds from above; below the threshold the slope applies.</summary>
    public static TfTensor ReLU(RaisingCall call)
    {
        TfTensor x = call[0];
        double slope = call.Number("negative_slope"), threshold = call.Number("threshold");
        if (threshold != 0)
            throw call.Unsupported("has a threshold");
        TfTensor y = slope == 0 ? tf.Relu(x) : tf.LeakyRelu(x, slope);
        return call.Setting("max_value") is null ? y : tf.Minimum(y, call.Number("max_value"));
    }

    public static TfTensor LeakyReLU(RaisingCall call) => tf.LeakyRelu(call[0], call.Setting("alpha") is null ? call.Number("negative_slope", 0.3) : call.Number("alpha"));

    public static TfTensor Elu(RaisingCall call) => tf.Elu(call[0], call.Number("alpha", 1));

    public static TfTensor PReLU(RaisingCall call) => tf.PRelu(call[0], call.Weight(0));

    public static TfTensor Softmax(RaisingCall call) => tf.Softmax(call[0], call.Int("axis", -1));

    public static TfTensor LogSoftmax(RaisingCall call) => tf.LogSoftmax(call[0], call.Int("axis", -1));

    public static TfTensor Gelu(RaisingCall call) => tf.Gelu(call[0], call.Flag("approximate"));

    public static TfTensor Clip(RaisingCall call) => call.Setting("x_min") is null && call.Setting("x_max") is null
        ? tf.ClipByValue(call[0], call.Number("clip_value_min"), call.Number("clip_value_max"))
        : tf.ClipByValue(call[0], call.Number("x_min", double.NegativeInfinity), call.Number("x_max", double.PositiveInfinity));
}
