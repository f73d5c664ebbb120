using System.Globalization;
using System.Text;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.PyTorch.Aten.Schema;

/// <summary>The literals of schemas, and their conversion to the types of <see cref="Graph.Node.Arguments"/>.</summary>
internal static class SchemaDefaults
{
    /// <summary>An identifier that stands for a value: <c>Mean</c>, <c>long</c>, <c>contiguous_format</c>.</summary>
    public sealed record Word(string Text);

    public static object? Read(string word) => word switch
    {
        "None" => null,
        "True" => true,
        "False" => false,
        _ when long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long integer) => integer,
        _ when double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double real) => real,
        _ => new Word(word),
    };

    public static string Unquote(ReadOnlySpan<char> text)
    {
        var result = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
            result.Append(text[i] == '\\' && ++i < text.Length ? Unescape(text[i]) : text[i]);
        return result.ToString();
    }

    private static char Unescape(char escaped) => escaped switch
    {
        'n' => '\n',
        't' => '\t',
        'f' => '\f',
        'v' => '\v',
        'r' => '\r',
        _ => escaped,
    };

    /// <summary>The literal as a value of <paramref name="type"/>.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static object? Convert(object? literal, SchemaType type)
    {
        if (literal is null)
            return null;
        if (!type.IsList)
            return Element(literal, type.Kind);
        List<object?> items = literal as List<object?> ?? [.. Enumerable.Repeat<object?>(literal, type.Length ?? 1)];
        return type.Kind switch
        {
            SchemaKind.Int => List<long>(items, type.Kind),
            SchemaKind.SymInt => List<Dim>(items, type.Kind),
            SchemaKind.Float => List<double>(items, type.Kind),
            SchemaKind.Bool => List<bool>(items, type.Kind),
            SchemaKind.String => List<string>(items, type.Kind),
            _ => List<object?>(items, type.Kind),
        };
    }

    private static Seq<T> List<T>(List<object?> items, SchemaKind kind) => items.Select(item => (T)Element(item!, kind)!).ToSeq();

    private static object? Element(object literal, SchemaKind kind) => (literal, kind) switch
    {
        (long value, SchemaKind.SymInt) => (Dim)value,
        (long value, SchemaKind.Float) => (double)value,
        (long value, SchemaKind.ScalarType) => ScalarTypes.FromC10(value),
        (long value, SchemaKind.MemoryFormat) => MemoryFormats.FromC10(value),
        (Word word, SchemaKind.ScalarType) => ScalarTypes.Parse(word.Text),
        (Word { Text: "contiguous_format" }, _) => MemoryFormat.Contiguous,
        (Word { Text: "Mean" }, SchemaKind.Int) => 1L,
        (Word word, _) => throw new FormatException($"The default value '{word.Text}' is unknown."),
        (_, SchemaKind.Layout or SchemaKind.Device or SchemaKind.Generator) => null,
        _ => literal,
    };
}
