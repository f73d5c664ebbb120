using Nobuco.PyTorch.Aten.Schema;
using Nobuco.PyTorch.Graph;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.Tests.Conversion;

/// <summary>Writes small TorchGraphs down: inputs, weights of zeros, and calls whose arguments are named as in the schema.</summary>
internal sealed class ProgramBuilder
{
    private readonly List<Value> _inputs = [], _constants = [];
    private readonly List<Node> _nodes = [];

    /// <summary>The element type of everything.</summary>
    public DType DType { get; init; } = DType.Float32;

    public Value Input(string name, params Seq<Dim> shape)
    {
        _inputs.Add(new Value { Name = name, Kind = ValueKind.Input, Type = new TensorType(DType, shape) });
        return _inputs[^1];
    }

    public Value Weight(string name, params Seq<long> shape) => Weight(name, Tensor.Zeros(DType, shape));

    public Value Weight(string name, Tensor data)
    {
        var type = new TensorType(data.DType, data.Shape.Select(static size => (Dim)size).ToSeq());
        _constants.Add(new Value { Name = name, QualifiedName = name, Kind = ValueKind.Parameter, Type = type, Data = data });
        return _constants[^1];
    }

    /// <param name="operatorName"><c>aten::conv2d</c>, <c>aten::mean.dim</c>; its first argument is <paramref name="self"/>.</param>
    /// <param name="self">A value, or a list of values.</param>
    /// <param name="shape">The result's.</param>
    /// <param name="arguments">Those that are not their defaults.</param>
    public Value Call(string operatorName, Seq<Dim> shape, object self, params (string Name, object? Value)[] arguments) =>
        Call(operatorName, [new TensorType(DType, shape)], self, arguments)[0];

    /// <inheritdoc cref="Call(string, Seq{Dim}, object, ValueTuple{string, object}[])"/>
    /// <param name="types">Those of all results.</param>
    public IReadOnlyList<Value> Call(string operatorName, IReadOnlyList<TensorType> types, object self, params (string Name, object? Value)[] arguments)
    {
        string[] name = operatorName.Split('.');
        OperatorSchema schema = SchemaTable.Default.Find(name[0], name.Length > 1 ? name[1] : "").ShouldNotBeNull();
        Dictionary<string, object?> given = arguments.ToDictionary(argument => argument.Name, argument => argument.Value);
        given[schema.Arguments[0].Name] = self;
        string result = $"{name[0].Split(':')[^1]}_{_nodes.Count}";
        var node = new Node
        {
            Name = result,
            Operator = schema,
            Arguments = [.. schema.Arguments.Select(argument => given.TryGetValue(argument.Name, out object? value) ? value : argument.Default)],
            Outputs = [.. types.Select((type, i) => new Value { Name = i == 0 ? result : $"{result}_{i}", Kind = ValueKind.Result, Type = type })],
            Provenance = new Provenance([new ModuleCall($"layer{_nodes.Count}", "tests.Layer")], new SourceLine("model.py", _nodes.Count + 1, "forward", result)),
        };
        _nodes.Add(node);
        return node.Outputs;
    }

    /// <summary>A 1×1 convolution without bias, from the channels of <paramref name="x"/> to <paramref name="channels"/>.</summary>
    public Value Conv(Value x, long channels) => Call(
        "aten::conv2d", x.Type.Shape.With(1, channels), x, ("weight", Weight($"weight_{_nodes.Count}", channels, x.Type.Shape[1].Value, 1, 1)));

    public TorchGraph Build(params IEnumerable<Value> outputs) => new()
    {
        Inputs = _inputs,
        Constants = _constants,
        Nodes = _nodes,
        Outputs = [.. outputs.Select((value, i) => new GraphOutput($"output_{i}", value, null))],
    };
}
