using System.Reflection;
using System.Runtime.CompilerServices;
using Nobuco.PyTorch.Aten.Schema;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.PyTorch.Aten;

/// <summary>Executes one overload: takes the arguments of the schema, gives a value per return.</summary>
internal delegate IReadOnlyList<object?> EagerOperator(IReadOnlyList<object?> arguments);

/// <summary>Binds a method to the schema it executes: every parameter must be an argument of that name and of a type that fits.</summary>
internal static class OperatorBinder
{
    /// <exception cref="ArgumentException">The method does not match the schema.</exception>
    public static EagerOperator Bind(OperatorMethod method, OperatorSchema schema)
    {
        ParameterInfo[] parameters = method.Method.GetParameters();
        var sources = new int[parameters.Length];
        var conversions = new Func<object?, object?>[parameters.Length];
        int next = 0;
        for (int i = 0; i < parameters.Length; i++)
        {
            while (next < schema.Arguments.Count && ParameterName(schema.Arguments[next]) != parameters[i].Name && MayBeLeftOut(schema.Arguments[next]))
                next++;
            conversions[i] = Conversion(method, parameters[i], next < schema.Arguments.Count ? schema.Arguments[next] : null, schema);
            sources[i] = next++;
        }
        if (schema.Arguments.Skip(next).FirstOrDefault(argument => !MayBeLeftOut(argument)) is { } missing)
            throw Mismatch(method, $"parameter '{ParameterName(missing)}' is missing", schema);
        Func<object?, IReadOnlyList<object?>, IReadOnlyList<object?>> results = Results(method, schema);
        MethodInvoker invoker = MethodInvoker.Create(method.Method);
        return arguments =>
        {
            var values = new object?[sources.Length];
            for (int i = 0; i < values.Length; i++)
                values[i] = conversions[i](arguments[sources[i]]);
            return results(invoker.Invoke(method.Target, values.AsSpan()), arguments);
        };
    }

    /// <summary>The camelCase form of a schema's name.</summary>
    public static string ParameterName(SchemaArgument argument)
    {
        string[] words = argument.Name.Split('_', StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(words.Select((word, i) => i == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));
    }

    /// <summary>Arguments about where and how elements are stored concern no value.</summary>
    public static bool MayBeLeftOut(SchemaArgument argument) =>
        argument.Type.Kind is SchemaKind.Layout or SchemaKind.Device or SchemaKind.Generator or SchemaKind.MemoryFormat
        || argument.Name is "pin_memory" or "non_blocking";

    private static Func<object?, object?> Conversion(OperatorMethod method, ParameterInfo parameter, SchemaArgument? argument, OperatorSchema schema)
    {
        if (argument is null)
            throw Mismatch(method, $"parameter '{parameter.Name}' should not be there", schema);
        if (ParameterName(argument) != parameter.Name)
            throw Mismatch(method, $"parameter '{parameter.Name}' should be '{ParameterName(argument)}'", schema);
        if (parameter.ParameterType.IsValueType && argument.Type.IsOptional && Nullable.GetUnderlyingType(parameter.ParameterType) is null)
            throw Mismatch(method, $"parameter '{parameter.Name}' should be nullable", schema);
        return ArgumentConversion.Find(parameter.ParameterType, argument.Type)
            ?? throw Mismatch(method, $"parameter '{parameter.Name}' should not be of type {parameter.ParameterType.Name}", schema);
    }

    private static Func<object?, IReadOnlyList<object?>, IReadOnlyList<object?>> Results(OperatorMethod method, OperatorSchema schema)
    {
        int count = method.ResultCount;
        if (count == 0 && schema.IsMutating)
            return (_, arguments) => [.. WrittenArguments(schema).Take(schema.Returns.Count).Select(i => arguments[i])];
        if (count != schema.Returns.Count)
            throw Mismatch(method, $"{schema.Returns.Count} results should be returned instead of {count}", schema);
        SchemaType[] types = [.. schema.Returns.Select(result => result.Type)];
        return count switch
        {
            0 => static (_, _) => [],
            1 => (result, _) => [Result(result, types[0])],
            _ => (result, _) => [.. types.Select((type, i) => Result(((ITuple)result!)[i], type))],
        };
    }

    /// <summary>The indices of the arguments that the operator writes to.</summary>
    public static IEnumerable<int> WrittenArguments(OperatorSchema schema) =>
        Enumerable.Range(0, schema.Arguments.Count).Where(i => schema.Arguments[i].Alias is { IsWrite: true });

    /// <summary>The result in the types of <see cref="Graph.Node.Arguments"/>.</summary>
    private static object? Result(object? value, SchemaType type) => value switch
    {
        long number when type.Kind == SchemaKind.SymInt => (Dim)number,
        Seq<long> numbers when type.Kind == SchemaKind.SymInt => numbers.Select(static number => (Dim)number).ToSeq(),
        Scalar { DType: DType.Bool } scalar => scalar.ToBoolean(),
        Scalar { DType: DType.Int64 } scalar => scalar.ToInt64(),
        Scalar { DType: DType.Float64 } scalar => scalar.ToDouble(),
        Scalar scalar => scalar.ToComplex(),
        _ => value,
    };

    private static ArgumentException Mismatch(OperatorMethod method, string what, OperatorSchema schema)
    {
        string overload = schema.Overload.Length == 0 ? schema.Name : $"{schema.Name}.{schema.Overload}";
        return new ArgumentException($"{method}: {what} to match {overload}");
    }
}
