using System.Globalization;
using System.Security.Cryptography;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Graph.Text;

/// <summary>The text of a constant's elements: a list where there are few of them, otherwise a name made of their hash.</summary>
internal static class ConstantText
{
    private const int LargestLiteral = 16;

    public static bool IsLiteral(Tensor value) => value.Count <= LargestLiteral && !value.DType.IsComplex();

    /// <summary>The same for equal shapes, types and elements, whatever the strides.</summary>
    public static string Name(Tensor value)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(System.Text.Encoding.UTF8.GetBytes(value.ToString()));
        hash.AppendData(value.Contiguous().ReadOnlyBytes());
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
    }

    public static string Format(Tensor value) => IsLiteral(value) ? $"[{string.Join(", ", Elements(value))}]" : $"dense<{Name(value)}>";

    public static Tensor Parse(string text, DType dtype, Seq<long> shape, IReadOnlyDictionary<string, Tensor>? constants)
    {
        if (!text.StartsWith("dense<", StringComparison.Ordinal))
            return Literal(AttributeText.Items(text), dtype).Reshape(shape);
        string name = text["dense<".Length..^1];
        if (constants is null)
            return Tensor.Zeros(dtype, Seq<long>.Empty).BroadcastTo(shape);
        Tensor value = constants.GetValueOrDefault(name) ?? throw new FormatException($"the constant '{name}' is not given");
        return value.DType == dtype && value.Shape == shape ? value : throw new FormatException($"the constant '{name}' is {value}");
    }

    private static IEnumerable<string> Elements(Tensor value) => value.DType switch
    {
        DType.Bool => value.ToArray<bool>().Select(static b => b ? "true" : "false"),
        DType.UInt64 => value.ToArray<ulong>().Select(static n => n.ToString(CultureInfo.InvariantCulture)),
        DType.Float32 => value.ToArray<float>().Select(static n => float.IsFinite(n) ? n.ToString("R", CultureInfo.InvariantCulture) : AttributeText.Number(n)),
        _ when value.DType.IsFloat() => value.ToArray<double>().Select(AttributeText.Number),
        _ => value.ToArray<long>().Select(static n => n.ToString(CultureInfo.InvariantCulture)),
    };

    private static Tensor Literal(IReadOnlyList<string> elements, DType dtype) => dtype switch
    {
        DType.Bool => Tensor.From(elements.Select(bool.Parse).ToArray(), elements.Count),
        DType.UInt64 => Tensor.From(elements.Select(static e => ulong.Parse(e, CultureInfo.InvariantCulture)).ToArray(), elements.Count),
        _ when dtype.IsFloat() => Tensor.From(elements.Select(AttributeText.ParseNumber).ToArray(), elements.Count).Cast(dtype),
        _ => Tensor.From(elements.Select(static e => long.Parse(e, CultureInfo.InvariantCulture)).ToArray(), elements.Count).Cast(dtype),
    };
}
