using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Graph.Ops;

/// <summary>A graph input.</summary>
public sealed record Placeholder(TfType Type) : Op
{
    public override Seq<TfType> Infer(Seq<TfType> inputs) => [Type];
}

/// <summary>
/// A constant. The tensor may be any strided view, also of a mapped file; permuting or reshaping a constant only makes another view.
/// </summary>
/// <param name="QualifiedName">The weight's PyTorch name, if it is one.</param>
public sealed record Const(Tensor Value, string? QualifiedName = null) : Op
{
    public override Seq<TfType> Infer(Seq<TfType> inputs) =>
        [new TfType(Value.DType, Value.Shape.Select(static size => (Tensors.Symbolic.Dim)size).ToSeq())];
}
