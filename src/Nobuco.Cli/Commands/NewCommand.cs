using System.CommandLine;
using Nobuco.Cli.Output;
using Nobuco.PyTorch.Export;
using Spectre.Console;

namespace Nobuco.Cli.Commands;

/// <summary><c>nobuco new FILE.cs</c></summary>
internal static class NewCommand
{
    private static readonly Argument<string> s_file = new("FILE") { Description = "The C# file to write: convert.cs." };
    private static readonly Option<string?> s_model = new("--model") { Description = "The .pt2 file that it is to convert: operators without a converter become methods to be filled in.", HelpName = "MODEL" };
    private static readonly Option<string?> s_project = new("--project") { Description = "A checkout's Nobuco.csproj to build against, instead of the package.", HelpName = "PATH" };

    public static Command Create(Option<bool> json)
    {
        var command = new Command("new", "Writes a C# file that converts a model, to be changed and run with 'dotnet run FILE'.") { s_file, s_model, s_project };
        command.SetAction(parsed =>
        {
            var terminal = new Terminal(parsed.GetValue(json));
            return CommandRunner.Run(terminal, () => Write(terminal, parsed));
        });
        return command;
    }

    private static int Write(Terminal terminal, ParseResult parsed)
    {
        string path = parsed.GetRequiredValue(s_file), folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        string? model = parsed.GetValue(s_model);
        string reference = parsed.GetValue(s_project) is { } project ? $"#:project {Path.GetRelativePath(folder, project)}" : $"#:package Nobuco@{typeof(Converter).Assembly.GetName().Version!.ToString(3)}";
        string text = ConversionScript.Create(reference, model is null ? "model.pt2" : Path.GetRelativePath(folder, model), model is null ? null : ExportedProgram.Load(model));
        Save(path, text);
        terminal.WriteJson(new { path, missing = text.Split("throw new NotExpressibleException").Length - 1 });
        terminal.WriteLine($"[bold]{Markup.Escape(path)}[/]: run it with 'dotnet run {Markup.Escape(path)}'");
        return ExitCode.Success;
    }

    /// <summary>A file that is there is somebody's work and stays.</summary>
    private static void Save(string path, string text)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            stream.Write(System.Text.Encoding.UTF8.GetBytes(text));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ConversionException([new Diagnostic(Descriptors.CannotWrite, $"'{path}' cannot be written: {error.Message}", NextStep: "Choose another name; a file that is there is left alone.")]);
        }
    }
}
