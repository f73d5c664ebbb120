using System.CommandLine;
using System.Diagnostics;
using Nobuco.Cli.Models;
using Nobuco.Cli.Output;
using Nobuco.PyTorch.Export;
using Nobuco.TensorFlow.Targets;
using Spectre.Console;

namespace Nobuco.Cli.Commands;

/// <summary><c>nobuco convert MODEL -o OUT</c></summary>
internal static class ConvertCommand
{
    private static readonly Argument<string> s_model = new("MODEL") { Description = "A .pt2 file of torch.export." };
    private static readonly Option<string[]> s_output = new("--output", "-o") { Description = "The file or folder to write, several times for several; its name chooses the format (*.tflite, *.keras, *.h5, saved_model/, web_model/), or the word before it does (savedmodel:PATH, tfjs:PATH).", HelpName = "OUT", Required = true };
    private static readonly Option<string[]> s_inputOrder = Order("--input-order", "inputs");
    private static readonly Option<string[]> s_outputOrder = Order("--output-order", "outputs");
    private static readonly Option<string[]> s_orderHint = Named("--order-hint", "NAME=ORDER", "Brings the results of a node or module into an order, tensorflow or pytorch, where the choice made for the whole model is not what is wanted.");
    private static readonly Option<string[]> s_module = Named("--module", "NAME=FILE", "Takes a .tflite file in the place of a module, by path or class: its inputs and outputs are channels-last, or as in PyTorch with NAME=FILE,pytorch.");
    private static readonly Option<string?> s_inputs = new("--inputs", "-i") { Description = "Inputs to verify with, by name or in0, in1, …, in PyTorch's axis order (.npz or .safetensors). Without it the file's example inputs, or random ones.", HelpName = "FILE" };
    private static readonly Option<Verification> s_verify = new("--verify") { Description = "What to check: nothing, every node, or every node and the written file.", DefaultValueFactory = static _ => Verification.Full };
    private static readonly Option<double> s_tolerance = new("--tolerance") { Description = "The largest accumulated error that passes, relative to the largest magnitude of PyTorch's tensor.", DefaultValueFactory = static _ => new ConversionOptions().Tolerance };
    private static readonly Option<TraceMode> s_trace = new("--trace") { Description = "How much of the trace tree to print: every operator; what is right folded (as long models are without this option); or only what is wrong.", HelpName = "full|summary|failures" };
    private static readonly Option<string[]> s_report = Report();
    private static readonly Option<string?> s_minRuntime = new("--min-runtime") { Description = "The oldest TensorFlow Lite that must run a .tflite model: 2.9. Without it operators are as new as makes the best model.", HelpName = "VERSION" };
    private static readonly Option<WeightQuantization> s_quantize = new("--quantize") { Description = "Stores the float weights of a TensorFlow.js model in fewer bits: float16, uint8 or uint16.", HelpName = "none|float16|uint8|uint16", DefaultValueFactory = static _ => WeightQuantization.None };
    private static readonly Option<bool> s_force = new("--force") { Description = "Keep the file even if verification fails; the exit code still tells." };

    public static Command Create(Option<bool> json)
    {
        var command = new Command("convert", "Converts a model and verifies the result.") { s_model, s_output, s_inputOrder, s_outputOrder, s_orderHint, s_module, s_inputs, s_verify, s_tolerance, s_minRuntime, s_quantize, s_force, s_trace, s_report };
        command.SetAction(parsed =>
        {
            var terminal = new Terminal(parsed.GetValue(json));
            return CommandRunner.Run(terminal, () => Convert(terminal, parsed), (diagnostics, report) => Finish(terminal, parsed, diagnostics, report));
        });
        return command;
    }

    private static Option<string[]> Order(string name, string what) => new(name)
    {
        Description = $"Axis order of the {what}: tensorflow (images channels-last, the default), pytorch (as they are) or auto (whichever moves the least data); for all, or for one as NAME=ORDER.",
        HelpName = "ORDER",
        AllowMultipleArgumentsPerToken = true,
    };

    private static Option<string[]> Named(string name, string form, string description) => new(name) { Description = description, HelpName = form, AllowMultipleArgumentsPerToken = true };

