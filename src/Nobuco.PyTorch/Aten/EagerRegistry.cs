using System.Collections.Concurrent;
using System.Reflection;
using Nobuco.PyTorch.Aten.Schema;
using Nobuco.Tensors;

namespace Nobuco.PyTorch.Aten;

/// <summary>
/// The operators that can be executed. Methods are bound to their schemas when first called. In-place and <c>out</c> overloads
/// without a method of their own are the functional operator and a copy into the target.
/// </summary>
public sealed class EagerRegistry
{
    private readonly Dictionary<string, OperatorMethod> _methods;
    private readonly ConcurrentDictionary<string, EagerOperator> _bound = new();

    private EagerRegistry(IEnumerable<KeyValuePair<string, OperatorMethod>> methods) => _methods = new Dictionary<string, OperatorMethod>(methods);

    /// <summary>All operators of PyTorch that are executed here.</summary>
    public static EagerRegistry Default { get; } = new(OperatorFamilies.All.SelectMany(Methods).Concat(OperatorFamilies.Tables()));

    /// <summary>The names of all overloads that have a method: <c>aten::conv2d</c>, <c>aten::add.Tensor</c>.</summary>
    public IReadOnlyCollection<string> Names => _methods.Keys;

    /// <summary>
    /// A registry that also executes, or executes otherwise, the overload <paramref name="name"/> (<c>mylib::swish_gate</c>). Parameters of
    /// <paramref name="method"/> are named as the schema's arguments.
    /// </summary>
    public EagerRegistry With(string name, Delegate method) =>
        new(new Dictionary<string, OperatorMethod>(_methods) { [name] = new(method) });

    /// <summary>True when <paramref name="schema"/> can be executed.</summary>
    public bool Supports(OperatorSchema schema) => TryFind(schema) is not null;

    /// <exception cref="UnsupportedOperatorException">There is no method.</exception>
    /// <exception cref="ArgumentException">The method does not match the schema.</exception>
    internal EagerOperator Find(OperatorSchema schema) =>
        TryFind(schema) ?? throw new UnsupportedOperatorException(schema.FullName);

    private EagerOperator? TryFind(OperatorSchema schema)
    {
        string name = NameOf(schema.Name, schema.Overload);
        if (_bound.TryGetValue(name, out EagerOperator? bound))
            return bound;
        bound = Bind(name, schema);
        return bound is null ? null : _bound.GetOrAdd(name, bound);
    }

    private EagerOperator? Bind(string name, OperatorSchema schema)
    {
        if (_methods.TryGetValue(name, out OperatorMethod? method))
            return OperatorBinder.Bind(method, schema);
        if (!schema.IsMutating)
            return schema.Name.EndsWith("_copy", StringComparison.Ordinal) ? BindCopy(schema) : null;
        return FunctionalName(schema.Name) is { } functional ? BindInPlace(functional, schema) : BindOut(schema);
    }

    /// <summary><c>permute_copy</c> is <c>permute</c> and a copy.</summary>
    private EagerOperator? BindCopy(OperatorSchema schema)
    {
        if (!_methods.TryGetValue(NameOf(schema.Name[..^"_copy".Length], schema.Overload), out OperatorMethod? method))
            return null;
        EagerOperator view = OperatorBinder.Bind(method, schema);
        return arguments => [.. view(arguments).Select(Copied)];

        static object? Copied(object? result) => result is IEnumerable<Tensor> parts ? parts.Select(part => part.Clone()).ToArray() : ((Tensor)result!).Clone();
    }

    /// <summary>By the functional overload, whose arguments may have other names (<c>dropout</c>), or by the method itself where there is none.</summary>
    private EagerOperator? BindInPlace(string functional, OperatorSchema schema)
    {
        if (!_methods.TryGetValue(NameOf(functional, schema.Overload), out OperatorMethod? method))
            return null;
        int[] sources = [.. Enumerable.Range(0, schema.Arguments.Count)];
        OperatorSchema? known = SchemaTable.Default.Find(functional, schema.Overload);
        return Mutation.Of(OperatorBinder.Bind(method, known?.Arguments.Count == sources.Length ? known : schema), sources, schema);
    }

    /// <summary>By the functional overload with the same arguments; those about the result's storage and type are the target's.</summary>
    private EagerOperator? BindOut(OperatorSchema schema)
    {
        string[] given = [.. schema.Arguments.Where(argument => argument.Alias is not { IsWrite: true } && argument.Name != "dtype").Select(Signature)];
        foreach (OperatorSchema functional in SchemaTable.Default.Overloads(schema.Name).Where(other => !other.IsMutating))
        {
            SchemaArgument[] taken = [.. functional.Arguments.Where(argument => !OperatorBinder.MayBeLeftOut(argument) && argument.Name != "dtype")];
            if (given.SequenceEqual(taken.Select(Signature)) && TryFind(functional) is { } found)
                return Mutation.Of(found, [.. functional.Arguments.Select(argument => IndexOf(schema, argument.Name))], schema);
        }
        return null;
    }

    private static string Signature(SchemaArgument argument) => $"{argument.Type} {argument.Name}";

    private static int IndexOf(OperatorSchema schema, string argument) =>
        Enumerable.Range(0, schema.Arguments.Count).FirstOrDefault(i => schema.Arguments[i].Name == argument, -1);

    /// <summary><c>aten::relu</c> for <c>aten::relu_</c>, <c>aten::__and__</c> for <c>aten::__iand__</c>; null for a functional name.</summary>
    private static string? FunctionalName(string name)
    {
        if (name.EndsWith("__", StringComparison.Ordinal))
            return name.Contains("::__i", StringComparison.Ordinal) ? name.Replace("::__i", "::__", StringComparison.Ordinal) : null;
        return name.EndsWith('_') ? name[..^1] : null;
    }

    private static string NameOf(string name, string overload) => overload.Length == 0 ? name : $"{name}.{overload}";

    private static IEnumerable<KeyValuePair<string, OperatorMethod>> Methods(Type family) =>
        from method in family.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly)
        from attribute in method.GetCustomAttributes<AtenOperatorAttribute>()
        select KeyValuePair.Create(attribute.Name, new OperatorMethod(method));
}
