using Nobuco.PyTorch.Graph;

namespace Nobuco;

/// <summary>All that is known of a conversion, also of one that failed. Renderers show it; it holds no tensors.</summary>
public sealed record ConversionReport
{
    /// <summary>The PyTorch version that wrote it.</summary>
    public required string TorchVersion { get; init; }

    public IReadOnlyList<ModelPort> Inputs { get; init; } = [];

    public IReadOnlyList<ModelPort> Outputs { get; init; } = [];

    /// <summary>All nodes in execution order.</summary>
    public IReadOnlyList<NodeReport> Nodes { get; init; } = [];

    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>What was checked end to end: null when nothing was.</summary>
    public VerificationReport? Verification { get; init; }

    /// <summary>The file that was written, if one was.</summary>
    public TargetReport? Target { get; init; }

    /// <summary>The stages and how long each took.</summary>
    public IReadOnlyList<StageTime> Stages { get; init; } = [];

    public bool HasErrors => Diagnostics.Any(static d => d.Severity == Severity.Error);
}

/// <summary>One stage of a conversion.</summary>
public sealed record StageTime(string Name, TimeSpan Duration);

/// <summary>One node of the TorchGraph.</summary>
public sealed record NodeReport
{
    public required string Name { get; init; }

    /// <summary><c>aten.conv2d.default</c></summary>
    public required string Operator { get; init; }

    /// <summary>The tensors it reads: name, type, and whether they are weights or constants.</summary>
    public required IReadOnlyList<TensorReport> Inputs { get; init; }

    public required IReadOnlyList<TensorReport> Outputs { get; init; }

    /// <summary>The other arguments that are not their defaults, as text: <c>stride=[2, 2]</c>.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    public required Provenance Provenance { get; init; }

    /// <summary>The program called the in-place form.</summary>
    public bool WasInPlace { get; init; }

    /// <summary>The converter, null when there is none.</summary>
    public string? Converter { get; init; }

    /// <summary>Computed from PyTorch's own inputs: the node's own error.</summary>
    public Comparison TeacherForced { get; init; } = Comparison.Unchecked;

    /// <summary>Computed from what was converted before it: the accumulated error.</summary>
    public Comparison EndToEnd { get; init; } = Comparison.Unchecked;

    /// <summary>The diagnostic that stopped its conversion.</summary>
    public Diagnostic? Problem { get; init; }
}

/// <summary>A tensor in the report.</summary>
/// <param name="IsConstant">A parameter, a buffer or a constant.</param>
public sealed record TensorReport(string Name, TensorType Type, bool IsConstant);

/// <summary>The outcome of verification.</summary>
/// <param name="InputSource">Where the inputs came from: the file's examples, the user, or random numbers.</param>
/// <param name="Converted">The outputs of the converted graph against PyTorch's, by name.</param>
/// <param name="Written">The outputs of the written file, executed, against PyTorch's, by name; empty when it was not run.</param>
public sealed record VerificationReport(string InputSource, double Tolerance, IReadOnlyDictionary<string, Comparison> Converted, IReadOnlyDictionary<string, Comparison> Written);

/// <summary>The written model.</summary>
/// <param name="Operators">How many there are of each, by name.</param>
/// <param name="Rewrites">How often each rule was applied.</param>
public sealed record TargetReport(string Path, string Format, long Size, IReadOnlyDictionary<string, int> Operators, IReadOnlyDictionary<string, int> Rewrites)
{
    public int OperatorCount => Operators.Values.Sum();
}
