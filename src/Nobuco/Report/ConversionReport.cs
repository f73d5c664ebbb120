using Nobuco.PyTorch.Graph;

namespace Nobuco;

/// <summary>All that is known of a conversion, also of one that failed. Renderers show it; it holds no tensors.</summary>
public sealed record ConversionReport
{
    /// <summary>The PyTorch version that wrote the program: <c>2.13.0+cpu</c>.</summary>
    public required string TorchVersion { get; init; }

    /// <summary>The inputs in PyTorch's pytree order.</summary>
    public IReadOnlyList<ModelPort> Inputs { get; init; } = [];

    /// <summary>The outputs in PyTorch's pytree order; those that are Python constants are left out.</summary>
    public IReadOnlyList<ModelPort> Outputs { get; init; } = [];

    /// <summary>All nodes in execution order.</summary>
    public IReadOnlyList<NodeReport> Nodes { get; init; } = [];

    /// <summary>All problems that were found.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>What was checked end to end: null when nothing was.</summary>
    public VerificationReport? Verification { get; init; }

    /// <summary>The models that were written, in the order in which they were asked for.</summary>
    public IReadOnlyList<TargetReport> Targets { get; init; } = [];

    /// <summary>The stages and how long each took.</summary>
    public IReadOnlyList<StageTime> Stages { get; init; } = [];

    /// <summary>True when there is a diagnostic of severity <see cref="Severity.Error"/>.</summary>
    public bool HasErrors => Diagnostics.Any(static d => d.Severity == Severity.Error);
}

/// <summary>One stage of a conversion.</summary>
/// <param name="Name">As in <see cref="ConversionProgress"/>.</param>
/// <param name="Duration">How long it took.</param>
public sealed record StageTime(string Name, TimeSpan Duration);

/// <summary>One node of the TorchGraph.</summary>
public sealed record NodeReport
{
    /// <summary>The name that the exporter gave: <c>conv2d_1</c>.</summary>
    public required string Name { get; init; }

    /// <summary><c>aten.conv2d.default</c></summary>
    public required string Operator { get; init; }

    /// <summary>The tensors it reads: name, type, and whether they are weights or constants.</summary>
    public required IReadOnlyList<TensorReport> Inputs { get; init; }

    /// <summary>The tensors it computes, lists flattened.</summary>
    public required IReadOnlyList<TensorReport> Outputs { get; init; }

    /// <summary>The other arguments that are not their defaults, as text: <c>stride=[2, 2]</c>.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>The modules it was called in, and the Python line that called it.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>The program called the in-place form.</summary>
    public bool WasInPlace { get; init; }

    /// <summary>The converter's method (<c>Convolution.Conv</c>), null when there is none or it failed.</summary>
    public string? Converter { get; init; }

    /// <summary>Computed from PyTorch's own inputs: the node's own error.</summary>
    public Comparison TeacherForced { get; init; } = Comparison.Unchecked;

    /// <summary>Computed from what was converted before it: the accumulated error.</summary>
    public Comparison EndToEnd { get; init; } = Comparison.Unchecked;

    /// <summary>The diagnostic that stopped its conversion.</summary>
    public Diagnostic? Problem { get; init; }
}

/// <summary>A tensor in the report.</summary>
/// <param name="Name">The name in the graph, or the weight's qualified name (<c>layer1.0.conv1.weight</c>).</param>
/// <param name="Type">Element type and shape, in PyTorch's axis order.</param>
/// <param name="IsConstant">A parameter, a buffer or a constant.</param>
public sealed record TensorReport(string Name, TensorType Type, bool IsConstant);

/// <summary>The outcome of verification.</summary>
/// <param name="InputSource">Where the inputs came from: the file's examples, the user, or random numbers.</param>
/// <param name="Tolerance">What the accumulated error was held to, relative to a tensor's largest magnitude.</param>
/// <param name="Converted">The outputs of the converted graph against PyTorch's, by name.</param>
public sealed record VerificationReport(string InputSource, double Tolerance, IReadOnlyDictionary<string, Comparison> Converted);

/// <summary>A written model.</summary>
/// <param name="Path">The path of the file or folder.</param>
/// <param name="Format">The format's name: <c>TFLite</c>.</param>
/// <param name="Size">In bytes, of all its files.</param>
/// <param name="Operators">How many there are of each, by name.</param>
/// <param name="Rewrites">How often each rule was applied.</param>
public sealed record TargetReport(string Path, string Format, long Size, IReadOnlyDictionary<string, int> Operators, IReadOnlyDictionary<string, int> Rewrites)
{
    /// <summary>Its outputs, executed as they were read back, against PyTorch's, by name; empty when it was not run.</summary>
    public IReadOnlyDictionary<string, Comparison> Written { get; init; } = new Dictionary<string, Comparison>();

    /// <summary>All operators of the model.</summary>
    public int OperatorCount => Operators.Values.Sum();
}
