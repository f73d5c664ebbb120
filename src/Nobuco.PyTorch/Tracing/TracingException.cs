using Nobuco.PyTorch.Graph;

namespace Nobuco.PyTorch.Tracing;

/// <summary>A program does what no functional graph expresses.</summary>
public sealed class TracingException(string message, Provenance provenance) : NotSupportedException(message)
{
    /// <summary>Where the program does it.</summary>
    public Provenance Provenance { get; } = provenance;
}
