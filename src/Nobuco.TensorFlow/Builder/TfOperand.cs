using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow;

/// <summary>What element-wise functions take: a tensor, or a number that takes the element type of the other operand.</summary>
public readonly struct TfOperand
{
    private readonly object _value;

    private TfOperand(object value) => _value = value;

    public static implicit operator TfOperand(TfTensor tensor) => new(tensor);

    public static implicit operator TfOperand(double number) => new(number);

    public static implicit operator TfOperand(long number) => new(number);

    /// <summary>A size, possibly symbolic.</summary>
    public static implicit operator TfOperand(Dim size) => new(size);

    /// <summary>The tensor, or null for a number.</summary>
    public TfTensor? Tensor => _value as TfTensor;

    /// <summary>The tensor; a number as a scalar of <paramref name="dtype"/>.</summary>
    /// <exception cref="ArgumentException">The element type cannot hold the number.</exception>
    public TfTensor ToTensor(DType dtype) => _value switch
    {
        TfTensor tensor => tensor,
        long number => tf.Constant(number, dtype),
        double number => tf.Constant(number, dtype),
        Dim size => tf.Size(size, dtype),
        _ => throw new InvalidOperationException("The operand is empty."),
    };

    public override string ToString() => _value?.ToString() ?? "";
}
