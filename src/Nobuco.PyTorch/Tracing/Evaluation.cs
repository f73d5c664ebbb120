using Nobuco.Tensors;

namespace Nobuco.PyTorch.Tracing;

/// <summary>What a run of a graph gives.</summary>
/// <param name="Outputs">Tensors, or the constants that the program returns as they are.</param>
/// <param name="Mutations">The new contents by the names of <see cref="Graph.Mutation.Target"/>.</param>
public sealed record Evaluation(IReadOnlyList<object?> Outputs, IReadOnlyDictionary<string, Tensor> Mutations)
{
    /// <summary>The outputs that are tensors.</summary>
    public IReadOnlyList<Tensor> Tensors => [.. Outputs.OfType<Tensor>()];
}
