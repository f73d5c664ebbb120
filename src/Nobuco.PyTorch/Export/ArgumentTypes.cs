using System.Collections;
using Nobuco.PyTorch.Archives;
using Nobuco.PyTorch.Aten.Schema;
using Nobuco.PyTorch.Graph;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.PyTorch.Export;

/// <summary>
/// Brings the values of a call to the closed set of types of <see cref="Node.Arguments"/>. Programs are loose about them: a float may be written as an int, a list of
/// equal sizes as one number, a static SymInt as an int.
/// </summary>
internal static class ArgumentTypes
{
    public static object? Convert(object? value, SchemaType type)
    {
        if (value is null || type.Kind is SchemaKind.Layout or SchemaKind.Device or SchemaKind.Generator)
            return null;
        if (value is UndecidedNumber undecided)
            throw ModelErrors.Unsupported($"The number '{undecided.Name}' depends on symbolic sizes in a way that is not supported.", "Export the model with static sizes.");
        return type.IsList ? List(value, type) : Single(value, type.Kind);
    }

    private static object List(object value, SchemaType type) => type.Kind switch
    {
        SchemaKind.Int when Items(value).All(static item => Number(item!) is long) => Seq(value, type, static item => Integer(item)),
        SchemaKind.Int or SchemaKind.SymInt => Seq(value, type, Size),
        SchemaKind.Float => Seq(value, type, Real),
        SchemaKind.Bool => Seq(value, type, Truth),
        SchemaKind.String => Seq(value, type, static item => (string)item),
        _ => (IReadOnlyList<object?>)[.. Items(value).Select(item => item is null ? null : Single(item, type.Kind))],
    };

    private static Seq<T> Seq<T>(object value, SchemaType type, Func<object, T> convert) => value is IEnumerable and not string
        ? Items(value).Select(item => convert(item!)).ToSeq()
        : Tensors.Seq.Repeat(convert(value), type.Length ?? 1);

    private static IEnumerable<object?> Items(object value) => value is IEnumerable items and not string ? items.Cast<object?>() : [value];

    private static object Single(object value, SchemaKind kind) => kind switch
    {
        SchemaKind.Int when Number(value) is Dim symbolic => symbolic,
        SchemaKind.Int => Integer(value),
        SchemaKind.SymInt => Size(value),
        SchemaKind.Float => Real(value),
        SchemaKind.Bool or SchemaKind.SymBool => Truth(value),
        SchemaKind.Scalar or SchemaKind.Tensor => Number(value),
        _ => value,
    };

    /// <summary>Constant dimensions as longs; all else as it is.</summary>
    private static object Number(object value) => value is Dim { IsConstant: true } constant ? constant.Value : value;

    private static long Integer(object value) => Number(value) switch
    {
        long integer => integer,
        bool truth => truth ? 1 : 0,
        double real when real == Math.Truncate(real) => (long)real,
        Tensor { Count: 1 } tensor => tensor.ItemAsInt64(),
        _ => throw Mismatch(value, "an integer"),
    };

    private static Dim Size(object value) => value as Dim ?? Integer(value);

    private static double Real(object value) => Number(value) switch
    {
        double real => real,
        Tensor { Count: 1 } tensor => tensor.ItemAsDouble(),
        _ => Integer(value),
    };

    private static bool Truth(object value) => value is bool truth ? truth : Integer(value) != 0;

    private static InvalidModelException Mismatch(object value, string expected) => ModelErrors.Program($"an argument is {value} where {expected} should be.");
}
