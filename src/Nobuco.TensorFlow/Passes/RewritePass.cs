using Nobuco.TensorFlow.Graph;

namespace Nobuco.TensorFlow.Passes;

/// <summary>Applies a set of rules until none applies any more. Earlier rules go first at a node.</summary>
public sealed class RewritePass(string name, params IReadOnlyList<INodeRewrite> rules) : IPass
{
    public string Name { get; } = name;

    /// <summary>The rules in the order in which they are tried.</summary>
    public IReadOnlyList<INodeRewrite> Rules { get; } = rules;

    /// <exception cref="InvalidOperationException">The rules undo each other without end.</exception>
    public void Run(TfGraph graph, RewriteLog log)
    {
        var queue = new NodeQueue(graph.Nodes);
        int remaining = 1000 + (100 * graph.Nodes.Count);
        while (queue.TryTake(out TfNode? node))
        {
            if (!graph.Contains(node) || Match(graph, node) is not var (rule, replacements))
                continue;
            log.Add(Name, rule.GetType().Name, node);
            if (remaining-- == 0)
                throw new InvalidOperationException($"The pass {Name} does not come to an end; its last rule was {log.Entries[^1].Rule}.");
            for (int i = 0; i < replacements.Count; i++)
                Replace(graph, node, i, replacements[i], queue);
        }
    }

    private (INodeRewrite Rule, IReadOnlyList<TfValue> Replacements)? Match(TfGraph graph, TfNode node)
    {
        foreach (INodeRewrite rule in Rules)
        {
            if (rule.TryRewriteResults(graph, node) is { } replacements)
                return (rule, replacements);
        }
        return null;
    }

    /// <summary>What is new, what reads it, and what is left alone with a value by the change may match now.</summary>
    private static void Replace(TfGraph graph, TfNode node, int output, TfValue replacement, NodeQueue queue)
    {
        GraphChange change = graph.ReplaceUses(node.Outputs[output], replacement);
        foreach (TfNode created in change.Added)
            created.Origin ??= node.Origin;
        queue.AddRange(change.Added);
        foreach (TfValue value in change.Released.Append(replacement))
        {
            queue.AddRange([value.Producer]);
            queue.AddRange(graph.Uses(value).Select(use => use.Node));
        }
    }

    /// <summary>First in, first out; a node waits at most once.</summary>
    private sealed class NodeQueue
    {
        private readonly Queue<TfNode> _queue = [];
        private readonly HashSet<TfNode> _waiting = [];

        public NodeQueue(IEnumerable<TfNode> nodes) => AddRange(nodes);

        public void AddRange(IEnumerable<TfNode> nodes)
        {
            foreach (TfNode node in nodes)
            {
                if (_waiting.Add(node))
                    _queue.Enqueue(node);
            }
        }

        public bool TryTake([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out TfNode? node)
        {
            if (!_queue.TryDequeue(out node))
                return false;
            _waiting.Remove(node);
            return true;
        }
    }
}
