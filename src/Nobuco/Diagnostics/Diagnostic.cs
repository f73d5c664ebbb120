using Nobuco.PyTorch.Graph;

namespace Nobuco;

/// <summary>How bad a diagnostic is.</summary>
public enum Severity
{
    Info,
    Warning,
    Error,
}

/// <summary>A kind of problem: its stable id has a page under <c>docs/diagnostics</c>.</summary>
/// <param name="Id"><c>NBC0101</c>.</param>
/// <param name="Title">The name in one word: <c>UnsupportedOperator</c>.</param>
public sealed record DiagnosticDescriptor(string Id, string Title, Severity Severity);

/// <summary>One problem, where it is, and what to do next.</summary>
/// <param name="ModulePath">The PyTorch module it is in; empty for the root, null when it is nowhere in the model.</param>
/// <param name="Line">The Python line.</param>
/// <param name="NextStep">What the user can do.</param>
public sealed record Diagnostic(DiagnosticDescriptor Descriptor, string Message, string? ModulePath = null, SourceLine? Line = null, string? NextStep = null)
{
    public string Id => Descriptor.Id;

    public Severity Severity => Descriptor.Severity;

    internal static Diagnostic At(Node node, DiagnosticDescriptor descriptor, string message, string? nextStep = null) =>
        new(descriptor, message, node.Provenance.ModulePath, node.Provenance.Line, nextStep);

    public override string ToString()
    {
        string place = string.Join(", ", new[] { ModulePath is { Length: > 0 } ? $"in {ModulePath}" : null, Line is null ? null : $"at {Line}" }.OfType<string>());
        return $"{Id} {Descriptor.Title}: {Message}{(place.Length > 0 ? $" ({place})" : "")}{(NextStep is null ? "" : $" {NextStep}")}";
    }
}
