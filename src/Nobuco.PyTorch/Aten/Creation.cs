using Nobuco.Tensors;

namespace Nobuco.PyTorch.Aten;

/// <summary>New tensors.</summary>
internal static class Creation
{
    [AtenOperator("aten::zeros")]
    public static Tensor Zeros(Seq<long> size, DType? dtype) => Tensor.Zeros(dtype ?? DType.Float32, size);
}
