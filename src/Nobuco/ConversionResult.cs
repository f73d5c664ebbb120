using System.Globalization;
using Nobuco.Conversion;
using Nobuco.PyTorch.Graph;
using Nobuco.TensorFlow.Executor;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Passes;
using Nobuco.TensorFlow.Targets;
using Nobuco.Tensors;

namespace Nobuco;

/// <summary>A converted model, ready to be saved.</summary>
public sealed class ConversionResult
{
    private readonly ConvertedGraph _converted;
    private readonly ConversionOptions _options;
    private readonly StageClock _clock;
    private readonly IReadOnlyList<Expectation> _expectations;

    internal ConversionResult(ConvertedGraph converted, ConversionOptions options, StageClock clock, ConversionReport report, IReadOnlyList<Expectation> expectations) =>
        (_converted, _options, _clock, Report, _expectations) = (converted, options, clock, report, expectations);

    /// <summary>What was done and found; <see cref="Save(string, bool)"/> adds to it.</summary>
    public ConversionReport Report { get; private set; }

    /// <summary>The converted graph before any target's passes.</summary>
    public TfGraph Graph => _converted.Graph;

    /// <inheritdoc cref="Save(IReadOnlyList{string}, bool)"/>
    /// <param name="path">A file or folder, or <c>FORMAT:PATH</c>. Replaced when it exists, but for a folder of something else; left alone when anything goes wrong.</param>
    /// <param name="force">Write it even if verification failed.</param>
    public void Save(string path, bool force = false) => Save([path], force);

    /// <summary>
    /// Writes the model in the formats that the names of the outputs tell, or that stand before them as in <c>savedmodel:out</c>. With full verification every written model is
    /// read back and executed first. Either all are written or none.
    /// </summary>
    /// <param name="paths">Files and folders, or <c>FORMAT:PATH</c>.</param>
    /// <param name="force">Write them even if verification failed.</param>
    /// <exception cref="ConversionException">
    /// Verification failed (NBC0302, NBC0303), a format is unknown (NBC0402) or cannot express the model (NBC0105), or an output cannot be written (NBC0401, NBC0403).
    /// </exception>
    public void Save(IReadOnlyList<string> paths, bool force = false)
    {
        Output[] outputs = Outputs(paths, _options);
        ThrowOnErrors(force);
        List<PendingOutput> pending = [];
        try
        {
            foreach (Output output in outputs)
                pending.Add(PendingOutput.For(output));
            Diagnostic[] notExpressible = [.. outputs.Zip(pending).SelectMany(o => Write(o.First.Target, o.Second))];
            if (notExpressible.Length > 0)
                throw new ConversionException(notExpressible, Report with { Diagnostics = [.. Report.Diagnostics, .. notExpressible], Stages = _clock.Stages });
            ThrowOnErrors(force);
            pending.ForEach(static output => output.Keep());
        }
        finally
        {
            pending.ForEach(static output => output.Dispose());
        }
    }

    /// <summary>Tells before a conversion what <see cref="Save(IReadOnlyList{string}, bool)"/> would refuse after it, whatever the model.</summary>
    /// <param name="paths">Files and folders, or <c>FORMAT:PATH</c>.</param>
    /// <param name="options">Those of the conversion.</param>
    /// <exception cref="ConversionException">A format is unknown (NBC0402) or does not do what the options ask for (NBC0201).</exception>
    public static void CheckOutputs(IReadOnlyList<string> paths, ConversionOptions options) => _ = Outputs(paths, options);

    private static Output[] Outputs(IReadOnlyList<string> paths, ConversionOptions options)
    {
        Output[] outputs = [.. paths.Select(new Targets(options).For)];
        CheckQuantization(outputs, options);
        return outputs;
    }

    private static void CheckQuantization(Output[] outputs, ConversionOptions options)
    {
        if (options.Quantization != WeightQuantization.None && !outputs.Any(static output => output.Target.IsLossy))
            throw new ConversionException([new Diagnostic(
                Descriptors.InvalidOption,
                $"Weights are to be stored as {options.Quantization}, which {string.Join(" and ", outputs.Select(static output => output.Target.Name).Distinct())} does not do.",
                NextStep: "Leave the option out, or write a TensorFlow.js model.")]);
    }

    private void ThrowOnErrors(bool force)
    {
        if (Report.HasErrors && !force)
            throw new ConversionException(Report.Diagnostics, Report);
    }

