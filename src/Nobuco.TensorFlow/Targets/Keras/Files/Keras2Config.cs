using System.Text.Json.Nodes;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Targets.Keras.Lowering;
using Nobuco.TensorFlow.Targets.Keras.Model;

namespace Nobuco.TensorFlow.Targets.Keras.Files;

/// <summary>A model as the <c>model_config</c> of Keras 2 describes it (engine/functional.py and node.py of tf_keras).</summary>
internal static class Keras2Config
{
    /// <summary>Stands in a call for a first argument that is no tensor of the model.</summary>
    public const string ConstantMark = "_CONSTANT_VALUE";

    public static JsonObject Describe(KerasModel model) => new()
    {
        ["class_name"] = "Functional",
        ["config"] = new JsonObject
        {
            ["name"] = model.Name,
            ["trainable"] = true,
            ["layers"] = new JsonArray([.. model.Layers.Select(Describe)]),
            ["input_layers"] = Ports(model.Inputs),
            ["output_layers"] = Ports(model.Outputs),
        },
    };

    private static JsonObject Describe(KerasLayer layer) => new()
    {
        ["class_name"] = layer.ClassName,
        ["config"] = ConfigOf(layer),
        ["name"] = layer.Name,
        ["inbound_nodes"] = new JsonArray(layer.IsInput ? [] : [.. layer.Calls.Select(Describe)]),
    };

    private static JsonObject ConfigOf(KerasLayer layer)
    {
        string dtype = KerasConfig.NameOf(layer.DType ?? Tensors.DType.Float32);
        JsonObject config = layer.IsInput
            ? new JsonObject { ["batch_input_shape"] = ShapeOf(layer.InputType!), ["dtype"] = dtype, ["sparse"] = false, ["ragged"] = false, ["name"] = layer.Name }
            : new JsonObject { ["name"] = layer.Name, ["trainable"] = layer.IsTrainable, ["dtype"] = dtype };
        foreach ((string key, JsonNode? value) in layer.Config)
            config[key] = value?.DeepClone();
        return config;
    }

    /// <summary>The first argument is a tensor or a list of them; each of its tensors carries the other arguments. A function's is not put into a list.</summary>
    private static JsonNode Describe(KerasCall call)
    {
        var keywords = new JsonObject(call.Keywords.Select(static k => KeyValuePair.Create(k.Key, Describe(k.Value))));
        if (call.Arguments[0] is ListArgument list)
            return new JsonArray([.. list.Items.Select(item => (JsonNode)First(item, keywords))]);
        JsonArray first = First(call.Arguments[0], keywords);
        return call.Layer.IsFunction ? first : new JsonArray(first);
    }

    private static JsonArray First(KerasArgument argument, JsonObject keywords) => argument is TensorArgument { Tensor: var tensor }
        ? [.. Reference(tensor).Select(static part => part!.DeepClone()), keywords.DeepClone()]
        : [ConstantMark, -1, Describe(argument), keywords.DeepClone()];

    private static JsonNode? Describe(KerasArgument argument) => argument switch
    {
        TensorArgument { Tensor: var tensor } => Reference(tensor),
        ConstantArgument { Value: var value } => ConstantText.Of(value),
        SliceArgument slice => new JsonObject { ["start"] = slice.Start, ["stop"] = slice.Stop, ["step"] = slice.Step },
        ListArgument list => new JsonArray([.. list.Items.Select(Describe)]),
        _ => ((ValueArgument)argument).Value?.DeepClone(),
    };

    private static JsonArray Ports(IReadOnlyList<KerasTensor> tensors) => new([.. tensors.Select(static t => (JsonNode)Reference(t))]);

    private static JsonArray Reference(KerasTensor tensor) => new(tensor.Call.Layer.Name, tensor.Call.Layer.Calls.IndexOf(tensor.Call), tensor.Index);

    private static JsonArray ShapeOf(TfType type) => new([.. type.Shape.Select(static d => (JsonNode?)d.TryValue)]);
}
