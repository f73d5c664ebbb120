using Nobuco.Tensors;

namespace Nobuco.PyTorch.Aten.Schema;

/// <summary>PyTorch's element types: the numbers of <c>c10::ScalarType</c> (TorchScript, schema defaults) and of the export schema, and the Python names.</summary>
public static class ScalarTypes
{
    /// <summary>The element type with the number <paramref name="code"/> in c10.</summary>
    /// <exception cref="FormatException">No tensor of ours has that type.</exception>
    public static DType FromC10(long code) => code switch
    {
        0 => DType.UInt8,
        1 => DType.Int8,
        2 => DType.Int16,
        3 => DType.Int32,
        4 => DType.Int64,
        5 => DType.Float16,
        6 => DType.Float32,
        7 => DType.Float64,
        9 => DType.Complex64,
        10 => DType.Complex128,
        11 => DType.Bool,
        15 => DType.BFloat16,
        27 => DType.UInt16,
        28 => DType.UInt32,
        29 => DType.UInt64,
        _ => throw new FormatException($"The element type with c10 number {code} is not supported."),
    };

    /// <summary>The element type that exported programs write as <paramref name="code"/>: a number of their own (<c>7</c>), or an enum member's name (<c>FLOAT</c>).</summary>
    /// <returns>Null if no tensor of ours has that type.</returns>
    public static DType? FromExport(string code) => code switch
    {
        "1" or "BYTE" => DType.UInt8,
        "2" or "CHAR" => DType.Int8,
        "3" or "SHORT" => DType.Int16,
        "4" or "INT" => DType.Int32,
        "5" or "LONG" => DType.Int64,
        "6" or "HALF" => DType.Float16,
        "7" or "FLOAT" => DType.Float32,
        "8" or "DOUBLE" => DType.Float64,
        "10" or "COMPLEXFLOAT" => DType.Complex64,
        "11" or "COMPLEXDOUBLE" => DType.Complex128,
        "12" or "BOOL" => DType.Bool,
        "13" or "BFLOAT16" => DType.BFloat16,
        "28" or "UINT16" => DType.UInt16,
        "34" or "UINT32" => DType.UInt32,
        "35" or "UINT64" => DType.UInt64,
        _ => null,
    };

    /// <summary>The number that exported programs write for an element type.</summary>
    public static int ToExport(DType dtype) => dtype switch
    {
        DType.UInt8 => 1,
        DType.Int8 => 2,
        DType.Int16 => 3,
        DType.Int32 => 4,
        DType.Int64 => 5,
        DType.Float16 => 6,
        DType.Float32 => 7,
        DType.Float64 => 8,
        DType.Complex64 => 10,
        DType.Complex128 => 11,
        DType.Bool => 12,
        DType.BFloat16 => 13,
        DType.UInt16 => 28,
        DType.UInt32 => 34,
        DType.UInt64 => 35,
        _ => throw new ArgumentOutOfRangeException(nameof(dtype), dtype, "PyTorch has no such element type."),
    };

    /// <summary>The element type of a Python name (<c>float32</c>, <c>float</c>, <c>long</c>).</summary>
    /// <exception cref="FormatException">There is none.</exception>
    public static DType Parse(string name) => name.ToLowerInvariant() switch
    {
        "byte" => DType.UInt8,
        "char" => DType.Int8,
        "short" => DType.Int16,
        "int" => DType.Int32,
        "long" => DType.Int64,
        "half" => DType.Float16,
        "float" => DType.Float32,
        "double" => DType.Float64,
        "cfloat" or "complexfloat" => DType.Complex64,
        "cdouble" or "complexdouble" => DType.Complex128,
        var other => DTypes.Parse(other),
    };

    /// <summary>The name in schemas.</summary>
    public static string PythonName(DType dtype) => dtype == DType.Int64 ? "long" : dtype.Name();
}
