using System.Text.Json.Nodes;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Targets.Keras.Model;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.Keras.Files;

/// <summary>A model from its description by either version of Keras. Types of results are not taken from it.</summary>
internal sealed class KerasConfigReader
{
    private readonly Dictionary<string, KerasLayer> _layers = [];
    private readonly Dictionary<KerasLayer, JsonArray> _pending = [];

    private KerasConfigReader()
    {
    }

    /// <param name="weightsOf">The weights of a layer, by its name.</param>
    /// <exception cref="InvalidKerasException">The description contradicts itself or holds what is not read.</exception>
    public static KerasModel Read(JsonObject description, Func<string, IReadOnlyList<KerasWeight>> weightsOf)
    {
        JsonNode config = description.Member("config");
        var reader = new KerasConfigReader();
        foreach (JsonNode? layer in config.List("layers"))
            reader.Add(layer, weightsOf);
        reader.Connect();
        return new KerasModel(
            (string?)config["name"] ?? "model",
            [.. reader._layers.Values],
            reader.Ports(config.List("input_layers")),
            reader.Ports(config.List("output_layers")));
    }

    private void Add(JsonNode? node, Func<string, IReadOnlyList<KerasWeight>> weightsOf)
    {
        string className = node.Text("class_name"), name = node.Text("name");
        var config = (JsonObject)node.Member("config").DeepClone();
        // Files of Keras 3 in HDF5 name no module; only layers say whether they are trained.
        string module = (string?)node!["module"] ?? (config.ContainsKey("trainable") || className == "InputLayer" ? KerasLayer.LayersModule : KerasLayer.OperationsModule);
        var layer = new KerasLayer(module, className, config)
        {
            Name = name,
            IsTrainable = config["trainable"]?.GetValue<bool>() ?? true,
            InputType = className == "InputLayer" ? InputType(config) : null,
            Weights = weightsOf(name),
        };
        if (!_layers.TryAdd(name, layer))
            throw InvalidKerasException.Corrupt($"Two layers are called '{name}'.");
        if (layer.IsInput)
            layer.Calls.Add(new KerasCall(layer, [], []));
        else
            _pending[layer] = node.List("inbound_nodes");
    }

    /// <summary>Sizes that are not known become symbols.</summary>
    private static TfType InputType(JsonObject config)
    {
        JsonArray shape = (config["batch_shape"] ?? config["batch_input_shape"]) as JsonArray ?? throw InvalidKerasException.Corrupt("An input has no shape.");
        IEnumerable<Dim> sizes = shape.Select(static (size, axis) => size is null ? Dim.Symbol($"d{axis}") : (Dim)size.GetValue<long>());
        return new TfType(DTypeOf(config["dtype"]), sizes.ToSeq());
    }

    public static DType DTypeOf(JsonNode? node)
    {
        string name = node is JsonObject policy ? policy.Member("config").Text("name") : (string?)node ?? "float32";
        return Enum.GetValues<DType>().Where(d => d.Name() == name).Select(static d => (DType?)d).FirstOrDefault()
            ?? throw InvalidKerasException.Unsupported($"The element type '{name}' is not read.");
    }

    /// <summary>Calls are made when those that they depend on are there.</summary>
    private void Connect()
    {
        while (_pending.Count > 0)
        {
            int before = _pending.Sum(static p => p.Value.Count - p.Key.Calls.Count);
            foreach ((KerasLayer layer, JsonArray nodes) in _pending.ToArray())
            {
                while (layer.Calls.Count < nodes.Count && Call(layer, nodes[layer.Calls.Count]) is { } call)
                    layer.Calls.Add(call);
                if (layer.Calls.Count == nodes.Count)
                    _pending.Remove(layer);
            }
            if (_pending.Sum(static p => p.Value.Count - p.Key.Calls.Count) == before && _pending.Count > 0)
                throw InvalidKerasException.Corrupt($"The calls of '{_pending.Keys.First().Name}' depend on themselves.");
        }
    }

