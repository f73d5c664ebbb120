using System.Numerics;
using Nobuco.PyTorch.Aten.Schema;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.PyTorch.Aten;

/// <summary>Converts arguments of calls to the parameter types of operator methods.</summary>
internal static class ArgumentConversion
{
    private static readonly Dictionary<Type, (SchemaKind[] Kinds, bool IsList, Func<object, SchemaType, object> Convert)> Conversions = new()
    {
        [typeof(Tensor)] = ([SchemaKind.Tensor, SchemaKind.Scalar], false, static (x, _) => ToTensor(x)),
        [typeof(Operand)] = ([SchemaKind.Tensor, SchemaKind.Scalar], false, static (x, _) => x is Tensor tensor ? (Operand)tensor : ToScalar(x)),
        [typeof(Scalar)] = ([SchemaKind.Scalar], false, static (x, _) => ToScalar(x)),
        [typeof(long)] = ([SchemaKind.Int, SchemaKind.SymInt], false, static (x, _) => ToInt64(x)),
        [typeof(double)] = ([SchemaKind.Float], false, static (x, _) => ToScalar(x).ToDouble()),
        [typeof(bool)] = ([SchemaKind.Bool, SchemaKind.SymBool], false, static (x, _) => ToScalar(x).ToBoolean()),
        [typeof(string)] = ([SchemaKind.String], false, static (x, _) => (string)x),
        [typeof(DType)] = ([SchemaKind.ScalarType], false, static (x, _) => (DType)x),
        [typeof(MemoryFormat)] = ([SchemaKind.MemoryFormat], false, static (x, _) => (MemoryFormat)x),
        [typeof(IReadOnlyList<Tensor>)] = ([SchemaKind.Tensor], true, static (x, _) => ToList<Tensor>(x)),
        [typeof(IReadOnlyList<Scalar>)] = ([SchemaKind.Scalar], true, static (x, _) => Items(x).Select(item => ToScalar(item!)).ToArray()),
        [typeof(Seq<long>)] = ([SchemaKind.Int, SchemaKind.SymInt], true, static (x, type) => ToSeq(x, type, ToInt64)),
        [typeof(Seq<double>)] = ([SchemaKind.Float], true, static (x, type) => ToSeq(x, type, static item => ToScalar(item).ToDouble())),
        [typeof(Seq<bool>)] = ([SchemaKind.Bool], true, static (x, type) => ToSeq(x, type, static item => ToScalar(item).ToBoolean())),
    };

    /// <summary>The conversion of arguments of the schema type <paramref name="schema"/> to <paramref name="type"/>, or null where they do not fit.</summary>
    public static Func<object?, object?>? Find(Type type, SchemaType schema)
    {
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        if (!Conversions.TryGetValue(plain, out var conversion) || conversion.IsList != schema.IsList || !conversion.Kinds.Contains(schema.Kind))
            return null;
        return argument => argument is null ? null : plain.IsInstanceOfType(argument) ? argument : conversion.Convert(argument, schema);
    }

    public static Scalar ToScalar(object value) => value switch
    {
        bool x => x,
        long x => x,
        int x => x,
        double x => x,
        Complex x => x,
        Scalar x => x,
        Dim x => x.Value,
        Tensor x => Scalar.Of(x),
        _ => throw new ArgumentException($"A {value.GetType().Name} is not a number.", nameof(value)),
    };

    public static long ToInt64(object value) => ToScalar(value).ToInt64();

    private static Tensor ToTensor(object value)
    {
        Scalar number = ToScalar(value);
        return number.ToTensor(TypePromotion.ResultType((Operand)number));
    }

    private static Seq<T> ToSeq<T>(object value, SchemaType type, Func<object, T> convert) => value switch
    {
        Seq<T> items => items,
        Seq<Dim> dims => dims.Select(item => convert(item)).ToSeq(),
        System.Collections.IEnumerable => Items(value).Select(item => convert(item!)).ToSeq(),
        _ => Seq.Repeat(convert(value), type.Length ?? 1),
    };

    private static T[] ToList<T>(object value) where T : class => [.. Items(value).Select(static item => (T)item!)];

    private static IEnumerable<object?> Items(object value) => ((System.Collections.IEnumerable)value).Cast<object?>();
}
