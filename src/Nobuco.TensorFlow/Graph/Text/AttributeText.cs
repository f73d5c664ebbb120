using System.Collections;
using System.Globalization;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Graph.Text;

/// <summary>The text of attribute values and back.</summary>
internal static class AttributeText
{
    public static string Format(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        string text => Quote(text),
        DType dtype => dtype.ShortName(),
        double number => Number(number),
        Dim dim => dim.ToString(),
        IEnumerable items => $"[{string.Join(", ", items.Cast<object>().Select(Format))}]",
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException($"Attributes of type {value.GetType().Name} have no text form."),
    };

    public static object? Parse(string text, Type type)
    {
        if (text == "null")
            return null;
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Parse(text, underlying);
        if (type == typeof(bool))
            return bool.Parse(text);
        if (type == typeof(int))
            return int.Parse(text, CultureInfo.InvariantCulture);
        if (type == typeof(long))
            return long.Parse(text, CultureInfo.InvariantCulture);
        if (type == typeof(double))
            return ParseNumber(text);
        if (type == typeof(string))
            return Unquote(text);
        if (type == typeof(Dim))
            return DimParser.Parse(text);
        if (type == typeof(DType))
            return DTypes.Parse(text);
        if (type.IsEnum)
            return Enum.Parse(type, text);
        return ParseSequence(text, type);
    }

    public static string Number(double number) => number switch
    {
        double.PositiveInfinity => "inf",
        double.NegativeInfinity => "-inf",
        double.NaN => "nan",
        _ => number.ToString("R", CultureInfo.InvariantCulture),
    };

    public static double ParseNumber(string text) => text switch
    {
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        "nan" => double.NaN,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };

    public static string Quote(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    public static string Unquote(string text) => text.Length >= 2 && text[0] == '"' && text[^1] == '"'
        ? text[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal)
        : throw new FormatException($"'{text}' is not a quoted text.");

    /// <summary>The items of <c>[a, b(c, d)]</c>.</summary>
    public static IReadOnlyList<string> Items(string text)
    {
        var scanner = new TextScanner(text);
        var items = new List<string>();
        scanner.Expect("[");
        while (!scanner.Take("]"))
        {
            items.Add(scanner.RawUntil(",]"));
            scanner.Take(",");
        }
        return items;
    }

    private static object ParseSequence(string text, Type type)
    {
        IReadOnlyList<string> items = Items(text);
        if (type == typeof(Seq<int>))
            return items.Select(static i => (int)Parse(i, typeof(int))!).ToSeq();
        if (type == typeof(Seq<long>))
            return items.Select(static i => (long)Parse(i, typeof(long))!).ToSeq();
        if (type == typeof(Seq<double>))
            return items.Select(ParseNumber).ToSeq();
        if (type == typeof(Seq<Dim>))
            return items.Select(DimParser.Parse).ToSeq();
        throw new NotSupportedException($"Attributes of type {type.Name} have no text form.");
    }
}
