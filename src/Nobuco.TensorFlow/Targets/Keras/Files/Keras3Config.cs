using System.Text.Json.Nodes;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Targets.Keras.Lowering;
using Nobuco.TensorFlow.Targets.Keras.Model;

namespace Nobuco.TensorFlow.Targets.Keras.Files;

/// <summary>A model as the <c>config.json</c> of Keras 3 describes it (models/functional.py, saving/serialization_lib.py).</summary>
internal static class Keras3Config
{
    private const string ModelClass = "Functional";

    public static JsonObject Describe(KerasModel model) => new()
    {
        ["module"] = "keras.src.models.functional",
        ["class_name"] = ModelClass,
        ["config"] = new JsonObject
        {
            ["name"] = model.Name,
            ["trainable"] = true,
            ["layers"] = new JsonArray([.. model.Layers.Select(Describe)]),
            ["input_layers"] = Ports(model.Inputs),
            ["output_layers"] = Ports(model.Outputs),
        },
        ["registered_name"] = ModelClass,
        ["build_config"] = new JsonObject { ["input_shape"] = null },
    };

    private static JsonObject Describe(KerasLayer layer)
    {
        string? registered = layer.IsOperation ? layer.ClassName : null;
        return new JsonObject
        {
            ["module"] = layer.Module,
            ["class_name"] = layer.ClassName,
            ["config"] = ConfigOf(layer),
            ["registered_name"] = registered,
            ["name"] = layer.Name,
            ["inbound_nodes"] = new JsonArray(layer.IsInput ? [] : [.. layer.Calls.Select(Describe)]),
        };
    }

    /// <summary>Operations are not told their names: constructors of older versions do not take them.</summary>
    private static JsonObject ConfigOf(KerasLayer layer)
    {
        if (layer.IsOperation)
            return (JsonObject)layer.Config.DeepClone();
        JsonObject config = layer.IsInput
            ? new JsonObject { ["batch_shape"] = ShapeOf(layer.InputType!), ["dtype"] = KerasConfig.NameOf(layer.DType!.Value), ["sparse"] = false, ["name"] = layer.Name }
            : new JsonObject { ["name"] = layer.Name, ["trainable"] = layer.IsTrainable, ["dtype"] = KerasConfig.NameOf(layer.DType!.Value) };
        foreach ((string key, JsonNode? value) in layer.Config)
            config[key] = value?.DeepClone();
        return config;
    }

    private static JsonNode Describe(KerasCall call) => new JsonObject
    {
        ["args"] = new JsonArray([.. call.Arguments.Select(Describe)]),
        ["kwargs"] = new JsonObject(call.Keywords.Select(static k => KeyValuePair.Create(k.Key, Describe(k.Value)))),
    };

    private static JsonNode? Describe(KerasArgument argument) => argument switch
    {
        TensorArgument { Tensor: var tensor } => Special("__keras_tensor__", new JsonObject
        {
            ["shape"] = ShapeOf(tensor.Type!),
            ["dtype"] = KerasConfig.NameOf(tensor.Type!.DType),
            ["keras_history"] = Reference(tensor),
        }),
        ConstantArgument { Value: { Rank: 0 } value } => ConstantText.Of(value),
        ConstantArgument { Value: var value } => Special("__numpy__", new JsonObject { ["value"] = ConstantText.Of(value), ["dtype"] = KerasConfig.NameOf(value.DType) }),
        SliceArgument slice => Special("__slice__", new JsonObject { ["start"] = slice.Start, ["stop"] = slice.Stop, ["step"] = slice.Step }),
        ListArgument list => new JsonArray([.. list.Items.Select(Describe)]),
        _ => ((ValueArgument)argument).Value?.DeepClone(),
    };

    private static JsonObject Special(string className, JsonObject config) => new() { ["class_name"] = className, ["config"] = config };

    private static JsonArray Ports(IReadOnlyList<KerasTensor> tensors) => new([.. tensors.Select(static t => (JsonNode)Reference(t))]);

    private static JsonArray Reference(KerasTensor tensor) => new(tensor.Call.Layer.Name, tensor.Call.Layer.Calls.IndexOf(tensor.Call), tensor.Index);

    private static JsonArray ShapeOf(TfType type) => new([.. type.Shape.Select(static d => (JsonNode?)d.TryValue)]);
}
