using System.Reflection;
using Nobuco.PyTorch.Aten.Schema;

namespace Nobuco.Conversion;

/// <summary>The converters of operators, by overload. Immutable.</summary>
internal sealed class ConverterTable
{
    private readonly Dictionary<string, Entry> _byOverload;

    private ConverterTable(Dictionary<string, Entry> byOverload) => _byOverload = byOverload;

    public IEnumerable<string> Names => _byOverload.Keys.Order(StringComparer.Ordinal);

    public OperatorConverter? Find(OperatorSchema schema) => _byOverload.GetValueOrDefault(schema.FullName)?.Converter;

    /// <summary>All <see cref="ConverterAttribute"/> methods and element-wise tables of some classes.</summary>
    /// <exception cref="ConverterBindingException">A method does not fit its schema, or an operator has two converters.</exception>
    public static ConverterTable OfFamilies(IEnumerable<Type> families)
    {
        var entries = new Dictionary<string, Entry>(StringComparer.Ordinal);
        foreach (Type family in families)
            AddFamily(entries, family);
        return new ConverterTable(entries);
    }

    /// <param name="customSchemas">The operators besides those of PyTorch.</param>
    /// <exception cref="ConverterBindingException">A method does not fit its schema, or there is a converter that it does not say to replace, or none that it could.</exception>
    public ConverterTable With(IReadOnlyList<DeclaredConverter> declared, IReadOnlyList<string> customSchemas)
    {
        var added = new Dictionary<string, Entry>(StringComparer.Ordinal);
        foreach (DeclaredConverter converter in declared)
            Bind(added, converter, customSchemas);
        var entries = new Dictionary<string, Entry>(_byOverload);
        foreach ((string name, Entry entry) in added)
        {
            if (entries.TryGetValue(name, out Entry? present) && !entry.Declared.Declaration.Replaces)
                throw Twice(name, present, entry, "To take its place, say so: Converters.Replace, or Replaces = true in the attribute.");
            entries[name] = entry;
        }
        foreach (DeclaredConverter converter in declared.Where(converter => converter.Declaration.Replaces && !added.Any(a => a.Value.Declared == converter && _byOverload.ContainsKey(a.Key))))
            throw new ConverterBindingException($"{converter.DisplayName} replaces the converter of {converter.Declaration.OperatorName}, but there is none", "Use With, or leave Replaces out of the attribute.");
        return new ConverterTable(entries);
    }

    private static void AddFamily(Dictionary<string, Entry> entries, Type family)
    {
        foreach (MethodInfo method in family.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        {
            foreach (ConverterAttribute attribute in method.GetCustomAttributes<ConverterAttribute>())
                Bind(entries, new DeclaredConverter(attribute, method, null, $"{family.Name}.{method.Name}"), []);
        }
        foreach (FieldInfo field in family.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        {
            if (field.GetValue(null) is IElementwiseTable table)
                AddTable(entries, table, $"{family.Name}.{field.Name}");
        }
    }

    private static void AddTable(Dictionary<string, Entry> entries, IElementwiseTable table, string displayName)
    {
        foreach (ElementwiseEntry entry in table.Entries)
        {
            var declaration = new ConverterAttribute(entry.Operator, ChannelOrderingStrategy.MinimumTranspositions, entry.File, entry.Line);
            Bind(entries, new DeclaredConverter(declaration, entry.Converter.GetType().GetMethod("Convert")!, entry.Converter, displayName), []);
        }
    }

    private static void Bind(Dictionary<string, Entry> entries, DeclaredConverter declared, IReadOnlyList<string> customSchemas)
    {
        (ConverterAttribute attribute, MethodInfo method, object? target, string displayName) = declared;
        OperatorName name = OperatorName.Parse(attribute.OperatorName);
        IReadOnlyList<OperatorSchema> candidates = [.. Schemas(displayName, customSchemas).Overloads(name.Name).Where(schema => !schema.IsMutating && name.Covers(schema))];
        if (candidates.Count == 0)
            throw new ConverterBindingException($"{displayName}: there is no operator {attribute.OperatorName}", "Write the name as PyTorch prints it, aten::conv2d or aten::add.Tensor; a custom operator is given by its whole schema: demo::gate(Tensor x, float beta) -> Tensor.");
        ConverterCheckResult? first = null;
        bool bound = false;
        foreach (OperatorSchema schema in candidates)
        {
            if (ConverterBinder.TryBind(method, schema, out ConverterCheckResult mismatch) is not { } parameters)
            {
                first ??= mismatch;
                continue;
            }
            bound = true;
            Insert(entries, schema, new Entry(new OperatorConverter(displayName, method, target, attribute.Strategy, attribute.Source, parameters), declared, name.IsExact));
        }
        if (!bound)
            throw new ConverterBindingException($"{displayName}: {first!.Problem}", first.NextStep);
    }

    private static SchemaTable Schemas(string displayName, IReadOnlyList<string> customSchemas)
    {
        try
        {
            return customSchemas.Count == 0 ? SchemaTable.Default : SchemaTable.Default.With(customSchemas);
        }
        catch (FormatException error)
        {
            throw new ConverterBindingException($"{displayName}: {error.Message}", "Write the schema as PyTorch prints it: demo::gate(Tensor x, float beta) -> Tensor.");
        }
    }

    private static void Insert(Dictionary<string, Entry> entries, OperatorSchema schema, Entry entry)
    {
        if (entries.TryGetValue(schema.FullName, out Entry? present))
        {
            if (present.IsExact == entry.IsExact)
                throw Twice(schema.FullName, present, entry, "Leave one of them out.");
            if (present.IsExact)
                return;
        }
        entries[schema.FullName] = entry;
    }

    private static ConverterBindingException Twice(string name, Entry first, Entry second, string nextStep) =>
        new($"{name} has two converters: {first.Converter.DisplayName} and {second.Converter.DisplayName}", nextStep);

    /// <param name="IsExact">True when the declaration names the overload; it goes before one for all overloads.</param>
    private sealed record Entry(OperatorConverter Converter, DeclaredConverter Declared, bool IsExact);

    /// <param name="Overload">Null for all overloads, empty for the default one.</param>
    private sealed record OperatorName(string Name, string? Overload)
    {
        public bool IsExact => Overload is not null;

        public bool Covers(OperatorSchema schema) => Overload is null || schema.Overload == Overload;

        /// <summary><c>aten::add</c>, <c>aten::add.Tensor</c>, <c>demo::gate(Tensor x) -> Tensor</c>.</summary>
        public static OperatorName Parse(string text)
        {
            string[] name = text.Split('(')[0].Split('.', 2);
            return new OperatorName(name[0], name.Length == 1 ? null : name[1] == "default" ? "" : name[1]);
        }
    }
}

/// <summary>A method, or the target and method of a lambda, that is declared as the converter of an operator.</summary>
internal sealed record DeclaredConverter(ConverterAttribute Declaration, MethodInfo Method, object? Target, string DisplayName);
