using Nobuco.Conversion;
using Nobuco.Conversion.Layout;
using Nobuco.PyTorch.Export;
using Nobuco.PyTorch.Graph;
using Nobuco.PyTorch.Tracing;
using Nobuco.Tensors;

namespace Nobuco;

/// <summary>Converts PyTorch programs.</summary>
/// <example><code>
/// var program = ExportedProgram.Load("model.pt2");
/// var result = Converter.Convert(program);
/// result.Save("model.tflite");
/// </code></example>
public static class Converter
{
    /// <summary>Traces, converts and, unless told otherwise, verifies every node.</summary>
    /// <returns>The converted model. Its report may hold errors of verification; <see cref="ConversionResult.Save"/> refuses it then unless forced.</returns>
    /// <exception cref="ConversionException">Something cannot be converted; all of it is listed, and the report is in the exception.</exception>
    public static ConversionResult Convert(ExportedProgram program, ConversionOptions? options = null)
    {
        options ??= new ConversionOptions();
        var clock = new StageClock(options.Progress);
        TorchGraph graph = clock.Run("Tracing", () => Tracer.Trace(program));
        (ConvertedGraph converted, IReadOnlyList<Diagnostic> diagnostics) = clock.Run("Converting", () => ConvertGraph(graph, options));
        diagnostics = [.. CheckState(graph), .. diagnostics];
        var reporter = new Reporter(program, graph, converted);
        if (diagnostics.Any(static d => d.Severity == Severity.Error))
            throw new ConversionException(diagnostics, reporter.Report(diagnostics, clock.Stages));
        if (options.Verification == Verification.None)
            return new ConversionResult(converted, options, clock, reporter.Report(diagnostics, clock.Stages), null);
        (IReadOnlyList<Tensor> inputs, string source) = VerificationInputs.Choose(graph, options.Inputs, program.ExampleInputs?.OfType<Tensor>().ToArray());
        VerifierResult verified = clock.Run("Verifying", progress => Verifier.Run(graph, converted, inputs, options.Tolerance, progress));
        return new ConversionResult(converted, options, clock, reporter.Verified(diagnostics, verified, source, options.Tolerance, clock.Stages), new Expectation(inputs, verified.Outputs));
    }

    private static (ConvertedGraph Graph, IReadOnlyList<Diagnostic> Diagnostics) ConvertGraph(TorchGraph graph, ConversionOptions options)
    {
        CheckNames(graph.Inputs.Select(i => i.Name), options.InputOrders.Keys, "input");
        CheckNames(graph.Outputs.Select(o => o.Name), options.OutputOrders.Keys, "output");
        ConvertedGraph converted = GraphConverter.Convert(
            graph,
            options.Converters,
            new PortChoice(options.InputOrder, options.InputOrders),
            new PortChoice(options.OutputOrder, options.OutputOrders),
            out IReadOnlyList<Diagnostic> diagnostics);
        return (converted, diagnostics);
    }

    private static void CheckNames(IEnumerable<string> known, IEnumerable<string> asked, string kind)
    {
        string[] names = [.. known];
        if (asked.Except(names).FirstOrDefault() is { } unknown)
            throw new ConversionException([new Diagnostic(Descriptors.InvalidOption, $"There is no {kind} '{unknown}'; the model has {string.Join(", ", names)}.")]);
    }

    private static IEnumerable<Diagnostic> CheckState(TorchGraph graph) => graph.Mutations.Select(mutation => mutation.IsBuffer
        ? new Diagnostic(
            Descriptors.StateNotConverted,
            $"The model writes to its buffer '{mutation.Target}'; models with state are not converted.",
            NextStep: "Return the new value as an output and give it back as an input of the next call.")
        : new Diagnostic(Descriptors.InputWriteDropped, $"The model writes to its input '{mutation.Target}'; the converted model leaves its inputs as they are."));
}
