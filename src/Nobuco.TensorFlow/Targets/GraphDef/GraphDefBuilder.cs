using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.Protobuf;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;
using static Nobuco.TensorFlow.Targets.GraphDef.Attributes;

namespace Nobuco.TensorFlow.Targets.GraphDef;

/// <summary>What lowerings write to: nodes in execution order. Tensors are called as nodes read them: <c>node</c>, or <c>node:1</c>.</summary>
/// <param name="parameters">The names of the weights that PyTorch trains.</param>
internal sealed class GraphDefBuilder(IReadOnlySet<string> parameters)
{
    private readonly NodeNames _names = new();
    private readonly Dictionary<TfValue, string> _tensors = [];
    private readonly Dictionary<string, string> _shared = [];
    private readonly Dictionary<string, Tensor> _constants = [];
    private readonly HashSet<string> _parameters = [];
    private readonly Dictionary<string, WrittenOperator> _operators = [];
    private readonly Protobuf.GraphDef _graph = new() { Library = new FunctionDefLibrary(), Versions = new VersionDef { Producer = 1087 } };

    public Protobuf.GraphDef Graph => _graph;

    public IReadOnlyDictionary<string, Tensor> Constants => _constants;

    /// <summary>The names of the constants that are parameters.</summary>
    public IReadOnlySet<string> Parameters => _parameters;

    public IReadOnlyDictionary<string, WrittenOperator> Operators => _operators;

    /// <summary>The tensor of a value that is computed already, or of a constant.</summary>
    public string this[TfValue value]
    {
        get
        {
            if (!_tensors.TryGetValue(value, out string? tensor))
            {
                var constant = (Const)value.Producer.Op;
                _tensors.Add(value, tensor = Constant(constant.QualifiedName ?? value.Producer.Origin ?? nameof(Const), constant.Value));
                if (constant.QualifiedName is { } weight && parameters.Contains(weight) && constant.Value.DType.IsFloat())
                    _parameters.Add(tensor);
            }
            return tensor;
        }
    }

    /// <summary>Takes a name that a later node is to have.</summary>
    public string Reserve(string name) => _names.Unique(name);

    /// <summary>Adds a node under a name that was reserved.</summary>
    public void AddNamed(string name, string op, IEnumerable<string> inputs, params ReadOnlySpan<(string Name, AttrValue Value)> attributes)
    {
        var node = new NodeDef { Name = name, Op = op, Input = { inputs } };
        foreach ((string key, AttrValue value) in attributes)
            node.Attr.Add(key, value);
        _graph.Node.Add(node);
    }

    /// <summary>Adds a node with one result that no value of the graph stands for.</summary>
    /// <param name="origin">The node that it helps to compute.</param>
    public string AddIntermediate(TfNode origin, string op, IEnumerable<string> inputs, params ReadOnlySpan<(string Name, AttrValue Value)> attributes)
    {
        string name = _names.Unique(origin.Origin is { Length: > 0 } path ? $"{path}/{op}" : op);
        AddNamed(name, op, inputs, attributes);
        _operators.Add(name, new WrittenOperator(op, origin.Inputs.Select(static i => i.Type).ToSeq(), origin.Outputs.Select(static o => o.Type).ToSeq(), origin.Sources));
        return name;
    }

    /// <summary>Adds the node that computes the results of <paramref name="node"/>.</summary>
    public void Add(TfNode node, string op, IEnumerable<string> inputs, params ReadOnlySpan<(string Name, AttrValue Value)> attributes) =>
        SetResults(node, AddIntermediate(node, op, inputs, attributes));

    /// <summary>Says that another node computes the results of <paramref name="node"/>.</summary>
    public void SetResults(TfNode node, string name)
    {
        for (int i = 0; i < node.Outputs.Count; i++)
            _tensors[node.Outputs[i]] = i == 0 ? name : $"{name}:{i}";
    }

    /// <summary>The operands of a node.</summary>
    public IEnumerable<string> Inputs(TfNode node) => node.Inputs.Select(i => this[i]);

    /// <summary>A vector of indices, axes or sizes, of int32.</summary>
    public string Indices(IEnumerable<long> values)
    {
        int[] items = [.. values.Select(static v => checked((int)v))];
        return Shared($"i32[{string.Join(',', items)}]", () => Tensor.From(items, items.Length));
    }

    /// <inheritdoc cref="Indices(IEnumerable{long})"/>
    public string Indices(IEnumerable<int> values) => Indices(values.Select(static v => (long)v));

    /// <summary>A scalar index, axis or size, of int32.</summary>
    public string Index(long value) => Number(value, DType.Int32);

    /// <summary>A scalar.</summary>
    public string Number(double value, DType dtype) => Shared($"{dtype} {value:r}", () => Tensor.Scalar(value).Cast(dtype));

    /// <summary>Pairs of before and after as a matrix [rank, 2] of int32.</summary>
    public string Paddings(Seq<Dim> before, Seq<Dim> after)
    {
        int[] pairs = [.. before.Zip(after).SelectMany(static p => new[] { checked((int)p.First.Value), checked((int)p.Second.Value) })];
        return Shared($"pairs[{string.Join(',', pairs)}]", () => Tensor.From(pairs, pairs.Length / 2, 2));
    }

    /// <summary>The sizes of a static shape as a constant, or the tensor that carries them.</summary>
    /// <param name="node">The operation, one of whose inputs may carry the sizes at run time.</param>
    /// <param name="index">The place of that input.</param>
    public string Sizes(Seq<Dim> sizes, TfNode node, int index) =>
        index < node.Inputs.Count ? this[node.Inputs[index]] : Indices(sizes.Select(static s => s.Value));

    /// <summary>A constant that all who want the same content share.</summary>
    private string Shared(string content, Func<Tensor> tensor)
    {
        if (!_shared.TryGetValue(content, out string? name))
            _shared.Add(content, name = Constant(nameof(Const), tensor()));
        return name;
    }

    private string Constant(string wish, Tensor value)
    {
        string name = _names.Unique(wish);
        var tensor = new TensorProto { Dtype = value.DType.ToDataType(), TensorShape = ShapeOf(value.Shape) };
        AddNamed(name, nameof(Const), [], Type("dtype", value.DType), ("value", new AttrValue { Tensor = tensor }));
        _constants.Add(name, value);
        return name;
    }
}
