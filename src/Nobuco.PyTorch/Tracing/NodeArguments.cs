using Nobuco.PyTorch.Graph;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.PyTorch.Tracing;

/// <summary>Arguments of nodes as the executing surface takes them.</summary>
internal static class NodeArguments
{
    public static object? Resolve(object? argument, Func<Value, Tensor> read, SymbolBinding symbols) => argument switch
    {
        Value value => read(value),
        Dim size => (Dim)symbols.Evaluate(size),
        Seq<Dim> sizes => sizes.Select(size => (Dim)symbols.Evaluate(size)).ToSeq(),
        IReadOnlyList<Value?> values => values.Select(value => value is null ? null : read(value)).ToArray(),
        _ => argument,
    };
}
