using System.CommandLine;
using Nobuco.Cli.Models;
using Nobuco.Cli.Output;
using Nobuco.PyTorch.Export;
using Nobuco.Tensors;
using Spectre.Console;

namespace Nobuco.Cli.Commands;

/// <summary><c>nobuco extract MODEL --node NAME -o repro.pt2</c></summary>
internal static class ExtractCommand
{
    private static readonly Argument<string> s_model = new("MODEL") { Description = "A .pt2 file of torch.export." };
    private static readonly Option<string?> s_node = new("--node") { Description = "The node to cut out, by the name that the report has for it.", HelpName = "NAME" };
    private static readonly Option<string?> s_module = new("--module") { Description = "The module to cut out, by its path; PATH@1 is its second call.", HelpName = "PATH" };
    private static readonly Option<string> s_output = new("--output", "-o") { Description = "The .pt2 file to write.", HelpName = "FILE", Required = true };
    private static readonly Option<string?> s_inputs = new("--inputs", "-i") { Description = "Inputs to run the model on, by name or in0, in1, … (.npz or .safetensors). Without it the file's example inputs, or random ones.", HelpName = "FILE" };

    private static readonly Option<string> s_minTorch = new("--min-torch") { Description = "The oldest PyTorch that must load the file, 2.6 or later. Without it 2.9.", HelpName = "VERSION", DefaultValueFactory = static _ => "2.9" };

    public static Command Create(Option<bool> json)
    {
        var command = new Command("extract", "Cuts a node or module with its real inputs into a .pt2 file that PyTorch loads.") { s_model, s_node, s_module, s_output, s_inputs, s_minTorch };
        command.SetAction(parsed =>
        {
            var terminal = new Terminal(parsed.GetValue(json));
            return CommandRunner.Run(terminal, () => Extract(terminal, parsed));
        });
        return command;
    }

    private static int Extract(Terminal terminal, ParseResult parsed)
    {
        var options = new ConversionOptions { Inputs = parsed.GetValue(s_inputs) is { } path ? TensorFiles.Read(path) : null };
        Version minimumTorch = MinimumTorch(parsed.GetValue(s_minTorch)!);
        ExportedProgram program = ExportedProgram.Load(parsed.GetRequiredValue(s_model));
        ExportedProgram part = (parsed.GetValue(s_node), parsed.GetValue(s_module)) switch
        {
            ({ } node, null) => Reproduction.OfNode(program, node, options),
            (null, { } module) => Reproduction.OfModule(program, module, options),
            _ => throw new ConversionException([new Diagnostic(Descriptors.InvalidOption, "One of --node and --module must say what to cut out.", NextStep: "The report of 'nobuco convert' names the nodes, 'nobuco inspect' the modules.")]),
        };
        string output = parsed.GetRequiredValue(s_output);
        Save(part, output, minimumTorch);
        Show(terminal, part, output);
        return ExitCode.Success;
    }

    private static Version MinimumTorch(string text) => Version.TryParse(text, out Version? version) && version >= new Version(2, 6)
        ? version
        : throw new ConversionException([new Diagnostic(Descriptors.InvalidOption, $"'{text}' is no version of PyTorch from 2.6 on.", NextStep: "Give major and minor version: --min-torch 2.6.")]);

    private static void Save(ExportedProgram part, string path, Version minimumTorch)
    {
        try
        {
            part.Save(path, minimumTorch);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ConversionException([new Diagnostic(Descriptors.CannotWrite, $"'{path}' cannot be written: {error.Message}", NextStep: "Choose another path, or make its folder writable.")]);
        }
    }

    private static void Show(Terminal terminal, ExportedProgram part, string path)
    {
        var summary = ProgramSummary.Of(part);
        terminal.WriteJson(new { path, nodes = part.NodeNames, inputs = summary.Inputs, outputs = summary.Outputs, weights = summary.Weights });
        TextTable.Write(terminal, "Nodes", [.. part.NodeNames.Select(static name => new[] { name })]);
        TextTable.Write(terminal, "Inputs, with what they hold in the model", [.. part.Inputs.Zip(part.ExampleInputs ?? [], static (input, value) => new[] { input.Name, input.Type?.ToString() ?? "int", value is Tensor tensor ? TensorStatistics.Of(input.Name, tensor).Values : $"{value}" })]);
        TextTable.Write(terminal, "Weights", [.. summary.Weights.Select(static weight => new[] { weight.Name, $"{weight.DType}[{string.Join(",", weight.Shape)}]" })]);
        terminal.WriteLine();
        terminal.WriteLine($"[bold]{Markup.Escape(path)}[/]: {Sizes.Bytes(new FileInfo(path).Length)}");
        terminal.WriteLine($"  nobuco convert {Markup.Escape(path)} -o repro.tflite");
        terminal.WriteLine($"  python: program = torch.export.load({Markup.Escape($"\"{path}\"")}); args, kwargs = program.example_inputs; program.module()(*args, **kwargs)");
    }
}
