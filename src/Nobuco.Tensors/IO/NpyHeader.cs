using System.Globalization;
using System.Text.RegularExpressions;

namespace Nobuco.Tensors.IO;

/// <summary>What the header of an <c>.npy</c> says: <c>{'descr': '&lt;f4', 'fortran_order': False, 'shape': (2, 3), }</c>.</summary>
internal sealed partial record NpyHeader(DType DType, bool BigEndian, bool FortranOrder, Seq<long> Shape)
{
    public static NpyHeader Parse(string text, string name)
    {
        Match description = DescriptionPattern().Match(text), order = OrderPattern().Match(text), shape = ShapePattern().Match(text);
        if (!description.Success || !order.Success || !shape.Success)
            throw new InvalidFormatException($"The header of the array '{name}' is not understood: {text.Trim()}.");
        string type = description.Groups["type"].Value;
        return new NpyHeader(
            ElementType(type[1..]) ?? throw new InvalidFormatException($"The array '{name}' has elements of NumPy's type '{type}', which no tensor holds."),
            type[0] == '>',
            order.Groups[1].Value == "True",
            shape.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(size => ParseSize(size, name)).ToSeq());
    }

    /// <summary>NumPy's name of the element type, little-endian.</summary>
    public static string Description(DType dtype) => dtype switch
    {
        DType.Bool => "|b1",
        DType.Int8 => "|i1",
        DType.UInt8 => "|u1",
        DType.BFloat16 => "<f4",
        _ when dtype.IsComplex() => $"<c{dtype.Size()}",
        _ when dtype.IsFloat() => $"<f{dtype.Size()}",
        DType.UInt16 or DType.UInt32 or DType.UInt64 => $"<u{dtype.Size()}",
        _ => $"<i{dtype.Size()}",
    };

    private static DType? ElementType(string kind) => kind switch
    {
        "b1" => DType.Bool,
        "i1" => DType.Int8,
        "i2" => DType.Int16,
        "i4" => DType.Int32,
        "i8" => DType.Int64,
        "u1" => DType.UInt8,
        "u2" => DType.UInt16,
        "u4" => DType.UInt32,
        "u8" => DType.UInt64,
        "f2" => DType.Float16,
        "f4" => DType.Float32,
        "f8" => DType.Float64,
        "c8" => DType.Complex64,
        "c16" => DType.Complex128,
        _ => null,
    };

    private static long ParseSize(string text, string name) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long size)
            ? size
            : throw new InvalidFormatException($"The array '{name}' has the size '{text}'.");

    [GeneratedRegex("""['"]descr['"]\s*:\s*['"](?<type>[<>|=][A-Za-z]\d*)['"]""")]
    private static partial Regex DescriptionPattern();

    [GeneratedRegex("""['"]fortran_order['"]\s*:\s*(True|False)""")]
    private static partial Regex OrderPattern();

    [GeneratedRegex("""['"]shape['"]\s*:\s*\(([^)]*)\)""")]
    private static partial Regex ShapePattern();
}
