using System.Reflection;
using System.Runtime.CompilerServices;
using Nobuco.Builtin;
using Nobuco.Conversion;
using Nobuco.PyTorch.Aten.Schema;

namespace Nobuco;

/// <summary>The converters that a conversion uses: an immutable set, from which others are derived.</summary>
public sealed class Converters
{
    private static readonly Lazy<Converters> _default = new(() => Families.All.Aggregate(new Converters([]), (set, family) => set.AddFamily(family)));

    private readonly Dictionary<string, Entry> _byOverload;

    private Converters(Dictionary<string, Entry> byOverload) => _byOverload = byOverload;

    /// <summary>The built-in converters.</summary>
    public static Converters Default => _default.Value;

    /// <summary>The names of all operator overloads that have a converter: <c>aten.conv2d.default</c>, ….</summary>
    public IEnumerable<string> Operators => _byOverload.Keys.Order(StringComparer.Ordinal);

    /// <summary>What converts an operator here: method, file and line, what it takes and what it does not, its C# text and an example.</summary>
    /// <param name="name"><c>aten::conv2d</c> for all overloads, <c>aten::add.Tensor</c> for one; also <c>conv2d</c> and <c>aten.conv2d.default</c>.</param>
    /// <exception cref="ConversionException">There is no such operator (NBC0201); the message names what is near.</exception>
    public OperatorLocation Locate(string name) => ConverterLocator.Locate(this, SchemaTable.Default, name);

    internal OperatorConverter? Find(OperatorSchema schema) => _byOverload.GetValueOrDefault(schema.FullName)?.Converter;

    /// <summary>These converters and those of a class, which replace what is here for the same operators.</summary>
    /// <param name="family">A class whose static methods are marked with <see cref="ConverterAttribute"/>.</param>
    /// <exception cref="ConverterBindingException">A method does not fit its operator's schema, or the class has two for one operator.</exception>
    public Converters With(Type family) => Replace(new Converters([]).AddFamily(family));

    /// <summary>These converters and one more, which replaces what is here for the same operator.</summary>
    /// <param name="operatorName"><c>aten::conv2d</c> for all overloads that have the converter's parameters, <c>aten::add.Tensor</c> for one.</param>
    /// <param name="strategy">What it asks of the channel order.</param>
    /// <param name="converter">A method or lambda whose parameters are named and typed as in the schema.</param>
    /// <param name="file">Left to the compiler: the file that calls.</param>
    /// <param name="line">Left to the compiler: the line that calls.</param>
    /// <exception cref="ConverterBindingException">It does not fit the operator's schema.</exception>
    public Converters With(string operatorName, ChannelOrderingStrategy strategy, Delegate converter, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        Dictionary<string, Entry> added = [];
        Bind(added, converter.Method, new ConverterAttribute(operatorName, strategy, file, line), converter.Target, $"the converter of {operatorName}");
        return Replace(new Converters(added));
    }

    private Converters Replace(Converters by)
    {
        var entries = new Dictionary<string, Entry>(_byOverload);
        foreach ((string name, Entry entry) in by._byOverload)
            entries[name] = entry;
        return new Converters(entries);
    }

    /// <summary>All <see cref="ConverterAttribute"/> methods of <paramref name="family"/> besides those that are here.</summary>
    /// <exception cref="ConverterBindingException">A method does not fit its schema, or an operator has a converter already.</exception>
    internal Converters AddFamily(Type family)
    {
        var entries = new Dictionary<string, Entry>(_byOverload);
        foreach (MethodInfo method in family.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        {
            foreach (ConverterAttribute attribute in method.GetCustomAttributes<ConverterAttribute>())
                Bind(entries, method, attribute, null, $"{family.Name}.{method.Name}");
        }
        foreach (FieldInfo field in family.GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        {
            if (field.GetValue(null) is IElementwiseTable table)
                AddTable(entries, table, $"{family.Name}.{field.Name}");
        }
        return new Converters(entries);
    }

    private static void AddTable(Dictionary<string, Entry> entries, IElementwiseTable table, string displayName)
    {
        foreach (ElementwiseEntry entry in table.Entries)
        {
            MethodInfo method = entry.Converter.GetType().GetMethod("Convert")!;
            Bind(entries, method, new ConverterAttribute(entry.Operator, ChannelOrderingStrategy.MinimumTranspositions, entry.File, entry.Line), entry.Converter, displayName);
        }
    }

    private static void Bind(Dictionary<string, Entry> entries, MethodInfo method, ConverterAttribute attribute, object? target, string displayName)
    {
        string[] name = attribute.OperatorName.Split('.', 2);
        bool exact = name.Length == 2;
        IReadOnlyList<OperatorSchema> candidates = [.. SchemaTable.Default.Overloads(name[0]).Where(s => !s.IsMutating && (!exact || s.Overload == Overload(name[1])))];
        string? reason = null;
        bool bound = false;
        foreach (OperatorSchema schema in candidates)
        {
            if (ConverterBinder.TryBind(method, schema, out string mismatch) is not { } parameters)
            {
                reason ??= mismatch;
                continue;
            }
            bound = true;
            Insert(entries, schema, new Entry(new OperatorConverter(displayName, method, target, attribute, parameters), exact));
        }
        if (!bound)
            throw new ConverterBindingException($"{displayName}: {reason ?? $"there is no operator {attribute.OperatorName}"}");
    }

    private static void Insert(Dictionary<string, Entry> entries, OperatorSchema schema, Entry entry)
    {
        if (entries.TryGetValue(schema.FullName, out Entry? present))
        {
            if (present.IsExact == entry.IsExact)
                throw new ConverterBindingException($"{schema.FullName} has two converters: {present.Converter.DisplayName} and {entry.Converter.DisplayName}");
            if (present.IsExact)
                return;
        }
        entries[schema.FullName] = entry;
    }

    private static string Overload(string name) => name == "default" ? "" : name;

    /// <param name="IsExact">True when the attribute names the overload; it goes before one for all overloads.</param>
    private sealed record Entry(OperatorConverter Converter, bool IsExact);
}
