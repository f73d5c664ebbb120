namespace Nobuco.Tensors.Kernels;

public enum ReductionKind
{
    Sum,
    Mean,
    Max,
    Min,
    Product,
    Any,
    All,
}
