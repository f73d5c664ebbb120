using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.PyTorch.Graph;

/// <summary>Element type and shape of a tensor, in PyTorch's axis order; axes may be symbolic.</summary>
public sealed record TensorType(DType DType, Seq<Dim> Shape)
{
    public int Rank => Shape.Count;

    public override string ToString() => $"{DType.ShortName()}[{string.Join(",", Shape)}]";
}
