using System.Globalization;
using System.Text;
using Nobuco.Tensors;

namespace Nobuco.PyTorch.Aten.Schema;

/// <summary>Prints schemas in the form that <see cref="SchemaParser"/> reads back.</summary>
public static class SchemaPrinter
{
    public static string Print(OperatorSchema schema)
    {
        var arguments = new List<string>();
        foreach (SchemaArgument argument in schema.Arguments)
        {
            if (argument.IsKeywordOnly && !arguments.Contains("*"))
                arguments.Add("*");
            arguments.Add(Print(argument));
        }
        if (schema.IsVariadic)
            arguments.Add("...");
        string name = schema.Overload.Length == 0 ? schema.Name : $"{schema.Name}.{schema.Overload}";
        return $"{name}({string.Join(", ", arguments)}) -> {PrintReturns(schema.Returns)}";
    }

    /// <summary>The type with its alias annotation: <c>Tensor(a!)[]</c>.</summary>
    public static string Print(SchemaType type, AliasInfo? alias)
    {
        var text = new StringBuilder(ElementName(type));
        if (alias is not null)
            text.Append('(').Append(alias.Set).Append(alias.IsWrite ? "!" : "").Append(alias.After is null ? "" : $" -> {alias.After}").Append(')');
        if (type.HasOptionalElements)
            text.Append('?');
        if (type.IsList)
            text.Append('[').Append(type.Length).Append(']');
        return text.Append(type.IsOptional ? "?" : "").ToString();
    }

    private static string ElementName(SchemaType type) => type.Kind switch
    {
        SchemaKind.Int => "int",
        SchemaKind.Float => "float",
        SchemaKind.Bool => "bool",
        SchemaKind.String => "str",
        SchemaKind.Other => type.Spelling ?? "Any",
        _ => type.Kind.ToString(),
    };

    private static string Print(SchemaArgument argument)
    {
        string text = $"{Print(argument.Type, argument.Alias)} {argument.Name}";
        return argument.HasDefault ? $"{text}={Literal(argument.Default)}" : text;
    }

    private static string PrintReturns(Seq<SchemaReturn> returns)
    {
        string[] parts = [.. returns.Select(r => r.Name is null ? Print(r.Type, r.Alias) : $"{Print(r.Type, r.Alias)} {r.Name}")];
        return parts is [var single] && single[0] != '(' && returns[0].Name is null ? single : $"({string.Join(", ", parts)})";
    }

    private static string Literal(object? value) => value switch
    {
        null => "None",
        double real => Real(real),
        string text => Quote(text),
        DType dtype => ScalarTypes.PythonName(dtype),
        MemoryFormat.Contiguous => "contiguous_format",
        System.Collections.IEnumerable items => $"[{string.Join(",", items.Cast<object?>().Select(Literal))}]",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Real(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().ContainsAny(".E") ? text : text + ".0";
    }

    private static string Quote(string text)
    {
        var quoted = new StringBuilder("'");
        foreach (char c in text)
        {
            _ = c switch
            {
                '\n' => quoted.Append("\\n"),
                '\t' => quoted.Append("\\t"),
                '\f' => quoted.Append("\\f"),
                '\v' => quoted.Append("\\v"),
                '\r' => quoted.Append("\\r"),
                '\\' or '\'' => quoted.Append('\\').Append(c),
                _ => quoted.Append(c),
            };
        }
        return quoted.Append('\'').ToString();
    }
}
