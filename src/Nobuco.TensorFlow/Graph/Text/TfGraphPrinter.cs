using System.Text;

namespace Nobuco.TensorFlow.Graph.Text;

/// <summary>Prints graphs; see <see cref="TfGraphText"/>.</summary>
internal sealed class TfGraphPrinter
{
    private readonly Dictionary<TfValue, string> _names = [];
    private readonly StringBuilder _text = new();

    public static string Print(TfGraph graph)
    {
        var printer = new TfGraphPrinter();
        foreach (TfValue value in graph.Nodes.SelectMany(static n => n.Outputs))
            printer._names[value] = $"%{printer._names.Count}";
        printer.Line($"inputs {printer.Named(graph.Inputs)}".TrimEnd());
        foreach (TfNode node in graph.Nodes)
            printer.Line(printer.Node(node));
        printer.Line($"outputs {printer.Named(graph.Outputs)}".TrimEnd());
        return printer._text.ToString();
    }

    private void Line(string line) => _text.Append(line).Append('\n');

    private string Named(IEnumerable<NamedValue> values) => string.Join(", ", values.Select(v => $"{Name(v.Name)}={_names[v.Value]}"));

    private static string Name(string name) =>
        name.Length > 0 && name.All(static c => char.IsLetterOrDigit(c) || c is '_' or '.') ? name : AttributeText.Quote(name);

    private string Node(TfNode node)
    {
        string results = string.Join(", ", node.Outputs.Select(o => _names[o]));
        string types = string.Join(", ", node.Outputs.Select(static o => o.Type));
        string inputs = string.Join(", ", node.Inputs.Select(i => _names[i]));
        string origin = node.Origin is null ? "" : $"  # {node.Origin}";
        return $"{results} : {types} = {node.Op.Name}({inputs}){(OpText.Attributes(node.Op) is { Length: > 0 } attributes ? $" {{ {attributes} }}" : "")}{origin}";
    }
}
