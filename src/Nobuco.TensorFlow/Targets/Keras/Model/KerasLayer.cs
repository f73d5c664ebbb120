using System.Text.Json.Nodes;
using Nobuco.TensorFlow.Graph;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.Keras.Model;

/// <summary>A layer, or an operation without weights, with all its calls. Has reference identity.</summary>
/// <param name="module">Where Keras finds the class: <c>keras.layers</c>, <c>keras.src.ops.numpy</c>.</param>
/// <param name="className">The class: <c>Conv2D</c>, <c>Multiply</c>, <c>TFOpLambda</c>.</param>
/// <param name="config">The arguments of its constructor, but for the name, the element type and whether it is trained.</param>
internal sealed class KerasLayer(string module, string className, JsonObject config)
{
    public const string LayersModule = "keras.layers", OperationsModule = "keras.src.ops";

    public string Module { get; } = module;

    public string ClassName { get; } = className;

    public JsonObject Config { get; } = config;

    /// <summary>Unique in its model.</summary>
    public string Name { get; set; } = "";

    /// <summary>The element type that the layer computes in; null for operations, which take that of their operands.</summary>
    public DType? DType { get; init; }

    public bool IsTrainable { get; init; } = true;

    public IReadOnlyList<KerasWeight> Weights { get; set; } = [];

    public List<KerasCall> Calls { get; } = [];

    /// <summary>The type of a model's input, which an <c>InputLayer</c> gives.</summary>
    public TfType? InputType { get; init; }

    public bool IsInput => ClassName == "InputLayer";

    /// <summary>A function of TensorFlow that Keras 2 treats as a layer.</summary>
    public bool IsFunction => ClassName is "TFOpLambda" or "SlicingOpLambda";

    /// <summary>An operation of <c>keras.ops</c>, which Keras does not count among the layers.</summary>
    public bool IsOperation => Module.StartsWith(OperationsModule, StringComparison.Ordinal);
}

/// <summary>A variable of a layer.</summary>
/// <param name="Name">What Keras calls it: <c>kernel</c>.</param>
internal sealed record KerasWeight(string Name, Tensor Value)
{
    /// <summary>The value in a type that HDF5 has; Keras casts what it reads to the type of the layer.</summary>
    public Tensor Stored => Value.DType == DType.BFloat16 ? Value.Cast(DType.Float32) : Value;
}
