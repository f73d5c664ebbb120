using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Nobuco.Cli.Models;
using Nobuco.Cli.Output;
using Nobuco.Tensors;
using Spectre.Console;

namespace Nobuco.Cli.Commands;

/// <summary><c>nobuco run MODEL --inputs IN.npz -o OUT.npz</c></summary>
internal static class RunCommand
{
    public static Command Create(Option<bool> json)
    {
        var model = new Argument<string>("MODEL") { Description = "A .pt2 or .tflite file." };
        var inputs = new Option<string?>("--inputs", "-i") { Description = "Inputs by name, or in0, in1, … (.npz or .safetensors). Without it the example inputs that a .pt2 holds are used.", HelpName = "FILE" };
        var output = new Option<string?>("--output", "-o") { Description = "Where to write the outputs, by name (.npz or .safetensors).", HelpName = "FILE" };
        var wide = new Option<bool>("--double") { Description = "Computes a .pt2 in double precision: what its outputs differ from those without it is rounding." };
        var command = new Command("run", "Runs a .pt2 or .tflite model with our own executors.") { model, inputs, output, wide };
        command.SetAction(parsed =>
        {
            var terminal = new Terminal(parsed.GetValue(json));
            return CommandRunner.Run(terminal, () => Run(terminal, IRunnableModel.Open(parsed.GetRequiredValue(model), parsed.GetValue(wide)), parsed.GetValue(inputs), parsed.GetValue(output)));
        });
        return command;
    }

    private static int Run(Terminal terminal, IRunnableModel model, string? inputPath, string? outputPath)
    {
        IReadOnlyList<object?> inputs = inputPath is null ? Examples(model) : Chosen(model, TensorFiles.Read(inputPath));
        var watch = Stopwatch.StartNew();
        IReadOnlyList<KeyValuePair<string, Tensor>> outputs = Execute(model, inputs);
        watch.Stop();
        if (outputPath is not null)
            TensorFiles.Write(outputPath, outputs);
        terminal.WriteJson(new
        {
            outputs = outputs.Select(output => new { name = output.Key, dtype = output.Value.DType.Name(), shape = output.Value.Shape.ToArray() }),
            seconds = watch.Elapsed.TotalSeconds,
            file = outputPath,
        });
        TextTable.Write(terminal, "Outputs", [.. outputs.Select(output => new[] { output.Key, output.Value.ToString(), TensorStatistics.Of(output.Key, output.Value).Values })]);
        terminal.WriteLine();
        terminal.WriteLine(Markup.Escape(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds:0.000} s{(outputPath is null ? "" : $", written to {outputPath}")}")));
        return ExitCode.Success;
    }

    private static IReadOnlyList<KeyValuePair<string, Tensor>> Execute(IRunnableModel model, IReadOnlyList<object?> inputs)
    {
        try
        {
            return model.Run(inputs);
        }
        catch (ArgumentException error)
        {
            throw Invalid(model, error.Message);
        }
    }

    private static IReadOnlyList<object?> Examples(IRunnableModel model) =>
        model.Examples ?? (model.Inputs.Count == 0 ? [] : throw Invalid(model, "The file holds no example inputs."));

    private static object?[] Chosen(IRunnableModel model, IReadOnlyDictionary<string, Tensor> given) =>
    [
        .. model.Inputs.Select((input, i) => given.GetValueOrDefault(input.Name) ?? given.GetValueOrDefault($"in{i}")
            ?? throw Invalid(model, $"The input '{input.Name}' is missing; given are {string.Join(", ", given.Keys)}.")),
    ];

    private static ConversionException Invalid(IRunnableModel model, string message) => new([new Diagnostic(
        Descriptors.InvalidInputs,
        message,
        NextStep: $"Give, by --inputs, {string.Join(", ", model.Inputs.Select(input => $"{input.Name}: {input.Type}"))}.")]);
}
