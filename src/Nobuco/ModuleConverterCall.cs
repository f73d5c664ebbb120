using System.Globalization;
using Nobuco.Conversion;
using Nobuco.Conversion.Modules;
using Nobuco.PyTorch.Aten.Schema;
using Nobuco.PyTorch.Graph;
using Nobuco.Tensors;
using Nobuco.TensorFlow;
using Nobuco.TensorFlow.Executor;

namespace Nobuco;

/// <summary>The call of a module that a module converter converts: its weights, the attributes of its operators, and the way to convert parts of it as usual.</summary>
public sealed class ModuleConverterCall : ConverterCall
{
    private readonly ModuleCall _module;
    private readonly ChannelOrderingStrategy _strategy;
    private readonly Converters _converters;
    private readonly int _depth;

    internal ModuleConverterCall(Node node, ModuleCall module, ChannelOrderingStrategy strategy, Converters converters, int depth)
        : base(node) => (_module, _strategy, _converters, _depth) = (module, strategy, converters, depth);

    /// <summary>The module's path from the root: <c>layer1.0.conv1</c>; empty for the root.</summary>
    public string Path => _module.Path;

    /// <summary>The Python class: <c>torch.nn.modules.conv.Conv2d</c>.</summary>
    public string ClassName => _module.ClassName;

    /// <summary>The operators that the module calls, sub-modules included, in the order of execution.</summary>
    public TorchGraph Body => Node.Subgraphs[0];

    /// <summary>The parameters that the module's operators read, by name within the module (<c>conv.weight</c>), in PyTorch's axis order.</summary>
    public IReadOnlyDictionary<string, Tensor> Parameters => Constants(ValueKind.Parameter);

    /// <summary>The buffers that the module's operators read, by name within the module (<c>bn.running_mean</c>).</summary>
    public IReadOnlyDictionary<string, Tensor> Buffers => Constants(ValueKind.Buffer);

    /// <summary>A parameter, buffer or constant as a tensor to compute with, in PyTorch's axis order. What is computed from weights alone is folded before the model is written.</summary>
    /// <param name="name">Within the module: <c>conv.weight</c>.</param>
    /// <exception cref="ArgumentException">The module reads none of the name.</exception>
    public TfTensor Weight(string name)
    {
        Value found = Body.Constants.FirstOrDefault(constant => LocalName(constant) == name)
            ?? throw new ArgumentException($"The module '{Path}' reads no weight '{name}'; it reads {string.Join(", ", Body.Constants.Select(LocalName))}.", nameof(name));
        return tf.Constant(found.Data!, found.QualifiedName ?? found.Name);
    }

    /// <summary>
    /// An argument of the operator that a sub-module calls, which is what the module was constructed with: <c>Attribute&lt;double&gt;("bn.eps")</c>, <c>Attribute&lt;Seq&lt;long&gt;&gt;("conv.stride")</c>.
    /// </summary>
    /// <typeparam name="T"><c>double</c>, <c>long</c>, <c>int</c>, <c>bool</c>, <c>string</c>, <see cref="DType"/>, <c>Seq&lt;long&gt;</c>, <c>Seq&lt;int&gt;</c>.</typeparam>
    /// <param name="name">The sub-module's path within the module, a dot, and the argument's name in the operator's schema; the name alone for the module's own operators.</param>
    /// <exception cref="ArgumentException">No operator of that sub-module has the argument, or it is of another type.</exception>
    public T Attribute<T>(string name)
    {
        int dot = name.LastIndexOf('.');
        string child = dot < 0 ? Path : Join(name[..dot]), argument = name[(dot + 1)..];
        foreach (Node node in Body.Nodes.Where(node => node.Provenance.ModulePath == child))
        {
            for (int i = 0; i < node.Operator.Arguments.Count; i++)
            {
                if (node.Operator.Arguments[i] is { Type.Kind: not SchemaKind.Tensor } declared && declared.Name == argument)
                    return Convert<T>(name, node, node.Arguments[i]);
            }
        }
        throw new ArgumentException($"No operator of '{child}' has an argument '{argument}'; there are {string.Join(", ", AttributeNames())}.", nameof(name));
    }

    /// <summary>Converts the call of a sub-module as usual, with whatever converters there are for what is in it.</summary>
    /// <param name="name">Its path within the module: <c>conv</c>, <c>layers.0</c>.</param>
    /// <param name="inputs">What it is to be computed from, in the order in which it first reads them; of the shapes that it has in PyTorch.</param>
    /// <returns>Its only result, in the order of the strategy.</returns>
    /// <exception cref="ArgumentException">There is no such sub-module, it takes another number of inputs, or has several results.</exception>
    public TfTensor ConvertChild(string name, params IReadOnlyList<TfTensor> inputs) => Single(name, ConvertChildren(name, inputs));

    /// <summary>As <see cref="ConvertChild(string, IReadOnlyList{TfTensor})"/>, with other weights than the module's own: those are computed at once.</summary>
    /// <param name="weights">By name within the sub-module (<c>weight</c>), in PyTorch's axis order, computed from weights alone.</param>
    /// <exception cref="ArgumentException">As above; or it has no weight of a name, or the weight is of another shape or type, or depends on an input.</exception>
    public TfTensor ConvertChild(string name, TfTensor input, IReadOnlyDictionary<string, TfTensor> weights)
    {
        TorchGraph child = Child(name, repetition: 0);
        Dictionary<Value, Value> replaced = weights.ToDictionary(w => ChildWeight(child, name, w.Key), w => Replacement(ChildWeight(child, name, w.Key), w.Value));
        return Single(name, Convert(SubGraph.WithConstants(child, replaced), name, [input]));
    }

