namespace Nobuco;

/// <summary>The conversion stopped. <see cref="Diagnostics"/> says why, all of it; <see cref="Report"/> holds what was done until then.</summary>
/// <param name="diagnostics">All problems, warnings among them.</param>
/// <param name="report">What was done until then, if that is more than nothing.</param>
public sealed class ConversionException(IReadOnlyList<Diagnostic> diagnostics, ConversionReport? report = null)
    : Exception(string.Join(Environment.NewLine, diagnostics))
{
    /// <summary>All problems, in the order of the program; warnings may be among them.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; } = diagnostics;

    /// <summary>What was done until then; null where options, inputs or paths were wrong, or the program could not be traced.</summary>
    public ConversionReport? Report { get; } = report;
}

/// <summary>Thrown by a converter for a case that TensorFlow's operators do not express; becomes NBC0105 with the node's place.</summary>
/// <param name="message">What it is that cannot be expressed.</param>
public sealed class NotExpressibleException(string message) : Exception(message);
