using System.Diagnostics;
using Nobuco.Conversion;
using Nobuco.PyTorch.Aten;
using Nobuco.PyTorch.Graph;
using Nobuco.PyTorch.Tracing;
using Nobuco.TensorFlow.Executor;
using Nobuco.TensorFlow.Graph;
using Nobuco.Tensors;

namespace Nobuco;

/// <summary>
/// Executes a TorchGraph node by node and its conversion beside it: every converted node with PyTorch's own inputs (teacher-forced, so that the first wrong node is the one
/// that is named) and with those that the conversion computed (end to end).
/// </summary>
internal sealed class Verifier
{
    private readonly TorchGraph _graph;
    private readonly ConvertedGraph _converted;
    private readonly TorchGraphEvaluator _evaluator;
    private readonly double _tolerance;
    private readonly Dictionary<Value, Tensor> _true = [];
    private readonly Dictionary<Value, Tensor> _computed = [];
    private readonly Dictionary<Node, NodeCheck> _checks = [];
    private readonly SymbolBinding _symbols = new();
    private readonly Dictionary<Value, int> _uses;

    private Verifier(TorchGraph graph, ConvertedGraph converted, TorchGraphEvaluator evaluator, double tolerance)
    {
        (_graph, _converted, _evaluator, _tolerance) = (graph, converted, evaluator, tolerance);
        _uses = graph.Nodes.SelectMany(node => node.Inputs.Distinct()).CountBy(value => value).ToDictionary();
        foreach (Value output in graph.Outputs.Select(o => o.Value).OfType<Value>())
            _uses[output] = int.MaxValue;
    }

    /// <param name="evaluator">Computes what PyTorch computes.</param>
    /// <param name="tolerance">For the accumulated error; a node's own must be within a tenth of it.</param>
    /// <param name="progress">Told the fraction that is done.</param>
    public static VerifierResult Run(TorchGraph graph, ConvertedGraph converted, TorchGraphEvaluator evaluator, IReadOnlyList<Tensor> inputs, double tolerance, Action<double> progress) =>
        new Verifier(graph, converted, evaluator, tolerance).Run(inputs, progress);

    private VerifierResult Run(IReadOnlyList<Tensor> inputs, Action<double> progress)
    {
        for (int i = 0; i < inputs.Count; i++)
        {
            Value input = _graph.Inputs[i];
            _symbols.Bind(input.Name, input.Type, inputs[i].Shape);
            _true[input] = inputs[i];
            _computed[input] = ToPhysical(inputs[i], _converted.Values[input].Order);
        }
        foreach (Value constant in _graph.Constants)
            _true[constant] = constant.Data!;
        for (int i = 0; i < _graph.Nodes.Count; i++)
        {
            Check(_graph.Nodes[i]);
            progress((double)(i + 1) / _graph.Nodes.Count);
        }
        return new VerifierResult(_checks, TrueOutputs());
    }

    private void Check(Node node)
    {
        long start = Stopwatch.GetTimestamp();
        IReadOnlyList<Tensor> expected = Expected(node, out string? unchecked_);
        TimeSpan eager = Stopwatch.GetElapsedTime(start);
        start = Stopwatch.GetTimestamp();
        IReadOnlyList<Tensor> forced = Compute(node, value => ToPhysical(_true[value], _converted.Values[value].Order));
        TimeSpan convertedTime = Stopwatch.GetElapsedTime(start);
        if (expected.Count == 0)
            expected = [.. forced.Select((tensor, i) => ToLogical(tensor, _converted.Values[node.Outputs[i]].Order))];
        bool inputsDiffer = node.Inputs.Any(value => _computed.TryGetValue(value, out Tensor? computed) && !IsSame(computed, _true[value], _converted.Values[value].Order));
        IReadOnlyList<Tensor> free = inputsDiffer ? Compute(node, Computed) : forced;
        Comparison own = new(Verdict.Exact), accumulated = own;
        for (int i = 0; i < node.Outputs.Count; i++)
        {
            AxisOrder order = _converted.Values[node.Outputs[i]].Order;
            (_true[node.Outputs[i]], _computed[node.Outputs[i]]) = (expected[i], free[i]);
            if (!IsCompared(node, i))
                continue;
            own = Comparison.Worse(own, TensorComparison.Compare(expected[i], ToLogical(forced[i], order), _tolerance / 10));
            accumulated = Comparison.Worse(accumulated, TensorComparison.Compare(expected[i], ToLogical(free[i], order), _tolerance));
        }
        _checks[node] = unchecked_ is null
            ? new NodeCheck(own, accumulated, eager, convertedTime) { Evidence = own.Passes ? null : Evidence(node, expected, forced) }
            : new NodeCheck(Comparison.Unchecked with { Message = unchecked_ }, Comparison.Unchecked, null, convertedTime);
        Release(node);
    }

