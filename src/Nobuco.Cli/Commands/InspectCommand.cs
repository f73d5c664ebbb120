using System.CommandLine;
using Nobuco.Cli.Models;
using Nobuco.Cli.Output;
using Nobuco.PyTorch.Export;

namespace Nobuco.Cli.Commands;

/// <summary><c>nobuco inspect MODEL</c></summary>
internal static class InspectCommand
{
    public static Command Create(Option<bool> json)
    {
        var model = new Argument<string>("MODEL") { Description = "A .pt2 or .tflite file." };
        var command = new Command("inspect", "Shows what a .pt2 or .tflite model holds: signature, modules, operators, weights.") { model };
        command.SetAction(parsed =>
        {
            var terminal = new Terminal(parsed.GetValue(json));
            return CommandRunner.Run(terminal, () => Inspect(terminal, parsed.GetRequiredValue(model)));
        });
        return command;
    }

    private static int Inspect(Terminal terminal, string path)
    {
        if (ModelFormats.Of(path) == ModelFormat.TFLite)
        {
            var summary = TFLiteSummary.Of(TFLiteFiles.Read(path));
            terminal.WriteJson(summary);
            TFLiteInspection.Write(terminal, path, summary);
        }
        else
        {
            var summary = ProgramSummary.Of(ExportedProgram.Load(path));
            terminal.WriteJson(summary);
            ProgramInspection.Write(terminal, path, summary);
        }
        return ExitCode.Success;
    }
}
