namespace Nobuco.Tensors.Kernels;

public enum CompareKind
{
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
}