    private static Option<string[]> Report()
    {
        var option = new Option<string[]>("--report") { Description = "Also write the report to a file, to read (*.html) or for programs (*.json); several times for several. It is written also when the conversion fails.", HelpName = "FILE" };
        option.Validators.Add(static result =>
        {
            foreach (string path in result.Tokens.Select(static token => token.Value).Where(static path => !ConversionReport.CanSave(path)))
                result.AddError($"The name of the report '{path}' does not tell its form: it ends in .html or .json.");
        });
        return option;
    }

    private static int Convert(Terminal terminal, ParseResult parsed)
    {
        using var progress = new ProgressLine(terminal);
        ConversionOptions options = Options(parsed, progress);
        string[] outputs = parsed.GetRequiredValue(s_output);
        ConversionResult.CheckOutputs(outputs, options);
        var reading = Stopwatch.StartNew();
        progress.Report(new ConversionProgress("Reading", 0));
        var program = ExportedProgram.Load(parsed.GetRequiredValue(s_model));
        reading.Stop();
        ConversionResult result = Converter.Convert(program, options);
        result.Save(outputs, parsed.GetValue(s_force));
        progress.Clear();
        ConversionReport report = result.Report with { Stages = [new StageTime("Reading", reading.Elapsed), .. result.Report.Stages] };
        return Finish(terminal, parsed, report.Diagnostics, report);
    }

    /// <summary>Shows the report and writes it to files, also after a failure.</summary>
    /// <param name="report">Null when there was none before it failed.</param>
    private static int Finish(Terminal terminal, ParseResult parsed, IReadOnlyList<Diagnostic> diagnostics, ConversionReport? report)
    {
        if (report is null)
            terminal.WriteJsonText(JsonReport.Text(diagnostics));
        else
            ReportWriter.Write(terminal, report, parsed.GetValue(s_trace));
        report ??= new ConversionReport { Model = Path.GetFileName(parsed.GetRequiredValue(s_model)), TorchVersion = "unknown" };
        diagnostics = [.. diagnostics, .. SaveReports(terminal, parsed, report with { Diagnostics = [.. report.Diagnostics.Union(diagnostics)] })];
        DiagnosticWriter.Write(terminal, diagnostics);
        return ExitCode.Of(diagnostics);
    }

    private static List<Diagnostic> SaveReports(Terminal terminal, ParseResult parsed, ConversionReport report)
    {
        List<Diagnostic> problems = [];
        foreach (string path in parsed.GetValue(s_report) ?? [])
        {
            try
            {
                report.Save(path);
                terminal.WriteLine($"[bold]{Markup.Escape(path)}[/]: report");
            }
            catch (ConversionException error)
            {
                problems.AddRange(error.Diagnostics);
            }
        }
        return problems;
    }

    private static Version Runtime(string text) => Version.TryParse(text, out Version? version)
        ? version
        : throw new ConversionException([new Diagnostic(Descriptors.InvalidOption, $"'{text}' is no version of TensorFlow Lite.", NextStep: "Give major and minor version: --min-runtime 2.9.")]);

    private static ConversionOptions Options(ParseResult parsed, IProgress<ConversionProgress> progress)
    {
        OrderChoice inputs = OrderChoice.Parse(parsed.GetValue(s_inputOrder) ?? []), outputs = OrderChoice.Parse(parsed.GetValue(s_outputOrder) ?? []);
        return new ConversionOptions
        {
            InputOrder = inputs.Default,
            InputOrders = inputs.ByName,
            OutputOrder = outputs.Default,
            OutputOrders = outputs.ByName,
            OrderHints = OrderChoice.ParseHints(parsed.GetValue(s_orderHint) ?? []),
            Converters = ModuleFile.Add(Converters.Default, parsed.GetValue(s_module) ?? []),
            Inputs = parsed.GetValue(s_inputs) is { } path ? TensorFiles.Read(path) : null,
            Verification = parsed.GetValue(s_verify),
            Quantization = parsed.GetValue(s_quantize),
            Tolerance = parsed.GetValue(s_tolerance),
            MinimumRuntime = parsed.GetValue(s_minRuntime) is { } runtime ? Runtime(runtime) : null,
            Progress = progress,
        };
    }
}
