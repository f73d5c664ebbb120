namespace Nobuco.TensorFlow.Graph;

/// <summary>Depth-first order of nodes: each after what it depends on, otherwise as their users name them.</summary>
internal static class TopologicalOrder
{
    public static IReadOnlyList<TfNode> Of(IEnumerable<TfNode> roots)
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
                TfNode input = top.Node.Inputs[top.Next].Producer;
                if (seen.Add(input))
                    stack.Push((input, 0));
            }
        }
        return order;
    }
}
