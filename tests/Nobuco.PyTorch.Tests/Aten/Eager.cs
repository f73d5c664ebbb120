using Nobuco.PyTorch.Aten;
using Nobuco.PyTorch.Aten.Schema;
using Nobuco.PyTorch.Graph;
using Nobuco.Tensors;

namespace Nobuco.PyTorch.Tests.Aten;

/// <summary>Calls of single operators.</summary>
internal static class Eager
{
    /// <summary>The first result of an overload (<c>aten::add.Tensor</c>); arguments left out at the end take their defaults.</summary>
    public static Tensor Call(string name, params object?[] arguments) => (Tensor)CallAll(name, arguments)[0]!;

    public static IReadOnlyList<object?> CallAll(string name, params object?[] arguments)
    {
        string[] parts = name.Split('.');
        OperatorSchema schema = SchemaTable.Default.Find(parts[0], parts.Length > 1 ? parts[1] : "")!;
        return Run(EagerRegistry.Default, schema, [.. arguments, .. schema.Arguments.Skip(arguments.Length).Select(argument => argument.Default)]);
    }

    public static IReadOnlyList<object?> Run(EagerRegistry registry, OperatorSchema schema, params object?[] arguments) =>
        new EagerSurface(registry).Call(new AtenCall
        {
            Name = "call",
            Operator = schema,
            Arguments = arguments,
            ReturnTypes = [],
            Provenance = Provenance.None,
        });
}
