using System.Collections.Concurrent;
using System.Text;

namespace Nobuco.PyTorch.Aten.Schema;

/// <summary>
/// The operators known by schema: those of PyTorch (embedded), and the custom ones added with <see cref="With"/>.
/// Immutable. Schemas are parsed when first asked for.
/// </summary>
public sealed class SchemaTable
{
    private static readonly Lazy<SchemaTable> LazyDefault = new(LoadEmbedded);

    private readonly byte[] _text;
    private readonly Dictionary<string, Range> _lines;
    private readonly ConcurrentDictionary<string, IReadOnlyList<OperatorSchema>> _parsed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OperatorSchema[]> _custom;

    private SchemaTable(byte[] text, Dictionary<string, Range> lines, Dictionary<string, OperatorSchema[]> custom) =>
        (_text, _lines, _custom) = (text, lines, custom);

    /// <summary>PyTorch's own operators: <c>aten</c>, <c>prim</c>, <c>quantized</c>, ….</summary>
    public static SchemaTable Default => LazyDefault.Value;

    /// <summary>All operator names (<c>aten::add</c>), in no particular order.</summary>
    public IEnumerable<string> Names => _lines.Keys.Concat(_custom.Keys).Distinct(StringComparer.Ordinal);

    /// <summary>The overload of that name (empty or <c>default</c> is the one without a name), or null if there is none.</summary>
    public OperatorSchema? Find(string name, string overload = "")
    {
        string wanted = overload == "default" ? "" : overload;
        return Overloads(name).FirstOrDefault(schema => schema.Overload == wanted);
    }

    /// <summary>All overloads of an operator in registration order, native ones before those of TorchScript; empty if there are none.</summary>
    public IReadOnlyList<OperatorSchema> Overloads(string name)
    {
        if (_parsed.TryGetValue(name, out IReadOnlyList<OperatorSchema>? known))
            return known;
        OperatorSchema[] custom = _custom.GetValueOrDefault(name) ?? [];
        IEnumerable<OperatorSchema> native = _lines.TryGetValue(name, out Range range)
            ? Encoding.UTF8.GetString(_text.AsSpan(range)).Split('\n').Select(SchemaParser.Parse)
            : [];
        return _parsed[name] = [.. custom, .. native.Where(schema => custom.All(c => c.Overload != schema.Overload))];
    }

    /// <summary>This table with further operators, e.g. <c>mylib::swish_gate(Tensor x, float beta=1.0) -> Tensor</c>; one that is known already is replaced.</summary>
    /// <exception cref="FormatException">A text is no schema.</exception>
    public SchemaTable With(params IEnumerable<string> schemas)
    {
        var custom = new Dictionary<string, OperatorSchema[]>(_custom, StringComparer.Ordinal);
        foreach (OperatorSchema schema in schemas.Select(SchemaParser.Parse))
        {
            OperatorSchema[] others = custom.GetValueOrDefault(schema.Name) ?? [];
            custom[schema.Name] = [.. others.Where(other => other.Overload != schema.Overload), schema];
        }
        return new SchemaTable(_text, _lines, custom);
    }

    private static SchemaTable LoadEmbedded()
    {
        using Stream stream = typeof(SchemaTable).Assembly.GetManifestResourceStream("Nobuco.PyTorch.aten_schemas.txt")!;
        var text = new byte[stream.Length];
        stream.ReadExactly(text);
        return new SchemaTable(text, Index(text), []);
    }

    /// <summary>Where each operator's lines are. The text is sorted by name, so that they are one block.</summary>
    private static Dictionary<string, Range> Index(byte[] text)
    {
        var lines = new Dictionary<string, Range>(2500, StringComparer.Ordinal);
        for (int start = 0; start < text.Length;)
        {
            ReadOnlySpan<byte> name = NameAt(text, start);
            int end = start;
            while (end < text.Length && NameAt(text, end).SequenceEqual(name))
                end += text.AsSpan(end).IndexOf((byte)'\n') + 1;
            lines.Add(Encoding.UTF8.GetString(name), start..(end - 1));
            start = end;
        }
        return lines;
    }

    private static ReadOnlySpan<byte> NameAt(byte[] text, int start)
    {
        ReadOnlySpan<byte> rest = text.AsSpan(start);
        return rest[..rest.IndexOfAny((byte)'.', (byte)'(')];
    }
}
