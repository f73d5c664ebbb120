using Nobuco.Conversion;
using Nobuco.PyTorch.Graph;

namespace Nobuco;

/// <summary>Describes every value of a graph once: what it depends on and who needs it.</summary>
internal sealed class TensorReports
{
    private readonly Dictionary<Value, TensorReport> _reports = [];

    public TensorReports(TorchGraph graph, ConvertedGraph converted)
    {
        Value[] outputs = [.. graph.Outputs.Select(output => output.Value).OfType<Value>()];
        Dictionary<Value, int> readers = graph.Nodes.SelectMany(node => node.Inputs.Distinct()).Concat(outputs).CountBy(value => value).ToDictionary();
        HashSet<Value> fromInputs = [.. graph.Inputs], needed = [.. outputs, .. graph.Mutations.Select(mutation => mutation.Value)];
        foreach (Node node in graph.Nodes.Where(node => node.Inputs.Any(fromInputs.Contains)))
            fromInputs.UnionWith(node.Outputs);
        foreach (Node node in graph.Nodes.Reverse().Where(node => node.Outputs.Any(needed.Contains)))
            needed.UnionWith(node.Inputs);
        HashSet<string> taken = [.. graph.Inputs.Concat(graph.Constants).Concat(graph.Nodes.SelectMany(node => node.Outputs)).Select(value => value.Name)];
        foreach (Value value in graph.Inputs.Concat(graph.Constants).Concat(graph.Nodes.SelectMany(node => node.Outputs)))
        {
            _reports[value] = new TensorReport(value.QualifiedName is { } name && taken.Add(name) ? name : value.Name, value.Type, value.Kind)
            {
                Order = converted.Values[value].Order,
                Readers = readers.GetValueOrDefault(value),
                IsNeeded = needed.Contains(value),
                DependsOnInputs = fromInputs.Contains(value),
            };
        }
    }

    public TensorReport this[Value value] => _reports[value];
}
