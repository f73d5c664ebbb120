using System.Text.Json.Nodes;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.Keras.Model;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.Keras.Lowering;

/// <summary>What lowerings write to: the layers of a model and their calls, and what each value of the graph is among them.</summary>
internal sealed class KerasGraph(KerasVersion version, TfGraph source)
{
    /// <summary>Up to here a constant that is no weight is written into the model's description.</summary>
    private const long LargestInline = 1 << 12;

    private readonly Dictionary<TfValue, KerasArgument> _values = [];
    private readonly Dictionary<string, KerasLayer> _shared = [];
    private readonly Dictionary<KerasLayer, string> _wishes = [];
    private readonly HashSet<string> _containers = Containers(source);
    private readonly List<KerasTensor> _inputs = [];
    private readonly List<KerasTensor> _outputs = [];
    private KerasTensor? _zero;

    public KerasVersion Version => version;

    /// <summary>The node that is being lowered.</summary>
    public TfNode? Node { get; set; }

    /// <summary>The names that layers would like to have.</summary>
    public IReadOnlyDictionary<KerasLayer, string> Wishes => _wishes;

    public IReadOnlyList<KerasTensor> Inputs => _inputs;

    public IReadOnlyList<KerasTensor> Outputs => _outputs;

    /// <summary>What stands for a value in a call: a tensor, or a constant's numbers.</summary>
    public KerasArgument this[TfValue value]
    {
        get
        {
            if (!_values.TryGetValue(value, out KerasArgument? argument))
                _values.Add(value, argument = Constant(value));
            return argument;
        }
    }

    public void AddInput(NamedValue input)
    {
        var layer = new KerasLayer(KerasLayer.LayersModule, "InputLayer", []) { DType = input.Value.Type.DType, InputType = input.Value.Type };
        _wishes[layer] = input.Name;
        KerasTensor tensor = Call(layer, [], [], [input.Value.Type])[0];
        _inputs.Add(tensor);
        _values[input.Value] = new TensorArgument(tensor);
    }

    /// <summary>A layer that changes nothing gives a result the model's own name.</summary>
    public void AddOutput(NamedValue output)
    {
        // A layer of int8 is a quantized one to Keras 3; no type is cast to that of a layer but floats.
        DType dtype = output.Value.Type.DType == DType.Int8 ? DType.Float32 : output.Value.Type.DType;
        KerasLayer layer = NewLayer("Activation", new JsonObject { ["activation"] = "linear" }, dtype, []);
        _wishes[layer] = output.Name;
        _outputs.Add(Call(layer, [Tensor(output.Value)], [], [output.Value.Type])[0]);
    }

    /// <summary>Computes the results of <paramref name="node"/> by a layer of Keras. Equal layers with the same weights are one that is called again.</summary>
    public void AddLayer(TfNode node, string className, JsonObject config, IReadOnlyList<KerasArgument> arguments, params IReadOnlyList<(string Name, TfValue Value)> weights)
    {
        KerasLayer layer = LayerOf(className, config, node.Outputs[0].Type.DType, weights);
        _wishes.TryAdd(layer, WeightsModule(weights) ?? Wish(node.Origin, className));
        Bind(node, Call(layer, arguments, [], [.. node.Outputs.Select(static o => o.Type)]));
    }

    /// <summary>Computes the results of <paramref name="node"/> by an operation.</summary>
    public void AddOperation(TfNode node, KerasOperation operation, params IReadOnlyList<KerasArgument> operands) =>
        Bind(node, Operation(operation, node.Origin, [.. node.Outputs.Select(static o => o.Type)], operands));

    /// <summary>Adds an operation that no node of the graph stands for.</summary>
    public KerasArgument AddIntermediate(TfType type, string? origin, KerasOperation operation, params IReadOnlyList<KerasArgument> operands) =>
        new TensorArgument(Operation(operation, origin, [type], operands)[0]);

    /// <summary>A layer that no node of the graph stands for.</summary>
    public KerasArgument AddIntermediateLayer(
        TfType type, string? origin, string className, JsonObject config, KerasArgument argument, params IReadOnlyList<(string Name, TfValue Value)> weights)
    {
        KerasLayer layer = LayerOf(className, config, type.DType, weights);
        _wishes.TryAdd(layer, WeightsModule(weights) ?? Wish(origin, className));
        return new TensorArgument(Call(layer, [argument], [], [type])[0]);
    }

    /// <summary>Says that a value is what another one is.</summary>
    public void Bind(TfValue value, KerasArgument argument) => _values[value] = argument;