    private KerasCall? Call(KerasLayer layer, JsonNode? node)
    {
        try
        {
            return node is JsonArray call ? Call2(layer, call) : Call3(layer, node);
        }
        catch (UnknownCallException)
        {
            return null;
        }
    }

    private KerasCall Call3(KerasLayer layer, JsonNode? node) => new(
        layer,
        [.. node.List("args").Select(Argument3)],
        [.. ((JsonObject)node.Member("kwargs")).Select(k => KeyValuePair.Create(k.Key, Argument3(k.Value)))]);

    private KerasArgument Argument3(JsonNode? node) => node switch
    {
        JsonArray list => new ListArgument([.. list.Select(Argument3)]),
        JsonObject special => (string?)special["class_name"] switch
        {
            "__keras_tensor__" => new TensorArgument(Tensor(special.Member("config").List("keras_history"))),
            "__numpy__" or "__tensor__" => new ConstantArgument(ConstantText.Read(special.Member("config")["value"], DTypeOf(special.Member("config")["dtype"]))),
            "__slice__" => Slice(special.Member("config")),
            var other => throw InvalidKerasException.Unsupported($"An argument of the kind '{other}' is not read."),
        },
        _ => new ValueArgument(node),
    };

    /// <summary>[[tensor, keywords], …] of a layer, [tensor, keywords] of a function.</summary>
    private KerasCall Call2(KerasLayer layer, JsonArray call)
    {
        bool isSingle = call[0] is JsonValue;
        JsonArray[] firsts = isSingle ? [call] : [.. call.Cast<JsonArray>()];
        var keywords = firsts[0].Count > 3 ? (JsonObject)firsts[0][3]! : [];
        KerasArgument[] tensors = [.. firsts.Select(First)];
        // A layer's single tensor is in a list as well.
        KerasArgument first = isSingle || (tensors.Length == 1 && !layer.IsFunction) ? tensors[0] : new ListArgument(tensors);
        return new KerasCall(layer, [first], [.. keywords.Where(static k => k.Key != "name").Select(k => KeyValuePair.Create(k.Key, Argument2(k.Value)))]);
    }

    private KerasArgument First(JsonArray first) => (string?)first[0] == Keras2Config.ConstantMark ? new ValueArgument(first[2]) : new TensorArgument(Tensor(first));

    private KerasArgument Argument2(JsonNode? node) => node switch
    {
        JsonArray { Count: 3 } reference when reference[0] is JsonValue name && name.TryGetValue(out string? _) => new TensorArgument(Tensor(reference)),
        JsonArray list when list.Any(HoldsReference) => new ListArgument([.. list.Select(Argument2)]),
        JsonObject slice when slice.ContainsKey("start") => Slice(slice),
        _ => new ValueArgument(node),
    };

    /// <summary>Whether a list is more than numbers.</summary>
    private static bool HoldsReference(JsonNode? node) => node switch
    {
        JsonArray list => list.Any(HoldsReference),
        JsonObject => true,
        _ => node?.GetValueKind() == System.Text.Json.JsonValueKind.String,
    };

    private static SliceArgument Slice(JsonNode slice) => new((long?)slice["start"], (long?)slice["stop"], (long?)slice["step"]);

    private IReadOnlyList<KerasTensor> Ports(JsonArray ports) => ports is [JsonValue, ..] ? [Tensor(ports)] : [.. ports.Select(port => Tensor((JsonArray)port!))];

    private KerasTensor Tensor(JsonArray reference)
    {
        string name = (string?)reference[0] ?? "";
        KerasLayer layer = _layers.GetValueOrDefault(name) ?? throw InvalidKerasException.Corrupt($"No layer is called '{name}'.");
        int call = (int)reference[1]!;
        return call < layer.Calls.Count ? new KerasTensor(layer.Calls[call], (int)reference[2]!, null) : throw new UnknownCallException();
    }

    /// <summary>A call refers to one that has not been made yet.</summary>
    private sealed class UnknownCallException : Exception;
}