    /// <summary>A result that nothing reads, beside one that is read, is not in the model; some operators leave such results undefined.</summary>
    private bool IsCompared(Node node, int result) => _uses.ContainsKey(node.Outputs[result]) || !node.Outputs.Any(_uses.ContainsKey);

    private NodeEvidence Evidence(Node node, IReadOnlyList<Tensor> expected, IReadOnlyList<Tensor> forced) => EvidenceCollector.Collect(
        node,
        value => _true[value],
        expected,
        [.. forced.Select((tensor, i) => ToLogical(tensor, _converted.Values[node.Outputs[i]].Order))],
        _tolerance / 10);

    /// <summary>PyTorch's results; none where the operator cannot be executed.</summary>
    private IReadOnlyList<Tensor> Expected(Node node, out string? problem)
    {
        try
        {
            problem = null;
            return _evaluator.Run(node, value => _true[value], _symbols);
        }
        catch (UnsupportedOperatorException error)
        {
            problem = error.Message;
            return [];
        }
    }

    private IReadOnlyList<Tensor> Compute(Node node, Func<Value, Tensor> read)
    {
        Dictionary<TfValue, Tensor> given = [];
        foreach (Value input in node.Inputs.Where(value => value.Data is null))
            given[_converted.Values[input].Value] = read(input);
        return TfExecutor.Evaluate([.. node.Outputs.Select(o => _converted.Values[o].Value)], given, _symbols.Sizes);
    }

    private Tensor Computed(Value value) => _computed[value];

    private void Release(Node node)
    {
        foreach (Value value in node.Inputs.Distinct())
        {
            if (_uses[value] != int.MaxValue && --_uses[value] == 0)
                Forget(value);
        }
        foreach (Value unused in node.Outputs.Where(o => !_uses.ContainsKey(o)))
            Forget(unused);
    }

    private void Forget(Value value)
    {
        _true.Remove(value);
        _computed.Remove(value);
    }

    private Dictionary<string, Tensor> TrueOutputs() =>
        _graph.Outputs.Where(o => o.Value is not null).ToDictionary(o => o.Name, o => _true[o.Value!]);

    private static bool IsSame(Tensor physical, Tensor logical, AxisOrder order) =>
        TensorComparison.Compare(logical, ToLogical(physical, order), 0).Verdict == Verdict.Exact;

    internal static Tensor ToPhysical(Tensor logical, AxisOrder order) => logical.Permute(order.Permutation);

    internal static Tensor ToLogical(Tensor physical, AxisOrder order) => physical.Permute(order.To(AxisOrder.Identity(order.Rank)));
}

/// <summary>A node's own error and the accumulated one, and how long PyTorch's operator and the converted operations took.</summary>
internal sealed record NodeCheck(Comparison TeacherForced, Comparison EndToEnd, TimeSpan? EagerTime, TimeSpan ConvertedTime)
{
    /// <summary>Of a node whose own result is wrong.</summary>
    public NodeEvidence? Evidence { get; init; }
}

/// <summary>The checks of all nodes, and PyTorch's outputs by name in PyTorch's order.</summary>
internal sealed record VerifierResult(IReadOnlyDictionary<Node, NodeCheck> Checks, IReadOnlyDictionary<string, Tensor> Outputs)
{
    /// <summary>These outputs and times, and the worse of both checks of every node.</summary>
    public VerifierResult And(VerifierResult other) => this with
    {
        Checks = Checks.ToDictionary(
            static check => check.Key,
            check => check.Value with
            {
                TeacherForced = Comparison.Worse(check.Value.TeacherForced, other.Checks[check.Key].TeacherForced),
                EndToEnd = Comparison.Worse(check.Value.EndToEnd, other.Checks[check.Key].EndToEnd),
                Evidence = check.Value.Evidence ?? other.Checks[check.Key].Evidence,
            }),
    };
}
