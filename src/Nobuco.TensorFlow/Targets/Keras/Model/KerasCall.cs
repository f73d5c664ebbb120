using System.Text.Json.Nodes;
using Nobuco.TensorFlow.Graph;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.Keras.Model;

/// <summary>One call of a layer: a node of the model's graph. Has reference identity.</summary>
internal sealed class KerasCall(KerasLayer layer, IReadOnlyList<KerasArgument> arguments, IReadOnlyList<KeyValuePair<string, KerasArgument>> keywords)
{
    public KerasLayer Layer { get; } = layer;

    /// <summary>The arguments by position.</summary>
    public IReadOnlyList<KerasArgument> Arguments { get; } = arguments;

    public IReadOnlyList<KeyValuePair<string, KerasArgument>> Keywords { get; } = keywords;

    /// <summary>The types of the results; none for a call of a file that is read.</summary>
    public Seq<TfType> Results { get; init; } = [];

    /// <summary>The nodes of the program that the call computes (<see cref="TfNode.Sources"/>).</summary>
    public Seq<string> Sources { get; init; } = [];

    /// <summary>The tensors among all arguments, in the order in which Keras follows them.</summary>
    public IEnumerable<KerasTensor> Tensors => Arguments.Concat(Keywords.Select(static k => k.Value)).SelectMany(static a => a.Tensors);
}

/// <summary>A result of a call.</summary>
/// <param name="Index">Which of several.</param>
/// <param name="Type">Its type; null for one of a file that is read.</param>
internal sealed record KerasTensor(KerasCall Call, int Index, TfType? Type);

/// <summary>What a call is given.</summary>
internal abstract record KerasArgument
{
    public virtual IEnumerable<KerasTensor> Tensors => [];
}

internal sealed record TensorArgument(KerasTensor Tensor) : KerasArgument
{
    public override IEnumerable<KerasTensor> Tensors => [Tensor];
}

/// <summary>Numbers that are part of the model's description.</summary>
internal sealed record ConstantArgument(Tensor Value) : KerasArgument;

/// <summary>A Python slice.</summary>
internal sealed record SliceArgument(long? Start, long? Stop, long? Step) : KerasArgument;

/// <summary>Anything else that JSON can say: numbers, texts, lists of them.</summary>
internal sealed record ValueArgument(JsonNode? Value) : KerasArgument;

internal sealed record ListArgument(IReadOnlyList<KerasArgument> Items) : KerasArgument
{
    public override IEnumerable<KerasTensor> Tensors => Items.SelectMany(static i => i.Tensors);
}
