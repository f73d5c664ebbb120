namespace Nobuco.Tensors;

/// <summary>The element types of a tensor. Names are those of NumPy and TensorFlow.</summary>
public enum DType
{
    Float32,
    Float64,
    Float16,
    BFloat16,
    Int8,
    Int16,
    Int32,
    Int64,
    UInt8,
    UInt16,
    UInt32,
    UInt64,
    Bool,
    Complex64,
    Complex128,
}

/// <summary>What is known of each <see cref="DType"/>.</summary>
public static class DTypes
{
    /// <summary>Bytes of one element.</summary>
    public static int Size(this DType dtype) => dtype switch
    {
        DType.Bool or DType.Int8 or DType.UInt8 => 1,
        DType.Float16 or DType.BFloat16 or DType.Int16 or DType.UInt16 => 2,
        DType.Float32 or DType.Int32 or DType.UInt32 => 4,
        DType.Complex128 => 16,
        _ => 8,
    };

    public static bool IsFloat(this DType dtype) => dtype is DType.Float32 or DType.Float64 or DType.Float16 or DType.BFloat16;

    public static bool IsComplex(this DType dtype) => dtype is DType.Complex64 or DType.Complex128;

    /// <summary>Signed or unsigned integers; not <see cref="DType.Bool"/>.</summary>
    public static bool IsInteger(this DType dtype) => dtype is >= DType.Int8 and <= DType.UInt64;

    /// <summary>The short name used in the graphs' text form: f32, i64, u8, bool, c64.</summary>
    public static string ShortName(this DType dtype) => dtype switch
    {
        DType.Float32 => "f32",
        DType.Float64 => "f64",
        DType.Float16 => "f16",
        DType.BFloat16 => "bf16",
        DType.Int8 => "i8",
        DType.Int16 => "i16",
        DType.Int32 => "i32",
        DType.Int64 => "i64",
        DType.UInt8 => "u8",
        DType.UInt16 => "u16",
        DType.UInt32 => "u32",
        DType.UInt64 => "u64",
        DType.Bool => "bool",
        DType.Complex64 => "c64",
        _ => "c128",
    };

    /// <summary>The long name: float32, int64, uint8, bool, complex64.</summary>
    public static string Name(this DType dtype) => dtype.ToString().ToLowerInvariant();

    /// <summary>The <see cref="DType"/> of the CLR type <typeparamref name="T"/>.</summary>
    /// <exception cref="NotSupportedException">No tensor holds elements of that type.</exception>
    public static DType Of<T>() where T : unmanaged => default(T) switch
    {
        float => DType.Float32,
        double => DType.Float64,
        Half => DType.Float16,
        BFloat16 => DType.BFloat16,
        sbyte => DType.Int8,
        short => DType.Int16,
        int => DType.Int32,
        long => DType.Int64,
        byte => DType.UInt8,
        ushort => DType.UInt16,
        uint => DType.UInt32,
        ulong => DType.UInt64,
        bool => DType.Bool,
        Complex64 => DType.Complex64,
        System.Numerics.Complex => DType.Complex128,
        _ => throw new NotSupportedException($"No tensor holds elements of type {typeof(T)}."),
    };

    /// <summary>The <see cref="DType"/> whose <see cref="ShortName"/> or <see cref="Name"/> is <paramref name="name"/>.</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static DType Parse(string name)
    {
        foreach (DType dtype in Enum.GetValues<DType>())
        {
            if (dtype.ShortName() == name || dtype.Name() == name)
                return dtype;
        }
        throw new FormatException($"'{name}' is not an element type.");
    }
}
