using Nobuco.PyTorch.Aten;
using Nobuco.PyTorch.Aten.Schema;
using Nobuco.PyTorch.Graph;

namespace Nobuco.PyTorch.Tracing;

/// <summary>Control flow: the bodies become graphs of their own.</summary>
internal sealed partial class TracingSurface
{
    private static readonly Dictionary<string, SymbolRange> NoSymbols = [];

    /// <inheritdoc/>
    public IReadOnlyList<object?> CallHigherOrder(HigherOrderCall call)
    {
        OperatorSchema schema = SchemaOf(call);
        TorchGraph[] bodies = [.. call.Bodies.Select(body => Trace(body, call))];
        Node node = _recorder.Record(
            call.Name, schema, Values(schema, call.Arguments), CallTypes.Flatten(call.ReturnTypes), call.Provenance, subgraphs: bodies);
        return CallTypes.Unflatten(call.ReturnTypes, node.Outputs.Select(value => new TracedTensor(new TensorView(value))));
    }

    private TorchGraph Trace(IProgramBody body, HigherOrderCall call)
    {
        var surface = new TracingSurface(schemas, layout);
        object?[] operands = [.. call.Arguments.SelectMany(argument => argument is IReadOnlyList<object?> list ? list : [argument]).TakeLast(body.InputTypes.Count)];
        IReadOnlyList<object?> inputs =
            [.. body.InputTypes.Select((type, i) => type is null ? operands[i] : surface.AddInput($"operand_{i}", type))];
        TorchGraph graph = surface.Finish(body.Run(surface, inputs).Select((output, i) => ($"result_{i}", output)), NoSymbols);
        return graph.Mutations.Count == 0
            ? graph
            : throw new TracingException($"A body of {call.Operator} writes to its operands.", call.Provenance);
    }

    /// <summary><c>higher_order::cond(Tensor operand_0, Tensor[] operand_1) -> Tensor[]</c>: the arguments are what the call has.</summary>
    private static OperatorSchema SchemaOf(HigherOrderCall call) => new(
        $"higher_order::{call.Operator}",
        "",
        [.. call.Arguments.Select((argument, i) => new SchemaArgument($"operand_{i}", TypeOf(argument), null, false, null, false))],
        [new SchemaReturn(null, new SchemaType(SchemaKind.Tensor, IsList: true), null)]);

    private static SchemaType TypeOf(object? argument) => argument switch
    {
        TracedTensor => new SchemaType(SchemaKind.Tensor),
        IReadOnlyList<object?> => new SchemaType(SchemaKind.Tensor, IsList: true),
        _ => new SchemaType(SchemaKind.Scalar),
    };
}
