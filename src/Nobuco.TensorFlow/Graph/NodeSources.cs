using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Graph;

/// <summary>Hands <see cref="TfNode.Sources"/> on when nodes take the place of others.</summary>
internal static class NodeSources
{
    /// <summary>
    /// New nodes compute what those that they replace did. Transposes inherit from transposes and all else from all else, so that one that travels through a graph
    /// does not gather the names on its way. An existing node inherits only when it is the same computation.
    /// </summary>
    public static void HandOn(TfNode old, IReadOnlyList<TfNode> removed, TfNode replacement, IReadOnlyList<TfNode> added)
    {
        TfNode[] replaced = [old, .. removed];
        Seq<string> moved = Join(replaced.Where(static node => node.Op is Transpose)), computed = Join(replaced.Where(static node => node.Op is not Transpose));
        if (added.Count == 0 && replacement.Op.Equals(old.Op))
            Add(replacement, [moved, computed]);
        foreach (TfNode node in added.Where(static node => node.Op is not (Const or Placeholder)))
            Add(node, node.Op is Transpose ? First(moved, computed) : First(computed, moved));
    }

    private static Seq<string> First(Seq<string> preferred, Seq<string> otherwise) => preferred.Count > 0 ? preferred : otherwise;

    private static Seq<string> Join(IEnumerable<TfNode> nodes) => [.. nodes.SelectMany(static node => node.Sources).Distinct()];

    private static void Add(TfNode node, params ReadOnlySpan<Seq<string>> sources)
    {
        foreach (Seq<string> names in sources)
            node.Sources = node.Sources.Count == 0 ? names : [.. node.Sources.Concat(names).Distinct()];
    }
}