    /// <summary>The value as a tensor of the model, also if it is a constant.</summary>
    public KerasArgument Tensor(TfValue value) => this[value] is ConstantArgument constant ? Materialized(value.Type, constant) : this[value];

    private void Bind(TfNode node, IReadOnlyList<KerasTensor> tensors)
    {
        for (int i = 0; i < node.Outputs.Count; i++)
            _values[node.Outputs[i]] = new TensorArgument(tensors[i]);
    }

    private IReadOnlyList<KerasTensor> Operation(KerasOperation operation, string? origin, IReadOnlyList<TfType> types, IReadOnlyList<KerasArgument> operands)
    {
        (KerasLayer layer, IReadOnlyList<KerasArgument> arguments, IReadOnlyList<KeyValuePair<string, KerasArgument>> keywords) = operation.In(version, operands);
        _wishes[layer] = Wish(origin, operation.ShortName);
        return Call(layer, arguments, keywords, types);
    }

    private IReadOnlyList<KerasTensor> Call(
        KerasLayer layer, IReadOnlyList<KerasArgument> arguments, IReadOnlyList<KeyValuePair<string, KerasArgument>> keywords, IReadOnlyList<TfType> types)
    {
        var call = new KerasCall(layer, Anchored(arguments, keywords), keywords) { Results = types.ToSeq(), Sources = Node?.Sources ?? [] };
        layer.Calls.Add(call);
        return [.. types.Select((type, index) => new KerasTensor(call, index, type))];
    }

    /// <summary>Keras knows a call by the tensors it reads: where all of them are constants the first is made one that comes from an input.</summary>
    private IReadOnlyList<KerasArgument> Anchored(IReadOnlyList<KerasArgument> arguments, IReadOnlyList<KeyValuePair<string, KerasArgument>> keywords)
    {
        if (arguments.Count == 0 || arguments.Concat(keywords.Select(static keyword => keyword.Value)).Any(static argument => argument.Tensors.Any()))
            return arguments;
        return [Anchored(arguments[0]), .. arguments.Skip(1)];
    }

    private KerasArgument Anchored(KerasArgument argument) => argument switch
    {
        ConstantArgument constant => Materialized(new TfType(constant.Value.DType, constant.Value.Shape.Select(static size => (Dim)size).ToSeq()), constant),
        ListArgument { Items: [var first, ..] items } => new ListArgument([Anchored(first), .. items.Skip(1)]),
        _ => argument,
    };

    private KerasLayer LayerOf(string className, JsonObject config, DType dtype, IReadOnlyList<(string Name, TfValue Value)> weights)
    {
        if (weights.Count == 0)
            return NewLayer(className, config, dtype, weights);
        string key = $"{className} {config.ToJsonString()} {string.Join(' ', weights.Select(static w => Key(w.Value)))}";
        if (!_shared.TryGetValue(key, out KerasLayer? layer))
            _shared.Add(key, layer = NewLayer(className, config, dtype, weights));
        return layer;
    }

    private KerasLayer NewLayer(string className, JsonObject config, DType dtype, IReadOnlyList<(string Name, TfValue Value)> weights) =>
        new(KerasLayer.LayersModule, className, config)
        {
            DType = dtype,
            // Statistics follow the batches without being trained.
            IsTrainable = weights.All(static w => w.Name.StartsWith("moving_", StringComparison.Ordinal)) || weights.Any(w => IsParameter(w.Value)),
            Weights = [.. weights.Select(static w => new KerasWeight(w.Name, ((Const)w.Value.Producer.Op).Value))],
        };

    /// <summary>The module's name; of a module with others inside, of which nothing is one layer, and of padding before a layer, the name and what is computed.</summary>
    private string Wish(string? origin, string className)
    {
        string what = LayerNames.SnakeCase(className);
        if (origin is null)
            return what;
        bool isPart = _containers.Contains(origin) || className is "Pad" || className.StartsWith("ZeroPadding", StringComparison.Ordinal);
        return isPart && !origin.Split('.')[^1].StartsWith(what, StringComparison.Ordinal) ? $"{origin}.{what}" : origin;
    }

    private static HashSet<string> Containers(TfGraph source) => [.. source.Nodes
        .Select(static n => n.Origin)
        .OfType<string>()
        .Where(static origin => origin.Contains('.', StringComparison.Ordinal))
        .SelectMany(static origin => Enumerable.Range(1, origin.Count(static c => c == '.')).Select(depth => string.Join('.', origin.Split('.')[..depth])))];

