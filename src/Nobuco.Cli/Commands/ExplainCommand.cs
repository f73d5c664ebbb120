using System.CommandLine;
using Nobuco.Cli.Output;

namespace Nobuco.Cli.Commands;

/// <summary><c>nobuco explain [ID]</c></summary>
internal static class ExplainCommand
{
    public static Command Create(Option<bool> json)
    {
        var id = new Argument<string?>("ID") { Description = "The id of a diagnostic: NBC0101. Without it all are listed.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("explain", "Shows the page of a diagnostic: why it is raised, an example, and what to do.") { id };
        command.SetAction(parsed =>
        {
            var terminal = new Terminal(parsed.GetValue(json));
            return CommandRunner.Run(terminal, () => Explain(terminal, parsed.GetValue(id)));
        });
        return command;
    }

    private static int Explain(Terminal terminal, string? id)
    {
        if (id is null)
        {
            terminal.WriteJson(new { diagnostics = Descriptors.All.Select(Describe) });
            TextTable.Write(terminal, "Diagnostics", [.. Descriptors.All.Select(descriptor => new[] { descriptor.Id, descriptor.Title, Severity(descriptor) })]);
            return ExitCode.Success;
        }
        DiagnosticDescriptor found = Descriptors.All.FirstOrDefault(descriptor => descriptor.Id.Equals(id, StringComparison.OrdinalIgnoreCase)) ?? throw Unknown(id);
        string page = found.ReadPage();
        terminal.WriteJson(new { id = found.Id, title = found.Title, severity = found.Severity, page });
        MarkdownPage.Write(terminal, page);
        return ExitCode.Success;
    }

    private static object Describe(DiagnosticDescriptor descriptor) => new { id = descriptor.Id, title = descriptor.Title, severity = descriptor.Severity };

    private static string Severity(DiagnosticDescriptor descriptor) => descriptor.Severity.ToString().ToLowerInvariant();

    private static ConversionException Unknown(string id) => new([new Diagnostic(
        Descriptors.InvalidOption,
        $"There is no diagnostic '{id}'; there are {string.Join(", ", Descriptors.All.Select(descriptor => descriptor.Id))}.",
        NextStep: "nobuco explain without an id lists them with their names.")]);
}
