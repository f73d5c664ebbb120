namespace Nobuco.TensorFlow.Graph;

/// <summary>Depth-first order of nodes: each after what it depends on, otherwise as their users name them.</summary>
public static class TopologicalOrder
{
    public static IReadOnlyList<TfNode> Of(IEnumerable<TfNode> roots) => Of(roots, static _ => false);

    /// <param name="roots">Where the walk starts.</param>
    /// <param name="isKnown">Values at which the walk ends.</param>
    public static IReadOnlyList<TfNode> Of(IEnumerable<TfNode> roots, Func<TfValue, bool> isKnown)
    {
        var order = new List<TfNode>();
        var seen = new HashSet<TfNode>();
        var stack = new Stack<(TfNode Node, int Next)>();
        foreach (TfNode root in roots)
        {
            if (seen.Add(root))
                stack.Push((root, 0));
            while (stack.TryPop(out (TfNode Node, int Next) top))
            {
                if (top.Next == top.Node.Inputs.Count)
                {
                    order.Add(top.Node);
                    continue;
                }
                stack.Push((top.Node, top.Next + 1));
                TfValue input = top.Node.Inputs[top.Next];
                if (!isKnown(input) && seen.Add(input.Producer))
                    stack.Push((input.Producer, 0));
            }
        }
        return order;
    }
}
