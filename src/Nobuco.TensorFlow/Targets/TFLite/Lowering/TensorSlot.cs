using Nobuco.TensorFlow.Graph;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.TFLite.Lowering;

/// <summary>A tensor of the file to be: a constant or what an operator computes. Has reference identity.</summary>
internal sealed class TensorSlot(TfType type, string? name, Tensor? constant = null)
{
    public TfType Type { get; } = type;

    /// <summary>The name wished for, made unique when the graph is finished.</summary>
    public string? Name { get; set; } = name;

    public Tensor? Constant { get; } = constant;
}

/// <summary>An operator of the file to be, and the node that it was lowered from; a null input is an optional one that is not given.</summary>
internal sealed record OperatorDraft(
    Schema.BuiltinOperator Code,
    IReadOnlyList<TensorSlot?> Inputs,
    IReadOnlyList<TensorSlot> Outputs,
    Schema.OperatorOptions? Options,
    TfNode? Node);
