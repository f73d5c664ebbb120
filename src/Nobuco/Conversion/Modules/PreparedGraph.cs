using Nobuco.PyTorch.Graph;

namespace Nobuco.Conversion.Modules;

/// <summary>A TorchGraph in which every node is what one converter converts: calls of modules that have a converter are single nodes, and so are hints.</summary>
/// <param name="Bound">The converters of such nodes.</param>
/// <param name="Diagnostics">What could not be taken together.</param>
internal sealed record PreparedGraph(TorchGraph Graph, IReadOnlyDictionary<Node, OperatorConverter> Bound, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>A graph whose nodes are single operators.</summary>
    public static PreparedGraph Of(TorchGraph graph) => new(graph, new Dictionary<Node, OperatorConverter>(), []);

    /// <summary>The converter of a node, null when there is none.</summary>
    public Func<Node, OperatorConverter?> Find(Converters converters) => node => Bound.GetValueOrDefault(node) ?? converters.Find(node.Operator);
}
