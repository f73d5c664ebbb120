using Nobuco.Tensors;

namespace Nobuco;

/// <summary>What a wrong node got and computed, and what PyTorch computes from the same: numbers to look at, no tensors.</summary>
/// <param name="Inputs">What it reads, weights among them.</param>
/// <param name="Outputs">Every result, PyTorch's against the converted one.</param>
public sealed record NodeEvidence(IReadOnlyList<TensorStatistics> Inputs, IReadOnlyList<OutputEvidence> Outputs);

/// <summary>A result of a wrong node.</summary>
/// <param name="Expected">PyTorch's.</param>
/// <param name="Got">The converted node's, in PyTorch's axis order.</param>
/// <param name="Differing">How many elements are off by more than the tolerance, or NaN or infinite in one of the two only; 0 where shapes or types differ.</param>
/// <param name="Worst">The few elements that are off by most, the worst first; none where shapes or types differ, and of complex tensors.</param>
public sealed record OutputEvidence(TensorStatistics Expected, TensorStatistics Got, long Differing, IReadOnlyList<ElementDifference> Worst);

/// <summary>An element that differs.</summary>
/// <param name="Index">Its place, in PyTorch's axes.</param>
/// <param name="Expected">PyTorch's value.</param>
/// <param name="Got">The converted node's.</param>
public sealed record ElementDifference(Seq<long> Index, double Expected, double Got);
