using Nobuco.TensorFlow.Graph;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Executor;

/// <summary>What a kernel is called with.</summary>
internal sealed class KernelCall(TfNode node, IReadOnlyList<Tensor> inputs, SymbolTable symbols)
{
    public TfNode Node => node;

    public IReadOnlyList<Tensor> Inputs => inputs;

    public Tensor this[int index] => inputs[index];

    /// <summary>An input that may be missing.</summary>
    public Tensor? Optional(int index) => index < inputs.Count ? inputs[index] : null;

    public long Size(Dim dim) => symbols.Evaluate(dim);

    /// <summary>Sizes that an input carries, if it is there, and an attribute otherwise.</summary>
    public Seq<long> Sizes(Seq<Dim> attribute, int input = int.MaxValue) =>
        Optional(input) is { } given ? given.ToArray<long>().ToSeq() : symbols.Evaluate(attribute);
}
