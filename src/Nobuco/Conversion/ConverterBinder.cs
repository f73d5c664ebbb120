using System.Reflection;
using System.Runtime.CompilerServices;
using Nobuco.PyTorch.Aten.Schema;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;
using Nobuco.TensorFlow;

namespace Nobuco.Conversion;

/// <summary>Why a method does not fit a schema, and what to write instead.</summary>
internal sealed record ConverterCheckResult(string Problem, string NextStep);

/// <summary>Checks a converter's method against an operator's schema and binds its parameters by name.</summary>
internal static class ConverterBinder
{
    /// <summary>Per schema kind the parameter types that can take a single value, and a list.</summary>
    private static readonly Dictionary<SchemaKind, (Type[] Single, Type[] List)> _types = new()
    {
        [SchemaKind.Tensor] = ([typeof(TfTensor)], [typeof(IReadOnlyList<TfTensor>), typeof(IReadOnlyList<TfTensor?>)]),
        [SchemaKind.Int] = ([typeof(long), typeof(int), typeof(Dim)], [typeof(Seq<long>), typeof(Seq<int>), typeof(Seq<Dim>)]),
        [SchemaKind.SymInt] = ([typeof(Dim), typeof(long), typeof(int)], [typeof(Seq<Dim>), typeof(Seq<long>), typeof(Seq<int>)]),
        [SchemaKind.Float] = ([typeof(double), typeof(float)], [typeof(Seq<double>)]),
        [SchemaKind.Bool] = ([typeof(bool)], [typeof(Seq<bool>)]),
        [SchemaKind.SymBool] = ([typeof(bool)], [typeof(Seq<bool>)]),
        [SchemaKind.String] = ([typeof(string)], []),
        [SchemaKind.Scalar] = ([typeof(double), typeof(float), typeof(TfTensor)], [typeof(Seq<double>)]),
        [SchemaKind.ScalarType] = ([typeof(DType)], []),
    };

    /// <summary>The binding, or null with the reason why the method does not fit.</summary>
    public static IReadOnlyList<ConverterParameter>? TryBind(MethodInfo method, OperatorSchema schema, out ConverterCheckResult mismatch)
    {
        var parameters = new List<ConverterParameter>();
        mismatch = new ConverterCheckResult("", ConverterSignature.Advice(schema));
        foreach (ParameterInfo parameter in method.GetParameters())
        {
            ConverterParameter? bound = BindParameter(parameter, schema, out string problem);
            if (bound is null)
            {
                mismatch = mismatch with { Problem = problem };
                return null;
            }
            parameters.Add(bound);
        }
        if (Missing(method, schema, parameters) is { } missing)
            mismatch = mismatch with { Problem = $"no parameter takes the tensor '{ConverterSignature.CamelCase(missing.Name)}' of {schema.FullName}" };
        else if (WrongResult(method, schema) is { } problem)
            mismatch = mismatch with { Problem = problem };
        else
            return parameters;
        return null;
    }

    /// <exception cref="ConverterBindingException">The method returns no tensors.</exception>
    public static void CheckResult(string displayName, MethodInfo method)
    {
        if (!IsResult(method.ReturnType))
            throw new ConverterBindingException($"{displayName} returns {method.ReturnType.Name}", "Return a TfTensor, a tuple of them, or an IReadOnlyList<TfTensor>.");
    }

    /// <summary>The C# types that a parameter may have for a schema type, the usual one first; none where no converter can take it.</summary>
    public static IReadOnlyList<Type> TypesFor(SchemaType wanted) =>
        _types.TryGetValue(wanted.Kind, out (Type[] Single, Type[] List) types) ? wanted.IsList ? types.List : types.Single : [];

    private static ConverterParameter? BindParameter(ParameterInfo parameter, OperatorSchema schema, out string problem)
    {
        problem = "";
        string name = parameter.Name ?? "";
        Type type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        bool keepsOrder = parameter.IsDefined(typeof(PyTorchOrderAttribute));
        if (type == typeof(ConverterCall))
            return new ConverterParameter(name, ConverterParameter.TheCall, type, false, keepsOrder);
        for (int i = 0; i < schema.Arguments.Count; i++)
        {
            if (ConverterSignature.CamelCase(schema.Arguments[i].Name) != name)
                continue;
            SchemaType wanted = schema.Arguments[i].Type;
            if (TypesFor(wanted).Contains(type))
                return new ConverterParameter(name, i, type, wanted.IsOptional, keepsOrder);
            problem = $"the parameter '{name}' of type {ConverterSignature.Name(type)} cannot take {wanted.Kind}{(wanted.IsList ? "[]" : "")} of {schema.FullName}";
            return null;
        }
        problem = $"the parameter '{name}' is no argument of {schema.FullName}";
        return null;
    }

    /// <summary>A tensor that every call has and no parameter takes.</summary>
    private static SchemaArgument? Missing(MethodInfo method, OperatorSchema schema, List<ConverterParameter> parameters)
    {
        IReadOnlyList<string> implied = method.GetCustomAttribute<ImpliedAttribute>()?.Arguments ?? [];
        return schema.Arguments
            .Where((argument, i) => argument is { HasDefault: false, Type: { Kind: SchemaKind.Tensor, IsOptional: false } } && !implied.Contains(argument.Name) && !parameters.Exists(p => p.SchemaIndex == i))
            .FirstOrDefault();
    }

    private static string? WrongResult(MethodInfo method, OperatorSchema schema)
    {
        Type result = method.ReturnType;
        if (!IsResult(result))
            return $"it returns {ConverterSignature.Name(result)}";
        int tensors = result.IsAssignableTo(typeof(ITuple)) ? result.GetGenericArguments().Length : 1;
        bool isCounted = tensors < 8 && !schema.Returns.Any(static r => r.Type.IsList) && (result == typeof(TfTensor) || result.IsAssignableTo(typeof(ITuple)));
        return isCounted && tensors != schema.Returns.Count ? $"it returns {tensors} {(tensors == 1 ? "tensor" : "tensors")} where {schema.FullName} gives {schema.Returns.Count}" : null;
    }

    private static bool IsResult(Type type) => type.IsAssignableTo(typeof(TfTensor)) || type.IsAssignableTo(typeof(ITuple)) || type.IsAssignableTo(typeof(IEnumerable<TfTensor>));
}
