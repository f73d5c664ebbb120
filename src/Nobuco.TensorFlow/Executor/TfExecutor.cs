using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Executor;

/// <summary>Runs graphs with the reference kernels. Results are contiguous; symbols get their values from the inputs' shapes.</summary>
public static class TfExecutor
{
    /// <param name="inputs">By name, all of them, in physical order.</param>
    /// <param name="observe">Called with every computed value.</param>
    /// <returns>The outputs by name.</returns>
    /// <exception cref="ArgumentException">An input is missing, unknown or of another type.</exception>
    /// <exception cref="ExecutionException">A node's result is not of the inferred type.</exception>
    public static IReadOnlyDictionary<string, Tensor> Run(
        TfGraph graph, IReadOnlyDictionary<string, Tensor> inputs, Action<TfValue, Tensor>? observe = null)
    {
        if (inputs.Keys.Except(graph.Inputs.Select(static i => i.Name)).FirstOrDefault() is { } unknown)
            throw new ArgumentException($"The graph has no input '{unknown}'.", nameof(inputs));
        var given = new Dictionary<TfValue, Tensor>();
        foreach (NamedValue input in graph.Inputs)
            given[input.Value] = inputs.GetValueOrDefault(input.Name) ?? throw new ArgumentException($"The input '{input.Name}' is missing.", nameof(inputs));
        var run = new ExecutorRun(given, observe);
        IReadOnlyList<Tensor> results = run.Compute([.. graph.Outputs.Select(static o => o.Value)]);
        return graph.Outputs.Zip(results).ToDictionary(static pair => pair.First.Name, static pair => pair.Second);
    }

    /// <summary>Computes values from others: only what lies between is run.</summary>
    /// <param name="wanted">The values to compute.</param>
    /// <param name="given">The values taken as they are, whatever would compute them.</param>
    /// <param name="symbols">The values of symbols that the given shapes do not tell.</param>
    /// <returns>One per wanted value.</returns>
    /// <exception cref="ArgumentException">A placeholder is needed and not given, or a given tensor is of another type.</exception>
    /// <exception cref="ExecutionException">A node's result is not of the inferred type.</exception>
    public static IReadOnlyList<Tensor> Evaluate(
        IReadOnlyList<TfValue> wanted, IReadOnlyDictionary<TfValue, Tensor> given, IReadOnlyDictionary<string, long>? symbols = null) =>
        new ExecutorRun(given, null, symbols).Compute(wanted);
}

/// <summary>A node computed something else than its types say.</summary>
public sealed class ExecutionException(string message) : Exception(message);

/// <summary>One run: the values so far, of which each lives until its last use.</summary>
internal sealed class ExecutorRun
{
    private readonly Dictionary<TfValue, Tensor> _values;
    private readonly IReadOnlyDictionary<TfValue, Tensor> _given;
    private readonly Action<TfValue, Tensor>? _observe;
    private readonly SymbolTable _symbols;
    private readonly Dictionary<TfValue, int> _uses = [];

    public ExecutorRun(
        IReadOnlyDictionary<TfValue, Tensor> given, Action<TfValue, Tensor>? observe, IReadOnlyDictionary<string, long>? symbols = null)
    {
        (_given, _observe) = (given, observe);
        _values = new(given);
        _symbols = new SymbolTable(symbols);
        foreach ((TfValue value, Tensor tensor) in given)
        {
            if (!_symbols.TryBind(value.Type, tensor))
                throw new ArgumentException($"The given tensor {tensor} is not of type {value.Type}.", nameof(given));
        }
    }

    public IReadOnlyList<Tensor> Compute(IReadOnlyList<TfValue> wanted)
    {
        IEnumerable<TfNode> roots = wanted.Where(v => !_given.ContainsKey(v)).Select(static v => v.Producer);
        IReadOnlyList<TfNode> nodes = TopologicalOrder.Of(roots, _given.ContainsKey);
        foreach (TfValue value in nodes.SelectMany(static n => n.Inputs).Concat(wanted))
            _uses[value] = _uses.GetValueOrDefault(value) + 1;
        foreach (TfNode node in nodes)
        {
            Store(node, Results(node));
            foreach (TfValue input in node.Inputs)
                Release(input);
        }
        return [.. wanted.Select(value => _values[value])];
    }

    private Tensor[] Results(TfNode node) => node.Op switch
    {
        Const constant => [constant.Value],
        Placeholder => throw new ArgumentException($"{node} is not given."),
        _ => KernelTable.Run(new KernelCall(node, [.. node.Inputs.Select(input => _values[input])], _symbols)),
    };

    private void Store(TfNode node, Tensor[] results)
    {
        for (int i = 0; i < results.Length; i++)
        {
            TfValue value = node.Outputs[i];
            if (!_symbols.TryBind(value.Type, results[i]))
                throw new ExecutionException($"{node} computed {results[i]} instead of {value.Type} ({_symbols}).");
            _observe?.Invoke(value, results[i]);
            if (_uses.ContainsKey(value))
                _values.TryAdd(value, results[i]);
        }
    }

    private void Release(TfValue value)
    {
        if (--_uses[value] == 0)
            _values.Remove(value);
    }
}
