using Nobuco.Tensors;

namespace Nobuco.PyTorch.Aten;

/// <summary>
/// A tensor or a Python number given in its place. A number takes part in type promotion with less weight than a tensor
/// of rank 0, which has less than other tensors.
/// </summary>
internal readonly record struct Operand(Tensor Tensor, bool IsNumber)
{
    public static implicit operator Operand(Tensor tensor) => new(tensor, false);

    public static implicit operator Operand(Scalar number) => new(number.ToTensor(), true);

    public DType DType => Tensor.DType;
}