    /// <summary>As <see cref="ConvertChild(string, IReadOnlyList{TfTensor})"/> where there are several results, or the module calls the sub-module several times.</summary>
    /// <param name="repetition">Which of the calls: 0 for the first.</param>
    /// <exception cref="ArgumentException">There is no such call, or it takes another number of inputs.</exception>
    public IReadOnlyList<TfTensor> ConvertChildren(string name, IReadOnlyList<TfTensor> inputs, int repetition = 0) => Convert(Child(name, repetition), name, inputs);

    /// <summary>Converts the whole module as usual, as if this converter were not there.</summary>
    /// <exception cref="ArgumentException">It takes another number of inputs.</exception>
    public IReadOnlyList<TfTensor> ConvertBody(params IReadOnlyList<TfTensor> inputs) => Convert(Body, "", inputs);

    private TorchGraph Child(string name, int repetition)
    {
        string path = Join(name);
        ModuleCall? call = Body.Nodes.SelectMany(static node => node.Provenance.Modules).Where(call => call.Path == path).Distinct().OrderBy(static call => call.Repetition).ElementAtOrDefault(repetition);
        if (call is null)
            throw new ArgumentException($"The module '{Path}' calls no '{name}'{(repetition > 0 ? $" {repetition + 1} times" : "")}; it calls {string.Join(", ", ChildNames())}.", nameof(name));
        return SubGraph.Of(Body, [.. Body.Nodes.Where(node => node.Provenance.Modules.Contains(call))]);
    }

    private IReadOnlyList<TfTensor> Convert(TorchGraph graph, string name, IReadOnlyList<TfTensor> inputs)
    {
        if (inputs.Count != graph.Inputs.Count)
            throw new ArgumentException($"'{Join(name)}' is computed from {graph.Inputs.Count} tensors ({string.Join(", ", graph.Inputs)}), but {inputs.Count} are given.", nameof(inputs));
        return GraphConverter.ConvertInline(BlockShuffles.Apply(ModuleGrouping.Apply(graph, _converters, _depth)), _converters, [.. inputs.Select(input => NodeConversion.Ordered(input, _strategy))], _strategy);
    }

    private static TfTensor Single(string name, IReadOnlyList<TfTensor> results) =>
        results.Count == 1 ? results[0] : throw new ArgumentException($"'{name}' has {results.Count} results that are read; use {nameof(ConvertChildren)}.", nameof(name));

    private Value ChildWeight(TorchGraph child, string name, string weight) =>
        child.Constants.FirstOrDefault(constant => LocalName(constant) == $"{name}.{weight}")
            ?? throw new ArgumentException($"'{Join(name)}' reads no weight '{weight}'; it reads {string.Join(", ", child.Constants.Select(LocalName))}.", nameof(weight));

    private static Value Replacement(Value own, TfTensor weight)
    {
        Tensor data = TfExecutor.Evaluate([weight.Value], new Dictionary<TensorFlow.Graph.TfValue, Tensor>())[0];
        if (data.Shape != own.Data!.Shape || data.DType != own.Data.DType)
            throw new ArgumentException($"The weight '{own.QualifiedName}' is {own.Data}, its replacement {data}.", nameof(weight));
        return new Value { Name = own.Name, Kind = own.Kind, Type = own.Type, Data = data, QualifiedName = own.QualifiedName };
    }

    private Dictionary<string, Tensor> Constants(ValueKind kind) => Body.Constants.Where(constant => constant.Kind == kind).ToDictionary(LocalName, static constant => constant.Data!);

    private string LocalName(Value constant)
    {
        string name = constant.QualifiedName ?? constant.Name;
        return Path.Length > 0 && name.StartsWith($"{Path}.", StringComparison.Ordinal) ? name[(Path.Length + 1)..] : name;
    }

    private string Join(string child) => Path.Length == 0 ? child : child.Length == 0 ? Path : $"{Path}.{child}";

    private string Local(string path) => Path.Length > 0 && path.StartsWith($"{Path}.", StringComparison.Ordinal) ? path[(Path.Length + 1)..] : path == Path ? "" : path;

    private IEnumerable<string> ChildNames() => Body.Nodes.SelectMany(static node => node.Provenance.Modules).Select(static call => call.Path).Where(path => path != Path && path.StartsWith(Path, StringComparison.Ordinal)).Select(Local).Distinct();

    private IEnumerable<string> AttributeNames() =>
        from node in Body.Nodes
        from argument in node.Operator.Arguments
        where argument.Type.Kind != SchemaKind.Tensor
        select Local(node.Provenance.ModulePath) is { Length: > 0 } path ? $"{path}.{argument.Name}" : argument.Name;

    private static T Convert<T>(string name, Node node, object? argument) => argument is not null && ArgumentBinder.Literal(node, argument, typeof(T)) is T value
        ? value
        : throw new ArgumentException($"The attribute '{name}' is {System.Convert.ToString(argument, CultureInfo.InvariantCulture) ?? "None"}, no {typeof(T).Name}.", nameof(name));
}
