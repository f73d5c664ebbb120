namespace Nobuco;

/// <summary>All that is known of a conversion, also of one that failed. Renderers show it; it holds no tensors.</summary>
public sealed record ConversionReport
{
    /// <summary>The name of the model's file, without its folder.</summary>
    public required string Model { get; init; }

    /// <summary>The PyTorch version that wrote the program: <c>2.13.0+cpu</c>.</summary>
    public required string TorchVersion { get; init; }

    /// <summary>The inputs in PyTorch's pytree order.</summary>
    public IReadOnlyList<ModelPort> Inputs { get; init; } = [];

    /// <summary>The outputs in PyTorch's pytree order; those that are Python constants are left out.</summary>
    public IReadOnlyList<ModelPort> Outputs { get; init; } = [];

    /// <summary>All nodes in execution order.</summary>
    public IReadOnlyList<NodeReport> Nodes { get; init; } = [];

    /// <summary>All transposes that conversion inserted, in the order of the nodes that want them.</summary>
    public IReadOnlyList<TransposeReport> Transposes { get; init; } = [];

    /// <summary>Those of <see cref="Transposes"/> that move bytes and are in a written model; before one is written, all that move bytes.</summary>
    public IEnumerable<TransposeReport> RemainingTransposes => Transposes.Where(transpose => transpose.Bytes > 0 && (Targets.Count == 0 || transpose.WrittenIn.Count > 0));

    /// <summary>All problems that were found.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>What was checked end to end: null when nothing was.</summary>
    public VerificationReport? Verification { get; init; }

    /// <summary>The models that were written, in the order in which they were asked for.</summary>
    public IReadOnlyList<TargetReport> Targets { get; init; } = [];

    /// <summary>The stages and how long each took.</summary>
    public IReadOnlyList<StageTime> Stages { get; init; } = [];

    /// <summary>The first node whose own result is wrong, computed from PyTorch's inputs: what comes after it can be wrong because of it. Null when there is none.</summary>
    public NodeReport? FirstWrong => Nodes.FirstOrDefault(static node => !node.TeacherForced.Passes);

    /// <summary>The command that cuts <see cref="FirstWrong"/> out of the model, with what it gets, as a model of its own.</summary>
    public string? ReproductionCommand { get; init; }

    /// <summary>True when there is a diagnostic of severity <see cref="Severity.Error"/>.</summary>
    public bool HasErrors => Diagnostics.Any(static d => d.Severity == Severity.Error);

    /// <summary>The nodes as a tree of module calls.</summary>
    public IReadOnlyList<TraceNode> Trace() => TraceNode.Build(Nodes);

    /// <summary>Whether the extension of a path tells a form of the report: <c>.html</c>, <c>.json</c>.</summary>
    public static bool CanSave(string path) => ReportFile.IsForm(path);

    /// <summary>Writes the report; its extension chooses the form: <c>.html</c> to read, <c>.json</c> for programs (docs/report.md describes both).</summary>
    /// <param name="path">Replaced when it exists.</param>
    /// <exception cref="ConversionException">No form has the extension (NBC0402), or the file cannot be written (NBC0401).</exception>
    public void Save(string path) => ReportFile.Save(this, path);
}
