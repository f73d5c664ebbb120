using Spectre.Console;

namespace Nobuco.Cli.Output;

/// <summary>Prints diagnostics on standard error: id and message, then place and next step.</summary>
internal static class DiagnosticWriter
{
    public static void Write(Terminal terminal, IEnumerable<Diagnostic> diagnostics)
    {
        foreach (Diagnostic diagnostic in diagnostics)
        {
            string color = diagnostic.Severity switch { Severity.Error => "red", Severity.Warning => "yellow", _ => "blue" };
            string severity = diagnostic.Severity.ToString().ToLowerInvariant();
            terminal.Error.MarkupLine($"[{color}]{severity} {diagnostic.Id}[/] {diagnostic.Descriptor.Title}: {Markup.Escape(diagnostic.Message)}");
            if (Place(diagnostic) is { Length: > 0 } place)
                terminal.Error.MarkupLine($"  [grey]{Markup.Escape(place)}[/]");
            if (diagnostic.NextStep is { } next)
                terminal.Error.MarkupLine($"  {Markup.Escape(next)}");
        }
    }

    private static string Place(Diagnostic diagnostic)
    {
        string? module = diagnostic.ModulePath switch { null => null, "" => "in the model itself", var path => $"in module {path}" };
        string? line = diagnostic.Line is { } source ? $"at {source}: {source.Code}" : null;
        return string.Join(", ", new[] { module, line }.OfType<string>());
    }
}
