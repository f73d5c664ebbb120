using Nobuco.TensorFlow.Graph;

namespace Nobuco;

/// <summary>A transpose that conversion inserted because a tensor is wanted in another order than it has. The passes of a target may remove, merge or move it.</summary>
public sealed record TransposeReport
{
    /// <summary>The tensor that is moved; for one that a converter makes itself, the node's first result.</summary>
    public required string Tensor { get; init; }

    /// <summary>The node that computes the tensor; null for an input of the model.</summary>
    public string? Producer { get; init; }

    /// <summary>The nodes that want it so.</summary>
    public required IReadOnlyList<string> Consumers { get; init; }

    /// <summary>The outputs of the model that are to be so.</summary>
    public IReadOnlyList<string> Outputs { get; init; } = [];

    /// <summary>The order that the tensor has.</summary>
    public required AxisOrder From { get; init; }

    /// <summary>The order in which it is wanted.</summary>
    public required AxisOrder To { get; init; }

    /// <summary>The bytes that it moves, symbolic sizes as in the example inputs; 0 where only axes of size 1 move and it is a reshape.</summary>
    public required long Bytes { get; init; }

    /// <summary>Made inside a converter, between tensors that have no name in the model.</summary>
    public bool IsOwn { get; init; }

    /// <summary>Which order who asks for, in a sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>The formats of the written models that have a transpose for it: passes remove, merge and move them.</summary>
    public IReadOnlyList<string> WrittenIn { get; init; } = [];
}
