using Nobuco.PyTorch.Aten;
using Nobuco.PyTorch.Aten.Schema;
using Nobuco.PyTorch.Graph;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;
using Mutation = Nobuco.PyTorch.Graph.Mutation;

namespace Nobuco.PyTorch.Tracing;

/// <summary>
/// Records what a program calls as a purely functional <see cref="TorchGraph"/>. Tensors are <see cref="TracedTensor"/>s, which remember what they
/// are views of: an in-place operator becomes the functional one, whose result is put into the memory's value through the chain of views.
/// </summary>
internal sealed partial class TracingSurface(SchemaTable schemas, ViewLayout layout) : IAtenSurface
{
    private readonly GraphRecorder _recorder = new();
    private readonly List<(string Name, bool IsBuffer, TensorView Memory, Value Initial)> _state = [];

    /// <summary>A tensor that is given to the graph.</summary>
    public TracedTensor AddInput(string name, TensorType type)
    {
        var value = new Value { Name = _recorder.UniqueValueName(name), Kind = ValueKind.Input, Type = type };
        _recorder.Inputs.Add(value);
        return AddState(name, isBuffer: false, value);
    }

    /// <inheritdoc/>
    public object Constant(ProgramTensor tensor)
    {
        var value = new Value
        {
            Name = _recorder.UniqueValueName(tensor.Name),
            Kind = tensor.Kind,
            Type = new TensorType(tensor.Tensor.DType, tensor.Tensor.Shape.Select(size => (Dim)size).ToSeq()),
            Data = tensor.Tensor,
            QualifiedName = tensor.QualifiedName,
        };
        _recorder.Constants.Add(value);
        return AddState(tensor.QualifiedName, isBuffer: true, value);
    }

    /// <inheritdoc/>
    public Seq<Dim> ShapeOf(object tensor) => ((TracedTensor)tensor).View.Type.Shape;

    /// <inheritdoc/>
    public IReadOnlyList<object?> Call(AtenCall call)
    {
        if (call.Operator.IsMutating)
            return Mutate(call);
        if (call.ReturnTypes is [Dim { SymbolName: { } symbol }])
            return RecordSymbol(call, symbol);
        TracedTensor? source = AliasedArgument(call);
        return AliasRules.Of(call, source?.View, layout) switch
        {
            Aliasing.Same => [source],
            Aliasing.Alias => [new TracedTensor(source!.View)],
            Aliasing.Copy => [new TracedTensor(new TensorView(Read(source!.View)))],
            Aliasing.View => CallTypes.Unflatten(call.ReturnTypes, View(source!.View, call).Outputs.Select(view => new TracedTensor(view))),
            _ => CallTypes.Unflatten(call.ReturnTypes, Record(call).Outputs.Select(value => new TracedTensor(new TensorView(value)))),
        };
    }

    /// <summary>The graph whose outputs are <paramref name="outputs"/>: tensors of this surface, or Python constants.</summary>
    public TorchGraph Finish(IEnumerable<(string Name, object? Output)> outputs, IReadOnlyDictionary<string, SymbolRange> symbols)
    {
        GraphOutput[] all = [.. outputs.Select(o => o.Output is TracedTensor tensor ? new GraphOutput(o.Name, Read(tensor.View), null) : new(o.Name, null, o.Output))];
        Mutation[] mutations = [.. _state.Where(s => s.Memory.Value != s.Initial).Select(s => new Mutation(s.Name, s.IsBuffer, s.Memory.Value!))];
        return _recorder.Finish(all, mutations, symbols);
    }

    /// <summary>The program returns the new content of a buffer or an input instead of writing it.</summary>
    public void Assign(string name, bool isBuffer, TracedTensor content)
    {
        (_, _, TensorView memory, _) = _state.First(s => s.Name == name && s.IsBuffer == isBuffer);
        memory.Value = Read(content.View);
    }

    private TracedTensor AddState(string name, bool isBuffer, Value value)
    {
        var memory = new TensorView(value);
        _state.Add((name, isBuffer, memory, value));
        return new TracedTensor(memory);
    }

    /// <summary>The argument whose memory the first result may share: the one of the same alias set, else the first.</summary>
    private static TracedTensor? AliasedArgument(AtenCall call)
    {
        AliasInfo? alias = call.Operator.Returns.Count > 0 ? call.Operator.Returns[0].Alias : null;
        for (int i = 0; i < call.Arguments.Count; i++)
        {
            if (call.Arguments[i] is TracedTensor tensor && (alias is null || call.Operator.Arguments[i].Alias?.Set == alias.Set))
                return tensor;
        }
        return null;
    }

    private Node Record(AtenCall call) =>
        _recorder.Record(call.Name, call.Operator, Values(call.Operator, call.Arguments), CallTypes.Flatten(call), call.Provenance);

    /// <summary>A number that is computed (<c>item</c>): a symbol, and a value of its name.</summary>
    private IReadOnlyList<object?> RecordSymbol(AtenCall call, string symbol)
    {
        _recorder.Record(
            call.Name, call.Operator, Values(call.Operator, call.Arguments), [new TensorType(DType.Int64, [])], call.Provenance, valueName: symbol);
        return call.ReturnTypes;
    }

    /// <summary>Arguments with the values that tensors have now.</summary>
    private object?[] Values(OperatorSchema schema, IReadOnlyList<object?> arguments) =>
    [
        .. arguments.Select((argument, i) => argument switch
        {
            TracedTensor tensor => Read(tensor.View),
            IReadOnlyList<object?> list when i < schema.Arguments.Count && schema.Arguments[i].Type is { Kind: SchemaKind.Tensor, IsList: true } =>
                list.Select(item => item is TracedTensor tensor ? Read(tensor.View) : null).ToArray(),
            _ => argument,
        }),
    ];
}
