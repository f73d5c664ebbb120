namespace Nobuco.TensorFlow.Graph;

/// <summary>Depth-first order of nodes: each after what it depends on, otherwise as their users name them.</summary>
internal static class TopologicalOrder
{
    public static IReadOnlyList<TfNode> Of(IEnumerable<TfNode> roots) => Of(roots, known: new HashSet<TfNode>());

    /// <param name="roots">Where the walk starts.</param>
    /// <param name="known">Nodes at which the walk ends and that are left out.</param>
    public static IReadOnlyList<TfNode> Of(IEnumerable<TfNode> roots, IReadOnlySet<TfNode> known)
    {
        var order = new List<TfNode>();
        var seen = new HashSet<TfNode>();
        var stack = new Stack<(TfNode Node, int Next)>();
        foreach (TfNode root in roots)
        {
            if (!known.Contains(root) && seen.Add(root))
                stack.Push((root, 0));
            while (stack.TryPop(out (TfNode Node, int Next) top))
            {
                if (top.Next == top.Node.Inputs.Count)
                {
                    order.Add(top.Node);
                    continue;
                }
                stack.Push((top.Node, top.Next + 1));
                TfNode input = top.Node.Inputs[top.Next].Producer;
                if (!known.Contains(input) && seen.Add(input))
                    stack.Push((input, 0));
            }
        }
        return order;
    }
}
