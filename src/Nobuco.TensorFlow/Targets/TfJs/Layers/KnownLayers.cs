using Nobuco.TensorFlow.Targets.Keras.Model;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.TfJs.Layers;

/// <summary>The layers that TensorFlow.js 4 has and computes as Keras does.</summary>
internal static class KnownLayers
{
    private static readonly HashSet<string> _plain =
    [
        "InputLayer", "Dense", "LayerNormalization", "ReLU", "LeakyReLU", "PReLU", "Embedding",
        "MaxPooling2D", "AveragePooling2D", "MaxPooling3D", "AveragePooling3D", "GlobalAveragePooling1D", "GlobalMaxPooling1D", "GlobalMaxPooling2D",
        "ZeroPadding2D", "Cropping2D", "Reshape", "Flatten", "Permute", "Concatenate", "Add", "Multiply", "Maximum", "Minimum",
    ];

    private static readonly HashSet<string> _activations = ["linear", "sigmoid", "tanh", "softplus", "softsign", "selu"];

    /// <summary>Why a layer cannot be written, or null when it can.</summary>
    public static string? Problem(KerasLayer layer) => layer.ClassName switch
    {
        _ when layer.DType is not (null or DType.Float32) && !(layer.IsInput && layer.DType == DType.Int32) => "computes in another type than float32",
        "Conv2D" or "Conv3D" => Is(layer, "groups", "1") ? null : "has groups",
        "Conv2DTranspose" or "Conv3DTranspose" => layer.Config.ContainsKey("output_padding") ? "has an output padding" : null,
        "DepthwiseConv2D" => Is(layer, "dilation_rate", "[1,1]") ? null : "is dilated, which TensorFlow.js leaves out",
        "BatchNormalization" => layer.Calls[0].Results[0].Rank <= 4 ? null : "has more than four axes",
        "Softmax" => Is(layer, "axis", "-1") ? null : "is not along the last axis",
        "ELU" => Is(layer, "alpha", "1.0") ? null : "has another alpha than 1",
        "UpSampling2D" => (string?)layer.Config["interpolation"] == "nearest" ? null : "interpolates otherwise than Keras",
        "GlobalAveragePooling2D" => (bool?)layer.Config["keepdims"] == true ? "keeps the axes" : null,
        "Activation" => _activations.Contains((string?)layer.Config["activation"] ?? "") ? null : $"applies {layer.Config["activation"]}",
        _ => _plain.Contains(layer.ClassName) && (bool?)layer.Config["keepdims"] != true ? null : "is none of TensorFlow.js",
    };

    private static bool Is(KerasLayer layer, string setting, string json) => layer.Config[setting]?.ToJsonString() == json;
}
