namespace Nobuco;

/// <summary>The conversion stopped. <see cref="Diagnostics"/> says why, all of it; <see cref="Report"/> holds what was done until then.</summary>
public sealed class ConversionException(IReadOnlyList<Diagnostic> diagnostics, ConversionReport? report = null)
    : Exception(string.Join(Environment.NewLine, diagnostics))
{
    public IReadOnlyList<Diagnostic> Diagnostics { get; } = diagnostics;

    public ConversionReport? Report { get; } = report;
}

/// <summary>Thrown by a converter for a case that TensorFlow's operators do not express; becomes NBC0105 with the node's place.</summary>
public sealed class NotExpressibleException(string message) : Exception(message);
