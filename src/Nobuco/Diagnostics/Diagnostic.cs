using Nobuco.Knowledge;
using Nobuco.PyTorch.Graph;

namespace Nobuco;

/// <summary>How bad a diagnostic is.</summary>
public enum Severity
{
    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>The result is not what one might expect.</summary>
    Warning,

    /// <summary>There is no result, or a wrong one.</summary>
    Error,
}

/// <summary>A kind of problem: its stable id has a page under <c>docs/diagnostics</c>.</summary>
/// <param name="Id"><c>NBC0101</c>.</param>
/// <param name="Title">The name in one word: <c>UnsupportedOperator</c>.</param>
/// <param name="Severity">How bad it is.</param>
public sealed record DiagnosticDescriptor(string Id, string Title, Severity Severity)
{
    /// <summary>Its page, in Markdown: why it is raised, an example, and what to do.</summary>
    public string ReadPage() => KnowledgeArchive.Read($"docs/diagnostics/{Id}.md")!;
}

/// <summary>One problem, where it is, and what to do next.</summary>
/// <param name="Descriptor">What kind of problem it is.</param>
/// <param name="Message">One sentence that names what is wrong.</param>
/// <param name="ModulePath">The PyTorch module it is in; empty for the root, null when it is nowhere in the model.</param>
/// <param name="Line">The Python line.</param>
/// <param name="NextStep">What the user can do.</param>
public sealed record Diagnostic(DiagnosticDescriptor Descriptor, string Message, string? ModulePath = null, SourceLine? Line = null, string? NextStep = null)
{
    /// <summary><c>NBC0101</c></summary>
    public string Id => Descriptor.Id;

    /// <summary>How bad it is.</summary>
    public Severity Severity => Descriptor.Severity;

    internal static Diagnostic At(Node node, DiagnosticDescriptor descriptor, string message, string? nextStep = null) =>
        new(descriptor, message, node.Provenance.ModulePath, node.Provenance.Line, nextStep);

    /// <summary>Id, title, message, place and next step in one line.</summary>
    public override string ToString()
    {
        string place = string.Join(", ", new[] { ModulePath is { Length: > 0 } ? $"in {ModulePath}" : null, Line is null ? null : $"at {Line}" }.OfType<string>());
        return $"{Id} {Descriptor.Title}: {Message}{(place.Length > 0 ? $" ({place})" : "")}{(NextStep is null ? "" : $" {NextStep}")}";
    }
}
