namespace Nobuco;

/// <summary>A written model.</summary>
/// <param name="Path">The path of the file or folder.</param>
/// <param name="Format">The format's name: <c>TFLite</c>.</param>
/// <param name="Size">In bytes, of all its files.</param>
/// <param name="Operations">Its operators, in its order.</param>
/// <param name="Rewrites">How often each rule was applied.</param>
public sealed record TargetReport(string Path, string Format, long Size, IReadOnlyList<OperationReport> Operations, IReadOnlyDictionary<string, int> Rewrites)
{
    /// <summary>Its outputs, executed as they were read back, against PyTorch's, by name; empty when it was not run.</summary>
    public IReadOnlyDictionary<string, Comparison> Written { get; init; } = new Dictionary<string, Comparison>();

    /// <summary>How many operators there are of each kind, by name.</summary>
    public IReadOnlyDictionary<string, int> Operators => Operations.CountBy(static operation => operation.Name).ToDictionary();

    /// <summary>All operators of the model.</summary>
    public int OperatorCount => Operations.Count;
}
