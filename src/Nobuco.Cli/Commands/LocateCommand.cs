using System.CommandLine;
using Nobuco.Cli.Output;

namespace Nobuco.Cli.Commands;

/// <summary><c>nobuco locate OPERATOR</c></summary>
internal static class LocateCommand
{
    public static Command Create(Option<bool> json)
    {
        var name = new Argument<string>("OPERATOR") { Description = "An operator: conv2d, aten::conv2d, aten.add.Tensor." };
        var command = new Command("locate", "Shows which converter an operator has: file and line, axis order, limits, C# text and an example.") { name };
        command.SetAction(parsed =>
        {
            var terminal = new Terminal(parsed.GetValue(json));
            return CommandRunner.Run(terminal, () => Locate(terminal, parsed.GetRequiredValue(name)));
        });
        return command;
    }

    private static int Locate(Terminal terminal, string name)
    {
        OperatorLocation location = Converters.Default.Locate(name);
        terminal.WriteJson(location);
        LocationWriter.Write(terminal, location);
        if (location.Overloads.Any(static overload => overload.Converter is not null))
            return ExitCode.Success;
        Diagnostic missing = new(Descriptors.UnsupportedOperator, $"No converter for {location.Name}.", NextStep: "Bring one with Converters.Default.With (docs/library.md).");
        DiagnosticWriter.Write(terminal, [missing]);
        return ExitCode.Of([missing]);
    }
}
