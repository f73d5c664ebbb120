using Nobuco.PyTorch.Aten.Schema;
using Nobuco.Tensors;

namespace Nobuco.PyTorch.Graph;

/// <summary>
/// SSA over ATen overloads, purely functional: no operator writes to a tensor and no two values share memory.
/// Arguments are in schema order with defaults filled in; see <see cref="Node.Arguments"/> for their types.
/// </summary>
public sealed class TorchGraph
{
    public required IReadOnlyList<Value> Inputs { get; init; }

    /// <summary>The user's outputs in pytree order.</summary>
    public required IReadOnlyList<GraphOutput> Outputs { get; init; }

    /// <summary>In execution order.</summary>
    public required IReadOnlyList<Node> Nodes { get; init; }

    /// <summary>Parameters, buffers and constants that some node reads.</summary>
    public required IReadOnlyList<Value> Constants { get; init; }

    /// <summary>New values of buffers (and of inputs that the program writes to), to be stored after the run.</summary>
    public IReadOnlyList<Mutation> Mutations { get; init; } = [];

    /// <summary>The range of every symbol: the sizes that symbolic axes can have.</summary>
    public IReadOnlyDictionary<string, SymbolRange> Symbols { get; init; } = new Dictionary<string, SymbolRange>();
}

/// <summary>An output: a value, or a Python constant that the program returns as it is.</summary>
public sealed record GraphOutput(string Name, Value? Value, object? Constant);

/// <summary>After the run <paramref name="Target"/> (a buffer's or an input's name) holds <paramref name="Value"/>.</summary>
public sealed record Mutation(string Target, bool IsBuffer, Value Value);

/// <summary>The inclusive range of a symbol; null is unbounded. <paramref name="Hint"/> is its size in the example inputs.</summary>
public sealed record SymbolRange(long? Minimum, long? Maximum, long? Hint);

/// <summary>What a value is.</summary>
public enum ValueKind
{
    Input,
    Parameter,
    Buffer,
    Constant,
    Result,
}

/// <summary>A tensor of the graph. Has reference identity.</summary>
public sealed class Value
{
    /// <summary>Unique in its graph.</summary>
    public required string Name { get; init; }

    public required ValueKind Kind { get; init; }

    public required TensorType Type { get; init; }

    /// <summary>The elements of a parameter, buffer or constant.</summary>
    public Tensor? Data { get; init; }

    /// <summary>The state_dict name of a parameter or buffer (<c>layer1.0.conv1.weight</c>).</summary>
    public string? QualifiedName { get; init; }

    /// <summary>The node that computes a result.</summary>
    public Node? Producer { get; internal set; }

    public override string ToString() => $"{Name}: {Type}";
}

/// <summary>One call of an operator. Has reference identity.</summary>
public sealed class Node
{
    private readonly Value[] _outputs = [];

    /// <summary>Unique in its graph; the name the exporter gave (<c>conv2d_1</c>).</summary>
    public required string Name { get; init; }

    public required OperatorSchema Operator { get; init; }

    /// <summary>
    /// One per schema argument. A tensor is a <see cref="Value"/>; a list of tensors an <c>IReadOnlyList&lt;Value?&gt;</c>; an int a <c>long</c>;
    /// a SymInt a <c>Dim</c>; lists of them <c>Seq&lt;long&gt;</c> and <c>Seq&lt;Dim&gt;</c>; float <c>double</c>; Scalar <c>long</c>, <c>double</c>, <c>bool</c>, <c>Complex</c>
    /// or <c>Dim</c>; str <c>string</c>; ScalarType <c>DType</c>; MemoryFormat its enum; Layout, Device and Generator null; None null.
    /// </summary>
    public required IReadOnlyList<object?> Arguments { get; init; }

    /// <summary>
    /// All result tensors, lists flattened, in the order of the schema's returns. A number that introduces a symbol (<c>item</c>) is a value of the
    /// symbol's name, int64 of rank 0.
    /// </summary>
    public required IReadOnlyList<Value> Outputs
    {
        get => _outputs;
        init
        {
            _outputs = [.. value];
            foreach (Value output in _outputs)
                output.Producer = this;
        }
    }

    public required Provenance Provenance { get; init; }

    /// <summary>True when the program called the in-place form (<c>relu_</c>) of this operator.</summary>
    public bool WasInPlace { get; init; }

    /// <summary>Branches and bodies of a control-flow operator.</summary>
    public IReadOnlyList<TorchGraph> Subgraphs { get; init; } = [];

    /// <summary>The argument of that schema name.</summary>
    /// <exception cref="KeyNotFoundException">The schema has none.</exception>
    public object? Argument(string name)
    {
        for (int i = 0; i < Operator.Arguments.Count; i++)
        {
            if (Operator.Arguments[i].Name == name)
                return Arguments[i];
        }
        throw new KeyNotFoundException($"{Operator} has no argument '{name}'.");
    }

    /// <summary>The tensors among the arguments, in order, lists flattened.</summary>
    public IEnumerable<Value> Inputs => Arguments.SelectMany(static argument => argument switch
    {
        Value value => [value],
        IReadOnlyList<Value?> values => values.OfType<Value>(),
        _ => [],
    });

    public override string ToString() => $"{string.Join(", ", Outputs.Select(o => o.Name))} = {Operator.FullName}";
}
