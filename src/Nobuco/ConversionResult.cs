using Nobuco.Conversion;
using Nobuco.PyTorch.Graph;
using Nobuco.TensorFlow.Executor;
using Nobuco.TensorFlow.Graph;
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

    /// <summary>What was done and found; <see cref="Save"/> adds to it.</summary>
    public ConversionReport Report { get; private set; }

    /// <summary>The converted graph before any target's passes.</summary>
    public TfGraph Graph => _converted.Graph;

    /// <summary>Writes the model in the format of the path's extension. With full verification the written file is read back and executed first.</summary>
    /// <param name="path">Replaced when it exists; left alone when anything goes wrong.</param>
    /// <param name="force">Write the file even if verification failed.</param>
    /// <exception cref="ConversionException">
    /// Verification failed (NBC0302, NBC0303), the format is unknown (NBC0402) or cannot express the model (NBC0105), or the file cannot be written (NBC0401).
    /// </exception>
    public void Save(string path, bool force = false)
    {
        ITarget target = Targets.For(path);
        if (Report.HasErrors && !force)
            throw new ConversionException(Report.Diagnostics, Report);
        using var file = PendingFile.For(path);
        RewriteLog log = new();
        IReadOnlyDictionary<string, int> operators = Write(target, file, log);
        Report = Report with
        {
            Target = new TargetReport(path, target.Name, file.Length, operators, log.Entries.CountBy(static e => e.Rule).ToDictionary()),
            Stages = _clock.Stages,
            Diagnostics = [.. Report.Diagnostics, .. Narrowed(log)],
        };
        if (_expectations.Count > 0 && _options.Verification == Verification.Full)
            VerifyWritten(target, file.TemporaryPath);
        if (Report.HasErrors && !force)
            throw new ConversionException(Report.Diagnostics, Report);
        file.Keep();
    }

    private IReadOnlyDictionary<string, int> Write(ITarget target, PendingFile file, RewriteLog log)
    {
        try
        {
            return _clock.Run("Writing", () => target.Write(_converted.Graph.Clone(), file.TemporaryPath, log));
        }
        catch (TargetException error)
        {
            IReadOnlyList<Diagnostic> diagnostics = [.. error.Nodes.Select(node => NotExpressible(target, node))];
            Report = Report with { Diagnostics = [.. Report.Diagnostics, .. diagnostics], Stages = _clock.Stages };
            throw new ConversionException(diagnostics, Report);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw PendingFile.CannotWrite(file.Path, error);
        }
    }

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
        Node? source = _converted.Nodes.Select(n => n.Node).FirstOrDefault(n => n.Provenance.ModulePath == node.Origin || n.Name == node.Origin);
        const string next = "Replace the operator in the model by others.";
        return source is null ? new Diagnostic(Descriptors.NotExpressible, message, node.Origin, NextStep: next) : Diagnostic.At(source, Descriptors.NotExpressible, message, next);
    }

    private void VerifyWritten(ITarget target, string path)
    {
        IReadOnlyDictionary<string, Comparison> written = _clock.Run("Checking the file", () => _expectations
            .SelectMany(expectation => expectation.Check(target, path, _converted, _options.Tolerance))
            .GroupBy(static output => output.Key)
            .ToDictionary(static output => output.Key, static output => output.Select(static o => o.Value).Aggregate(Comparison.Worse)));
        IEnumerable<Diagnostic> problems = written.Where(static w => !w.Value.Passes).Select(w => new Diagnostic(
            Descriptors.WrittenFileDiffers,
            $"The written file's output '{w.Key}' is off by {w.Value.MaxAbsolute:g3} ({w.Value.MaxRelative:g3} of its magnitude). {w.Value.Message}".TrimEnd(),
            NextStep: "Raise --tolerance if this is accurate enough, or keep the file with --force."));
        Report = Report with
        {
            Verification = Report.Verification! with { Written = written },
            Diagnostics = [.. Report.Diagnostics, .. problems],
            Stages = _clock.Stages,
        };
    }
}

/// <summary>Inputs and PyTorch's outputs for them, in PyTorch's order.</summary>
internal sealed record Expectation(IReadOnlyList<Tensor> Inputs, IReadOnlyDictionary<string, Tensor> Outputs)
{
    /// <summary>Executes a written file and compares its outputs.</summary>
    public IReadOnlyDictionary<string, Comparison> Check(ITarget target, string path, ConvertedGraph converted, double tolerance)
    {
        Dictionary<string, Tensor> given = converted.Inputs.Zip(Inputs).ToDictionary(i => i.First.Name, i => Verifier.ToPhysical(i.Second, i.First.Order));
        TfGraph graph = target.Read(path, given.ToDictionary(i => i.Key, i => i.Value.Shape));
        IReadOnlyDictionary<string, Tensor> computed = TfExecutor.Run(graph, given);
        return converted.Outputs.ToDictionary(
            o => o.Name,
            o => TensorComparison.Compare(Outputs[o.Name], Verifier.ToLogical(computed[o.Name], o.Order), tolerance));
    }
}
