using Nobuco.PyTorch.Graph;

namespace Nobuco;

/// <summary>One node of the TorchGraph.</summary>
public sealed record NodeReport
{
    /// <summary>The name that the exporter gave: <c>conv2d_1</c>.</summary>
    public required string Name { get; init; }

    /// <summary><c>aten.conv2d.default</c></summary>
    public required string Operator { get; init; }

    /// <summary>The tensors it reads.</summary>
    public required IReadOnlyList<TensorReport> Inputs { get; init; }

    /// <summary>The tensors it computes, lists flattened.</summary>
    public required IReadOnlyList<TensorReport> Outputs { get; init; }

    /// <summary>The other arguments that are not their defaults, as text: <c>stride=[2, 2]</c>.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>The modules it was called in, and the Python line that called it.</summary>
    public required Provenance Provenance { get; init; }

    /// <summary>The program called the in-place form.</summary>
    public bool WasInPlace { get; init; }

    /// <summary>Null when there is none or it failed.</summary>
    public ConverterReport? Converter { get; init; }

    /// <summary>The TensorFlow operations that the converter made of it, before any pass, weights and constants left out.</summary>
    public IReadOnlyList<OperationReport> Operations { get; init; } = [];

    /// <summary>Computed from PyTorch's own inputs: the node's own error.</summary>
    public Comparison TeacherForced { get; init; } = Comparison.Unchecked;

    /// <summary>Computed from what was converted before it: the accumulated error.</summary>
    public Comparison EndToEnd { get; init; } = Comparison.Unchecked;

    /// <summary>How long PyTorch's operator took in verification, run by our eager kernels; null when it was not run.</summary>
    public TimeSpan? EagerTime { get; init; }

    /// <summary>How long the converted operations took in verification, run by our reference kernels; null when they were not run.</summary>
    public TimeSpan? ConvertedTime { get; init; }

    /// <summary>What it got and computed, and what PyTorch computes from it, where its own result is wrong.</summary>
    public NodeEvidence? Evidence { get; init; }

    /// <summary>The diagnostic that stopped its conversion.</summary>
    public Diagnostic? Problem { get; init; }

    /// <summary>How far it is converted as it should be, by itself.</summary>
    public NodeStatus Status => this switch
    {
        { Converter: null } when Problem is null || Problem.Descriptor == Descriptors.UnsupportedOperator => NodeStatus.NotConverted,
        { Converter: null } or { Problem: not null } or { TeacherForced.Verdict: Verdict.Failed } => NodeStatus.Failed,
        { TeacherForced.Verdict: Verdict.Inaccurate } => NodeStatus.Inaccurate,
        { TeacherForced.Verdict: Verdict.Unchecked } => NodeStatus.Unchecked,
        _ => NodeStatus.Accurate,
    };
}
