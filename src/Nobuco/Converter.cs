using Nobuco.Conversion;
using Nobuco.Conversion.Layout;
using Nobuco.Conversion.Modules;
using Nobuco.PyTorch.Aten;
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
    /// <returns>The converted model. Its report may hold errors of verification; <see cref="ConversionResult.Save(string, bool)"/> refuses it then unless forced.</returns>
    /// <param name="program">As <see cref="ExportedProgram"/>.Load reads it; its weights are read while converting and while saving.</param>
    /// <param name="options">What to do; the defaults if null.</param>
    /// <exception cref="ConversionException">
    /// Something cannot be converted (NBC01xx): all of it is listed, and the report is in the exception. Or options or inputs do not fit the model (NBC02xx).
    /// </exception>
    public static ConversionResult Convert(ExportedProgram program, ConversionOptions? options = null)
    {
        options ??= new ConversionOptions();
        CheckTolerance(options.Tolerance);
        var clock = new StageClock(options.Progress);
        TorchGraph graph = clock.Run("Tracing", () => Trace(program, options.Converters));
        (graph, ConvertedGraph converted, IReadOnlyList<Diagnostic> diagnostics) = clock.Run("Converting", () => ConvertGraph(graph, options));
        diagnostics = [.. CheckState(graph), .. diagnostics];
        var reporter = new Reporter(program, graph, converted);
        if (diagnostics.Any(static d => d.Severity == Severity.Error))
            throw new ConversionException(diagnostics, reporter.Report(diagnostics, clock.Stages));
        if (options.Verification == Verification.None)
            return new ConversionResult(converted, options, clock, reporter.Report(diagnostics, clock.Stages), []);
        (IReadOnlyList<Tensor> inputs, string source) = VerificationInputs.Choose(graph, options.Inputs, program.ExampleInputs?.OfType<Tensor>().ToArray());
        VerifierResult verified = clock.Run("Verifying", progress => Verifier.Run(graph, converted, Evaluator(options), inputs, options.Tolerance, progress));
        List<Expectation> expectations = [Expect(inputs, verified)];
        if (VerificationInputs.OfOtherSizes(graph, inputs) is { } others && clock.Run("Verifying another size", progress => TryVerify(graph, converted, others, options, progress)) is { } second)
        {
            expectations.Add(Expect(others, second));
            verified = verified.And(second);
        }
        return new ConversionResult(converted, options, clock, reporter.Verified(diagnostics, verified, source, options.Tolerance, clock.Stages), expectations);

        Expectation Expect(IReadOnlyList<Tensor> given, VerifierResult result) =>
            new(given, result.Outputs, new Lazy<IReadOnlyDictionary<string, double>>(() => RoundingNoise.Measure(graph, new EagerSurface(options.EagerOperators), given, result.Outputs)));
    }

    /// <summary>Null when PyTorch's program itself does not run on these inputs: not every size in a symbol's range has to be one that a model takes.</summary>
    private static VerifierResult? TryVerify(TorchGraph graph, ConvertedGraph converted, IReadOnlyList<Tensor> inputs, ConversionOptions options, Action<double> progress)
    {
        try
        {
            _ = Evaluator(options).Run(graph, inputs);
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or UnsupportedOperatorException)
        {
            return null;
        }
        return Verifier.Run(graph, converted, Evaluator(options), inputs, options.Tolerance, progress);
    }

    private static TorchGraphEvaluator Evaluator(ConversionOptions options) => new(new EagerSurface(options.EagerOperators));

    internal static TorchGraph Trace(ExportedProgram program, Converters converters)
    {
        try
        {
            return Tracer.Trace(program, converters.CustomSchemas);
        }
        catch (TracingException error)
        {
            throw new ConversionException([new Diagnostic(
                Descriptors.NotFunctional,
                error.Message,
                error.Provenance.ModulePath,
                error.Provenance.Line,
                "Use a form of the operator in the model that returns its result instead of writing to its arguments.")]);
        }
    }

    /// <summary>The graph in which every node is what one converter converts, and its conversion.</summary>
    private static (TorchGraph Graph, ConvertedGraph Converted, IReadOnlyList<Diagnostic> Diagnostics) ConvertGraph(TorchGraph graph, ConversionOptions options)
    {
        CheckNames(graph.Inputs.Select(i => i.Name), options.InputOrders.Keys, "input");
        CheckNames(graph.Outputs.Select(o => o.Name), options.OutputOrders.Keys, "output");
        PreparedGraph prepared = OrderHints.Apply(BlockShuffles.Apply(ModuleGrouping.Apply(graph, options.Converters)), options.OrderHints);
        ConvertedGraph converted = GraphConverter.Convert(
            prepared,
            options.Converters,
            new PortChoice(options.InputOrder, options.InputOrders),
            new PortChoice(options.OutputOrder, options.OutputOrders),
            out IReadOnlyList<Diagnostic> diagnostics);
        return (prepared.Graph, converted, diagnostics);
    }

    private static void CheckNames(IEnumerable<string> known, IEnumerable<string> asked, string kind)
    {
        string[] names = [.. known];
        if (asked.Except(names).FirstOrDefault() is { } unknown)
            throw new ConversionException([new Diagnostic(Descriptors.InvalidOption, $"There is no {kind} '{unknown}'; the model has {string.Join(", ", names)}.")]);
    }

    private static void CheckTolerance(double tolerance)
    {
        if (!(tolerance >= 0))
            throw new ConversionException([new Diagnostic(Descriptors.InvalidOption, $"The tolerance is {tolerance}; it must be 0 or more.")]);
    }

    private static IEnumerable<Diagnostic> CheckState(TorchGraph graph) => graph.Mutations.Select(mutation => mutation.IsBuffer
        ? new Diagnostic(
            Descriptors.StateNotConverted,
            $"The model writes to its buffer '{mutation.Target}'; models with state are not converted.",
            NextStep: "Return the new value as an output and give it back as an input of the next call.")
        : new Diagnostic(Descriptors.InputWriteDropped, $"The model writes to its input '{mutation.Target}'; the converted model leaves its inputs as they are."));
}
