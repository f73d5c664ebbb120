using Nobuco.PyTorch.Graph;

namespace Nobuco.Conversion.Modules;

/// <summary>Cuts nodes out of a TorchGraph.</summary>
internal static class SubGraph
{
    /// <summary>
    /// The graph of some nodes. Its inputs are the values that they read and do not compute, in the order of the first use; its outputs the values of theirs that others read. Nodes and values are those
    /// of the whole graph.
    /// </summary>
    public static TorchGraph Of(TorchGraph whole, IReadOnlyList<Node> nodes)
    {
        HashSet<Value> produced = [.. nodes.SelectMany(static node => node.Outputs)];
        HashSet<Node> inside = [.. nodes];
        HashSet<Value> readOutside =
        [
            .. whole.Nodes.Where(node => !inside.Contains(node)).SelectMany(static node => node.Inputs),
            .. whole.Outputs.Select(static output => output.Value).OfType<Value>(),
            .. whole.Mutations.Select(static mutation => mutation.Value),
        ];
        Value[] read = [.. nodes.SelectMany(static node => node.Inputs).Distinct().Where(value => !produced.Contains(value))];
        return new TorchGraph
        {
            Inputs = [.. read.Where(static value => value.Data is null)],
            Outputs = [.. nodes.SelectMany(static node => node.Outputs).Where(readOutside.Contains).Select(static value => new GraphOutput(value.Name, value, null))],
            Nodes = nodes,
            Constants = [.. read.Where(static value => value.Data is not null)],
            Symbols = whole.Symbols,
        };
    }

    /// <summary>The graph with other nodes that compute the same outputs.</summary>
    public static TorchGraph With(this TorchGraph graph, IReadOnlyList<Node> nodes)
    {
        HashSet<Value> read = [.. nodes.SelectMany(static node => node.Inputs), .. graph.Outputs.Select(static output => output.Value).OfType<Value>()];
        return new TorchGraph
        {
            Inputs = graph.Inputs,
            Outputs = graph.Outputs,
            Nodes = nodes,
            Constants = [.. graph.Constants.Where(read.Contains)],
            Mutations = graph.Mutations,
            Symbols = graph.Symbols,
        };
    }

    /// <summary>The same graph with other contents of constants.</summary>
    public static TorchGraph WithConstants(TorchGraph graph, IReadOnlyDictionary<Value, Value> replaced) => new()
    {
        Inputs = graph.Inputs,
        Outputs = graph.Outputs,
        Nodes = [.. graph.Nodes.Select(node => Substitution.Apply(node, replaced))],
        Constants = [.. graph.Constants.Select(constant => replaced.GetValueOrDefault(constant, constant))],
        Symbols = graph.Symbols,
    };
}
