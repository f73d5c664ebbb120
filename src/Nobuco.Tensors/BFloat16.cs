namespace Nobuco.Tensors;

/// <summary>The upper half of a float32: 1 sign bit, 8 exponent bits, 7 mantissa bits.</summary>
public readonly record struct BFloat16(ushort Bits)
{
    public static explicit operator float(BFloat16 value) => BitConverter.UInt32BitsToSingle((uint)value.Bits << 16);

    /// <summary>Rounds to nearest, ties to even, as PyTorch does; NaN stays NaN.</summary>
    public static explicit operator BFloat16(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value);
        return float.IsNaN(value)
            ? new BFloat16(0x7FC0)
            : new BFloat16((ushort)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16));
    }
}

/// <summary>A complex number of two float32.</summary>
public readonly record struct Complex64(float Real, float Imaginary)
{
    public static implicit operator System.Numerics.Complex(Complex64 value) => new(value.Real, value.Imaginary);

    public static explicit operator Complex64(System.Numerics.Complex value) => new((float)value.Real, (float)value.Imaginary);
}
