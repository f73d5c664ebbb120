using System.Text.Json.Nodes;
using Nobuco.TensorFlow.Targets.Keras.Model;

namespace Nobuco.TensorFlow.Targets.Keras.Lowering;

/// <summary>A plain operation as each version of Keras writes it: a class of <c>keras.ops</c>, and a function of TensorFlow.</summary>
/// <param name="keras3">Module and class under <c>keras.src.ops</c> (<c>numpy.Mean</c>), or null when Keras 3 has none.</param>
/// <param name="keras2">TensorFlow's name of the function (<c>math.reduce_mean</c>), or null when there is none.</param>
internal sealed class KerasOperation(string? keras3, string? keras2)
{
    private const string Slicing = "__operators__.getitem";

    private readonly List<KeyValuePair<string, KerasArgument>> _keywords3 = [];
    private readonly List<KeyValuePair<string, KerasArgument>> _keywords2 = [];
    private readonly JsonObject _config = [];
    private string[] _operands = ["y"];

    /// <summary>The last part of the name.</summary>
    public string ShortName => (keras3 ?? keras2)!.Split('.')[^1];

    public bool IsIn(KerasVersion version) => (version == KerasVersion.Keras3 ? keras3 : keras2) is not null;

    /// <summary>An argument with one name in both: of the class's constructor in Keras 3, of the function in Keras 2.</summary>
    public KerasOperation With(string name, JsonNode? value) => WithConfig(name, value).WithKeyword2(name, new ValueArgument(value?.DeepClone()));

    /// <summary>An argument of the constructor in Keras 3.</summary>
    public KerasOperation WithConfig(string name, JsonNode? value)
    {
        _config[name] = value;
        return this;
    }

    /// <summary>An argument of the call in Keras 3.</summary>
    public KerasOperation WithKeyword3(string name, KerasArgument value)
    {
        _keywords3.Add(new(name, value));
        return this;
    }

    /// <summary>An argument of the function in Keras 2.</summary>
    public KerasOperation WithKeyword2(string name, KerasArgument value)
    {
        _keywords2.Add(new(name, value));
        return this;
    }

    /// <inheritdoc cref="WithKeyword2(string, KerasArgument)"/>
    public KerasOperation WithKeyword2(string name, JsonNode? value) => WithKeyword2(name, new ValueArgument(value));

    /// <summary>What the function of Keras 2 calls its operands after the first.</summary>
    public KerasOperation WithOperands2(params string[] names)
    {
        _operands = names;
        return this;
    }

    /// <summary>The operation as a layer of a version and the arguments of its call.</summary>
    public (KerasLayer Layer, IReadOnlyList<KerasArgument> Arguments, IReadOnlyList<KeyValuePair<string, KerasArgument>> Keywords) In(
        KerasVersion version, IReadOnlyList<KerasArgument> operands)
    {
        if (version == KerasVersion.Keras2)
        {
            var function = new KerasLayer(KerasLayer.LayersModule, keras2 == Slicing ? "SlicingOpLambda" : "TFOpLambda", new JsonObject { ["function"] = keras2 });
            return (function, [.. operands.Take(1)], [.. operands.Skip(1).Select((operand, i) => KeyValuePair.Create(_operands[i], operand)), .. _keywords2]);
        }
        int dot = keras3!.LastIndexOf('.');
        var layer = new KerasLayer($"{KerasLayer.OperationsModule}.{keras3[..dot]}", keras3[(dot + 1)..], (JsonObject)_config.DeepClone());
        return (layer, operands, _keywords3);
    }
}
