using Nobuco.PyTorch.Aten.Schema;

namespace Nobuco.Conversion;

/// <summary>The C# signature that a converter of an operator has.</summary>
internal static class ConverterSignature
{
    private static readonly Dictionary<Type, string> _keywords = new()
    {
        [typeof(long)] = "long",
        [typeof(int)] = "int",
        [typeof(double)] = "double",
        [typeof(float)] = "float",
        [typeof(bool)] = "bool",
        [typeof(string)] = "string",
        [typeof(void)] = "void",
    };

    /// <summary><c>TfTensor self, long dim, bool keepdim</c>: a parameter for every argument that a converter can take.</summary>
    public static string Parameters(OperatorSchema schema) => string.Join(", ", schema.Arguments
        .Where(static argument => ConverterBinder.TypesFor(argument.Type).Count > 0 && !ArgumentBinder.IsIrrelevant(argument))
        .Select(static argument => $"{Name(ConverterBinder.TypesFor(argument.Type)[0])}{(argument.Type.IsOptional ? "?" : "")} {Identifier(argument.Name)}"));

    /// <summary><c>TfTensor</c>, <c>(TfTensor, TfTensor)</c>, <c>IReadOnlyList&lt;TfTensor&gt;</c>.</summary>
    public static string Result(OperatorSchema schema)
    {
        string[] results = [.. schema.Returns.Select(static r => r.Type.IsList ? "IReadOnlyList<TfTensor>" : "TfTensor")];
        return results.Length == 1 ? results[0] : $"({string.Join(", ", results)})";
    }

    /// <summary>What to write: the whole signature, of which only the tensors are necessary.</summary>
    public static string Advice(OperatorSchema schema) =>
        $"Write {Result(schema)} Convert({Parameters(schema)}), without those whose default is enough; a parameter ConverterCall call gets the call itself.";

    /// <summary>The call that registers a converter, up to what it computes: for a custom operator with its schema as far as the program shows it.</summary>
    public static string Registration(OperatorSchema schema) =>
        $"Converters.Default.With(\"{QuotedName(schema)}\", ChannelOrderingStrategy.…, ({Parameters(schema)}) => …)";

    /// <summary>An attribute and a method with the schema's parameters.</summary>
    /// <param name="body">What it computes; left to the user where it is not given.</param>
    public static string Declaration(OperatorSchema schema, string body = "…") => $"""
        [Converter("{QuotedName(schema)}", ChannelOrderingStrategy.ForcePyTorchOrder)]
        public static {Result(schema)} {MethodName(schema)}({Parameters(schema)}) => {body};
        """;

    /// <summary><c>count_include_pad</c> → <c>countIncludePad</c>.</summary>
    public static string CamelCase(string name)
    {
        string[] words = name.Split('_', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? name : words[0] + string.Concat(words[1..].Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
    }

    /// <summary>The type as C# writes it: <c>Seq&lt;long&gt;</c>.</summary>
    public static string Name(Type type)
    {
        if (_keywords.TryGetValue(type, out string? keyword))
            return keyword;
        return type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : type.Name;
    }

    /// <summary>The name that a converter is registered by: a custom operator's whole schema.</summary>
    private static string QuotedName(OperatorSchema schema)
    {
        if (schema.IsUnknown)
            return SchemaPrinter.Print(schema);
        return schema.Overload.Length == 0 ? schema.Name : $"{schema.Name}.{schema.Overload}";
    }

    private static string MethodName(OperatorSchema schema) => string.Concat($"{schema.Name[(schema.Name.LastIndexOf(':') + 1)..]}.{schema.Overload}"
        .Split('_', '.').Where(static word => word.Length > 0).Select(static word => char.ToUpperInvariant(word[0]) + word[1..]));

    private static string Identifier(string name) => CamelCase(name) is var camel && camel is "in" or "out" or "ref" or "base" or "params" or "string" or "float" ? $"@{camel}" : camel;
}
