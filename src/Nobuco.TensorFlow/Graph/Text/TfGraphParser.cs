using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Graph.Text;

/// <summary>Reads graphs line by line; see <see cref="TfGraphText"/>.</summary>
internal sealed class TfGraphParser(IReadOnlyDictionary<string, Tensor>? constants)
{
    private readonly Dictionary<string, TfValue> _values = [];
    private List<(string Name, string Value)> _inputs = [];
    private List<(string Name, string Value)> _outputs = [];

    public TfGraph Parse(string text)
    {
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i].Trim();
            try
            {
                if (line.Length > 0 && line[0] != '#')
                    Line(line);
            }
            catch (FormatException exception)
            {
                throw new FormatException($"Line {i + 1}, '{line}': {exception.Message}", exception);
            }
        }
        return new TfGraph(Resolve(_inputs), Resolve(_outputs));
    }

    private List<NamedValue> Resolve(List<(string Name, string Value)> names) => [.. names.Select(n => new NamedValue(n.Name, Value(n.Value)))];

    private TfValue Value(string name) => _values.GetValueOrDefault(name) ?? throw new FormatException($"the value {name} is not defined");

    private void Line(string line)
    {
        var scanner = new TextScanner(line);
        if (scanner.Take("inputs"))
            _inputs = Named(scanner);
        else if (scanner.Take("outputs"))
            _outputs = Named(scanner);
        else
            Node(scanner);
    }

    private static List<(string Name, string Value)> Named(TextScanner scanner)
    {
        var names = new List<(string, string)>();
        while (!scanner.AtEnd)
        {
            string name = scanner.Name();
            scanner.Expect("=");
            names.Add((name, scanner.Name()));
            scanner.Take(",");
        }
        return names;
    }

    private void Node(TextScanner scanner)
    {
        IReadOnlyList<string> results = List(scanner, ":=");
        IReadOnlyList<TfType>? types = scanner.Take(":") ? [.. List(scanner, "=").Select(Type)] : null;
        scanner.Expect("=");
        string name = scanner.Name();
        scanner.Expect("(");
        TfValue[] inputs = [.. List(scanner, ")").Select(Value)];
        scanner.Expect(")");
        var node = new TfNode(Operation(name, Attributes(scanner), types), inputs);
        if (scanner.Take("#"))
            node.Origin = scanner.Rest();
        else if (!scanner.AtEnd)
            throw new FormatException($"'{scanner.Rest()}' is not expected");
        Define(node, results, types);
    }

    private void Define(TfNode node, IReadOnlyList<string> results, IReadOnlyList<TfType>? types)
    {
        if (node.Outputs.Count != results.Count)
            throw new FormatException($"{node.Op.Name} has {node.Outputs.Count} results");
        for (int i = 0; i < results.Count; i++)
        {
            if (types is not null && (i >= types.Count || types[i] != node.Outputs[i].Type))
                throw new FormatException($"result {i} has the type {node.Outputs[i].Type}");
            if (!_values.TryAdd(results[i], node.Outputs[i]))
                throw new FormatException($"{results[i]} is already defined");
        }
    }

    private static List<string> List(TextScanner scanner, string ends)
    {
        var items = new List<string>();
        while (!scanner.AtEnd && !ends.Contains(scanner.Peek()))
        {
            items.Add(scanner.RawUntil("," + ends));
            scanner.Take(",");
        }
        return items;
    }

    private static Dictionary<string, string> Attributes(TextScanner scanner)
    {
        var attributes = new Dictionary<string, string>();
        if (!scanner.Take("{"))
            return attributes;
        while (!scanner.Take("}"))
        {
            string name = scanner.Name();
            scanner.Expect("=");
            attributes.Add(name, scanner.RawUntil(",}"));
            if (!scanner.Take(",") && scanner.Peek() != '}')
                scanner.Expect("}");
        }
        return attributes;
    }

    private static TfType Type(string text)
    {
        var scanner = new TextScanner(text);
        DType dtype = DTypes.Parse(scanner.Name());
        return new TfType(dtype, AttributeText.Items(scanner.Rest()).Select(DimParser.Parse).ToSeq());
    }

    private Op Operation(string name, Dictionary<string, string> attributes, IReadOnlyList<TfType>? types)
    {
        OpSchema schema = OpSchema.Find(name) ?? throw new FormatException($"there is no operation '{name}'");
        TfType? type = types is [var only] ? only : null;
        if (attributes.Keys.Except(schema.Attributes.Select(static a => a.Name)).FirstOrDefault() is { } unknown)
            throw new FormatException($"{name} has no attribute '{unknown}'");
        return schema.Make([.. schema.Attributes.Select(a => Attribute(a, attributes, type))]);
    }

    private object? Attribute(OpAttribute attribute, Dictionary<string, string> given, TfType? type)
    {
        if (attribute.Type == typeof(TfType))
            return type ?? throw new FormatException("a type is needed");
        if (!given.TryGetValue(attribute.Name, out string? text))
            return attribute.HasDefault ? attribute.Default : throw new FormatException($"the attribute '{attribute.Name}' is missing");
        if (attribute.Type != typeof(Tensor))
            return AttributeText.Parse(text, attribute.Type);
        return type is null ? throw new FormatException("a type is needed") : ConstantText.Parse(text, type.DType, type.StaticShape, constants);
    }
}
