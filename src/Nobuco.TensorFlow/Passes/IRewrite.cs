using Nobuco.TensorFlow.Graph;

namespace Nobuco.TensorFlow.Passes;

/// <summary>
/// A rule: looks at a node and what it reads, and says what to compute instead. It changes nothing; the engine replaces, logs and hands on
/// where nodes come from. A rule's name is its class name: a verb (Fold, Fuse, Eliminate, Decompose, Legalize) and what it matches.
/// </summary>
public interface IRewrite : INodeRewrite
{
    /// <summary>A value of the same type for the node's only result, or null when the rule does not apply.</summary>
    TfValue? TryRewrite(TfGraph graph, TfNode node);

    IReadOnlyList<TfValue>? INodeRewrite.TryRewriteResults(TfGraph graph, TfNode node) =>
        node.Outputs.Count == 1 && TryRewrite(graph, node) is { } value ? [value] : null;
}

/// <summary>A rule for nodes with any number of results.</summary>
public interface INodeRewrite
{
    /// <summary>A value of the same type for each result of the node, or null when the rule does not apply.</summary>
    IReadOnlyList<TfValue>? TryRewriteResults(TfGraph graph, TfNode node);
}
