using System.Numerics;
using Nobuco.Tensors;

namespace Nobuco.PyTorch.Aten;

/// <summary>A Python number: bool, int, float or complex. <see cref="DType"/> is the widest element type of its kind.</summary>
public readonly record struct Scalar
{
    private readonly long _integer;
    private readonly Complex _number;

    private Scalar(DType dtype, long integer, Complex number) => (DType, _integer, _number) = (dtype, integer, number);

    /// <summary>Bool, Int64, Float64 or Complex128.</summary>
    public DType DType { get; }

    public bool IsFloat => DType == DType.Float64;

    public static implicit operator Scalar(bool value) => new(DType.Bool, value ? 1 : 0, value ? 1 : 0);

    public static implicit operator Scalar(long value) => new(DType.Int64, value, value);

    public static implicit operator Scalar(double value) => new(DType.Float64, 0, value);

    public static implicit operator Scalar(Complex value) => new(DType.Complex128, 0, value);

    public double ToDouble() => DType is DType.Bool or DType.Int64 ? _integer : _number.Real;

    /// <summary>The integer; a float is truncated towards zero.</summary>
    public long ToInt64() => DType is DType.Bool or DType.Int64 ? _integer : (long)_number.Real;

    public bool ToBoolean() => DType is DType.Bool or DType.Int64 ? _integer != 0 : _number != Complex.Zero;

    public Complex ToComplex() => DType is DType.Bool or DType.Int64 ? _integer : _number;

    public Scalar Negate() => DType switch
    {
        DType.Complex128 => -_number,
        DType.Float64 => -_number.Real,
        _ => -_integer,
    };

    /// <summary>A tensor of rank 0 and the type <see cref="DType"/>.</summary>
    public Tensor ToTensor() => DType switch
    {
        DType.Bool => Tensor.Scalar(_integer != 0),
        DType.Int64 => Tensor.Scalar(_integer),
        DType.Float64 => Tensor.Scalar(_number.Real),
        _ => Tensor.Scalar(_number),
    };

    /// <summary>A tensor of rank 0 and the type <paramref name="dtype"/>.</summary>
    public Tensor ToTensor(DType dtype) => ToTensor().Cast(dtype);

    /// <summary>The only element of <paramref name="tensor"/>.</summary>
    public static Scalar Of(Tensor tensor)
    {
        if (tensor.DType == DType.Bool)
            return tensor.ItemAsInt64() != 0;
        if (tensor.DType.IsInteger())
            return tensor.ItemAsInt64();
        return tensor.DType.IsComplex() ? tensor.ToArray<Complex>()[0] : tensor.ItemAsDouble();
    }
}