    /// <summary>Writes and checks one model under its temporary name.</summary>
    /// <returns>What the format cannot express.</returns>
    private IReadOnlyList<Diagnostic> Write(ITarget target, PendingOutput output)
    {
        RewriteLog log = new();
        try
        {
            TfGraph graph = _converted.Graph.Clone();
            IReadOnlyList<WrittenOperator> operators = _clock.Run("Writing", () => target.Write(graph, output.TemporaryPath, log));
            var written = new TargetReport(output.Path, target.Name, output.Length, Describe(operators), log.Entries.CountBy(static e => e.Rule).ToDictionary());
            if (_expectations.Count > 0 && _options.Verification == Verification.Full)
                written = written with { Written = Check(target, output.TemporaryPath) };
            Report = Report with
            {
                Transposes = [.. Report.Transposes.Select(transpose => IsIn(graph, transpose) ? transpose with { WrittenIn = [.. transpose.WrittenIn.Union([target.Name])] } : transpose)],
                Targets = [.. Report.Targets.Where(t => t.Path != output.Path), written],
                Diagnostics = [.. Report.Diagnostics.Union([.. Narrowed(log), .. Problems(written, target.IsLossy)])],
                Stages = _clock.Stages,
            };
            return [];
        }
        catch (TargetException error)
        {
            return [.. error.Nodes.Select(node => NotExpressible(target, node)), .. error.Problems.Select(NotExpressible)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw PendingOutput.CannotWrite(output.Path, error.Message);
        }
    }

    /// <summary>The operators, each with its nodes in the order of the model; passes join them in any.</summary>
    private IReadOnlyList<OperationReport> Describe(IReadOnlyList<WrittenOperator> operators)
    {
        Dictionary<string, int> positions = Report.Nodes.Select(static (node, index) => (node.Name, index)).ToDictionary();
        return [.. operators.Select(o => new OperationReport(o.Name, "", o.Inputs, o.Outputs, [.. o.Sources.OrderBy(source => positions.GetValueOrDefault(source, int.MaxValue))]))];
    }

    private static bool IsIn(TfGraph graph, TransposeReport transpose) =>
        graph.Nodes.Any(node => node.Op is Transpose && node.Sources.Intersect([.. transpose.Consumers, .. transpose.Outputs]).Any());

    /// <summary>What is right for numbers that fit 32 bits only.</summary>
    private static IEnumerable<Diagnostic> Narrowed(RewriteLog log) => log.Entries
        .Where(static entry => entry.Rule == "NarrowInt64")
        .Select(static entry => new Diagnostic(
            Descriptors.IntegersNarrowed,
            $"{entry.Operation} of int64 is computed in int32, since runtimes have no kernel for it.",
            entry.Origin,
            NextStep: "Make sure that its numbers fit 32 bits, or compute it in another type in the model."));

    private Diagnostic NotExpressible(ITarget target, TfNode node)
    {
        string message = $"{target.Name} has no operator for {node.Op.Name} of {string.Join(", ", node.Inputs.Select(i => i.Type))}.";
        Node? source = _converted.Nodes.Select(n => n.Node).FirstOrDefault(n => node.Sources.Contains(n.Name));
        const string next = "Replace the operator in the model by others.";
        return source is null ? new Diagnostic(Descriptors.NotExpressible, message, node.Origin, NextStep: next) : Diagnostic.At(source, Descriptors.NotExpressible, message, next);
    }

    private Diagnostic NotExpressible(TargetProblem problem)
    {
        Node? source = _converted.Nodes.Select(n => n.Node).FirstOrDefault(n => problem.Sources.Contains(n.Name));
        return source is null ? new Diagnostic(Descriptors.NotExpressible, problem.Message, NextStep: problem.NextStep) : Diagnostic.At(source, Descriptors.NotExpressible, problem.Message, problem.NextStep);
    }

    private IReadOnlyDictionary<string, Comparison> Check(ITarget target, string path) => _clock.Run("Checking the file", () => _expectations
        .SelectMany(expectation => expectation.Check(target, path, _converted, _options.Tolerance))
        .GroupBy(static output => output.Key)
        .ToDictionary(static output => output.Key, static output => output.Select(static o => o.Value).Aggregate(Comparison.Worse)));

    /// <summary>What was asked to be stored in fewer bits is less accurate, which is told and no error.</summary>
    private IEnumerable<Diagnostic> Problems(TargetReport target, bool isLossy) => target.Written.Where(static w => !w.Value.Passes).Select(w => new Diagnostic(
        isLossy ? Descriptors.QuantizationLoss : Descriptors.WrittenFileDiffers,
        $"The output '{w.Key}' of the written {target.Format} is off by {w.Value.MaxAbsolute:g3} ({w.Value.MaxRelative:g3} of its magnitude). {w.Value.Message}".TrimEnd(),
        NextStep: isLossy ? "Store the weights in more bits if this is not accurate enough." : $"{Noise(w.Key)}Raise --tolerance if this is accurate enough, or keep the file with --force."));

    /// <summary>Tells where an error comes from rounding that the model itself amplifies.</summary>
    private string Noise(string output)
    {
        double noise = _expectations.Max(expectation => expectation.Noise.Value.GetValueOrDefault(output));
        return noise > _options.Tolerance / 10 ? string.Create(CultureInfo.InvariantCulture, $"The model amplifies rounding: its numbers in single and in double precision are {noise:g2} of the magnitude apart. ") : "";
    }
}

/// <summary>Inputs and PyTorch's outputs for them, in PyTorch's order.</summary>
/// <param name="Noise">How far the outputs are from those of double precision, relative to their magnitude.</param>
internal sealed record Expectation(IReadOnlyList<Tensor> Inputs, IReadOnlyDictionary<string, Tensor> Outputs, Lazy<IReadOnlyDictionary<string, double>> Noise)
{
    /// <summary>Executes a written model and compares its outputs, also where its format only has another element type for them.</summary>
    public IReadOnlyDictionary<string, Comparison> Check(ITarget target, string path, ConvertedGraph converted, double tolerance)
    {
        Dictionary<string, Tensor> given = converted.Inputs.Zip(Inputs).ToDictionary(i => i.First.Name, i => Verifier.ToPhysical(i.Second, i.First.Order));
        TfGraph graph = target.Read(path, given.ToDictionary(i => i.Key, i => i.Value.Shape));
        IReadOnlyDictionary<string, Tensor> computed = TfExecutor.Run(graph, graph.Inputs.ToDictionary(i => i.Name, i => given[i.Name].Cast(i.Value.Type.DType)));
        return converted.Outputs.Select((port, index) => (Port: port, Tensor: computed[NameOf(port, index)])).ToDictionary(
            static o => o.Port.Name,
            o => TensorComparison.Compare(Outputs[o.Port.Name], Verifier.ToLogical(o.Tensor, o.Port.Order).Cast(Outputs[o.Port.Name].DType), tolerance));

        // A format that does not take a name keeps the place.
        string NameOf(ModelPort port, int index) => computed.ContainsKey(port.Name) ? port.Name : graph.Outputs[index].Name;
    }
}