    /// <summary>True for a constant that PyTorch trains.</summary>
    public bool IsParameter(TfValue value) => value.Producer.Op is Const { QualifiedName: { } name } && source.Parameters.Contains(name);

    /// <summary>Where a constant's elements lie and how they are viewed.</summary>
    private static string Key(TfValue value)
    {
        Tensor tensor = ((Const)value.Producer.Op).Value;
        return $"{System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(tensor.Storage)}+{tensor.Offset}{tensor.Shape}{tensor.Strides}{tensor.DType}";
    }

    /// <summary>The module that the weights belong to: their names without the last part.</summary>
    private static string? WeightsModule(IReadOnlyList<(string Name, TfValue Value)> weights) => weights
        .Select(static w => (w.Value.Producer.Op as Const)?.QualifiedName)
        .OfType<string>()
        .Select(static name => name.LastIndexOf('.') is var dot and > 0 ? name[..dot] : name)
        .FirstOrDefault();

    private KerasArgument Constant(TfValue value)
    {
        Tensor constant = ((Const)value.Producer.Op).Value;
        bool isWeight = constant.DType.IsFloat() && constant.Count > 0 && (constant.Count > LargestInline || (constant.Count > 1 && IsParameter(value)));
        if (constant.Count == 1 && constant.DType.IsFloat() && double.IsNaN(constant.ItemAsDouble()))
            return NotANumber(value.Type);
        return isWeight ? Weight(value) : new ConstantArgument(constant);
    }

    /// <summary>∞ − ∞, since JSON has no word for what is no number.</summary>
    private KerasArgument NotANumber(TfType type)
    {
        var infinity = new ConstantArgument(Tensors.Tensor.Scalar(double.PositiveInfinity).Cast(type.DType));
        KerasArgument infinite = Materialized(type with { Shape = [] }, infinity);
        KerasArgument difference = AddIntermediate(type with { Shape = [] }, null, new KerasOperation("numpy.Subtract", "math.subtract"), infinite, infinite);
        return type.Rank == 0 ? difference : AddIntermediate(type, null, Shapes.ReshapeTo(type.StaticShape), difference);
    }

    /// <summary>
    /// A weight that no layer has a place for: the only row of an <c>Embedding</c>, looked up by a zero and shaped as the weight is.
    /// </summary>
    private KerasArgument Weight(TfValue value)
    {
        TfType type = value.Type;
        Tensor constant = ((Const)value.Producer.Op).Value;
        TfValue row = Passes.GraphPatterns.Constant(constant.Reshape([1, constant.Count]), ((Const)value.Producer.Op).QualifiedName);
        var config = new JsonObject { ["input_dim"] = 1, ["output_dim"] = constant.Count, ["mask_zero"] = false };
        KerasArgument looked = AddIntermediateLayer(new TfType(type.DType, [1, constant.Count]), value.Producer.Origin, "Embedding", config, new TensorArgument(Zero()), ("embeddings", row));
        return AddIntermediate(type, value.Producer.Origin, Shapes.ReshapeTo(type.StaticShape), looked);
    }

    private KerasArgument Materialized(TfType type, ConstantArgument constant)
    {
        KerasArgument zero = new TensorArgument(Zero());
        KerasArgument typed = AddIntermediate(new TfType(type.DType, [1]), null, Elementwise.CastTo(type.DType), zero);
        KerasArgument sum = AddIntermediate(new TfType(type.DType, type.Rank == 0 ? [1] : type.Shape), null, Elementwise.Sum, typed, constant);
        return type.Rank == 0 ? AddIntermediate(type, null, Shapes.ReshapeTo([]), sum) : sum;
    }

    /// <summary>A vector of one zero, made of an element of the first input: all tensors of a model must come from an input.</summary>
    private KerasTensor Zero()
    {
        if (_zero is null)
        {
            KerasTensor input = _inputs.FirstOrDefault(static i => i.Type!.Rank > 0) ?? throw new TargetException([], "A model of Keras needs an input that is not a scalar.");
            var first = new ListArgument([.. Enumerable.Repeat(new ValueArgument(0), input.Type!.Rank)]);
            TfType type = new(input.Type.DType, []), vector = new(input.Type.DType, [1]);
            KerasArgument element = AddIntermediate(type, null, Shapes.GetItem, new TensorArgument(input), first);
            // A slice would be a vector at once, but Keras does not know its size if that of its axis is unknown.
            _zero = ((TensorArgument)AddIntermediate(vector, null, Creation.ZerosLike, AddIntermediate(vector, null, Shapes.ReshapeTo([1]), element))).Tensor;
        }
        return _zero;
    }
}
