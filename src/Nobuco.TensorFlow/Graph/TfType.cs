using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Graph;

/// <summary>Element type and physical shape of a value; axes may be symbolic.</summary>
public sealed record TfType(DType DType, Seq<Dim> Shape)
{
    public int Rank => Shape.Count;

    public bool IsStatic => Shape.All(static d => d.IsConstant);

    /// <summary>The sizes of a static shape.</summary>
    /// <exception cref="InvalidOperationException">An axis is symbolic.</exception>
    public Seq<long> StaticShape => Shape.Select(static d => d.Value).ToSeq();

    public override string ToString() => $"{DType.ShortName()}[{string.Join(",", Shape)}]";
}
