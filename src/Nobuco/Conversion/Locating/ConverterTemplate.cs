using Nobuco.PyTorch.Aten.Schema;

namespace Nobuco.Conversion;

/// <summary>The declaration that a converter of an operator begins with.</summary>
internal static class ConverterTemplate
{
    /// <summary>An attribute and a method with the schema's parameters, whose body is left to the user.</summary>
    public static string Of(OperatorSchema schema)
    {
        string name = schema.Overload.Length == 0 ? schema.Name : $"{schema.Name}.{schema.Overload}";
        IEnumerable<string> parameters = schema.Arguments.Where(static argument => !ArgumentBinder.IsIrrelevant(argument)).Select(static argument => $"{TypeOf(argument.Type)} {ConverterBinder.CamelCase(argument.Name)}");
        string method = string.Concat(name[(name.LastIndexOf(':') + 1)..].Split('_', '.').Where(static word => word.Length > 0).Select(static word => char.ToUpperInvariant(word[0]) + word[1..]));
        return $"""
            [Converter("{name}", ChannelOrderingStrategy.ForcePyTorchOrder)]
            public static {Result(schema)} {method}({string.Join(", ", parameters)}) => …;
            """;
    }

    private static string Result(OperatorSchema schema) => schema.Returns.Count == 1
        ? TypeOf(schema.Returns[0].Type)
        : $"({string.Join(", ", schema.Returns.Select(static result => TypeOf(result.Type)))})";

    private static string TypeOf(SchemaType type)
    {
        string item = type.Kind switch
        {
            SchemaKind.Tensor => "TfTensor",
            SchemaKind.Int => "long",
            SchemaKind.SymInt => "Dim",
            SchemaKind.Float or SchemaKind.Scalar => "double",
            SchemaKind.Bool or SchemaKind.SymBool => "bool",
            SchemaKind.String => "string",
            _ => "DType",
        };
        string list = type.Kind == SchemaKind.Tensor ? $"IReadOnlyList<{item}{(type.HasOptionalElements ? "?" : "")}>" : $"Seq<{item}>";
        return (type.IsList ? list : item) + (type.IsOptional ? "?" : "");
    }
}
