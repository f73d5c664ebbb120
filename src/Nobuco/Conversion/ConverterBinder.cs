using System.Reflection;
using Nobuco.PyTorch.Aten.Schema;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;
using Nobuco.TensorFlow;

namespace Nobuco.Conversion;

/// <summary>Checks a converter's method against an operator's schema and binds its parameters by name.</summary>
internal static class ConverterBinder
{
    /// <summary>Per schema kind the parameter types that can take a single value, and a list.</summary>
    private static readonly Dictionary<SchemaKind, (Type[] Single, Type[] List)> _types = new()
    {
        [SchemaKind.Tensor] = ([typeof(TfTensor)], [typeof(IReadOnlyList<TfTensor>), typeof(IReadOnlyList<TfTensor?>)]),
        [SchemaKind.Int] = ([typeof(long), typeof(int), typeof(Dim)], [typeof(Seq<long>), typeof(Seq<int>), typeof(Seq<Dim>)]),
        [SchemaKind.SymInt] = ([typeof(long), typeof(int), typeof(Dim)], [typeof(Seq<long>), typeof(Seq<int>), typeof(Seq<Dim>)]),
        [SchemaKind.Float] = ([typeof(double), typeof(float)], [typeof(Seq<double>)]),
        [SchemaKind.Bool] = ([typeof(bool)], [typeof(Seq<bool>)]),
        [SchemaKind.SymBool] = ([typeof(bool)], [typeof(Seq<bool>)]),
        [SchemaKind.String] = ([typeof(string)], []),
        [SchemaKind.Scalar] = ([typeof(double), typeof(float), typeof(TfTensor)], [typeof(Seq<double>)]),
        [SchemaKind.ScalarType] = ([typeof(DType)], []),
    };

    /// <summary>The binding, or null with the reason why the method does not fit.</summary>
    public static IReadOnlyList<ConverterParameter>? TryBind(MethodInfo method, OperatorSchema schema, out string reason)
    {
        var parameters = new List<ConverterParameter>();
        foreach (ParameterInfo parameter in method.GetParameters())
        {
            ConverterParameter? bound = BindParameter(parameter, schema, out reason);
            if (bound is null)
                return null;
            parameters.Add(bound);
        }
        reason = "";
        return parameters;
    }

    private static ConverterParameter? BindParameter(ParameterInfo parameter, OperatorSchema schema, out string reason)
    {
        reason = "";
        string name = parameter.Name ?? "";
        Type type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        bool keepsOrder = parameter.IsDefined(typeof(PyTorchOrderAttribute));
        if (type == typeof(ConverterCall))
            return new ConverterParameter(name, -1, type, false, keepsOrder);
        for (int i = 0; i < schema.Arguments.Count; i++)
        {
            if (CamelCase(schema.Arguments[i].Name) != name)
                continue;
            SchemaType wanted = schema.Arguments[i].Type;
            if (Accepts(wanted, type))
                return new ConverterParameter(name, i, type, wanted.IsOptional, keepsOrder);
            reason = $"parameter '{name}' of type {type.Name} cannot take {wanted.Kind}{(wanted.IsList ? "[]" : "")} of {schema.FullName}";
            return null;
        }
        reason = $"parameter '{name}' is no argument of {schema.FullName}, which has ({string.Join(", ", schema.Arguments.Select(a => CamelCase(a.Name)))})";
        return null;
    }

    private static bool Accepts(SchemaType wanted, Type type) =>
        _types.TryGetValue(wanted.Kind, out (Type[] Single, Type[] List) types) && (wanted.IsList ? types.List : types.Single).Contains(type);

    /// <summary><c>count_include_pad</c> → <c>countIncludePad</c>.</summary>
    internal static string CamelCase(string name)
    {
        string[] words = name.Split('_', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? name : words[0] + string.Concat(words[1..].Select(w => char.ToUpperInvariant(w[0]) + w[1..]));
    }
}
