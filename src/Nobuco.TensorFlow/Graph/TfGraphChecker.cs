using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Graph;

/// <summary>What holds of every graph, checked after every pass.</summary>
public static class TfGraphChecker
{
    /// <summary>
    /// No node depends on itself; every type is what the operation infers from its inputs now; inputs are the graph's placeholders;
    /// names are unique.
    /// </summary>
    /// <exception cref="InvalidGraphException">One of these does not hold.</exception>
    public static void Check(TfGraph graph)
    {
        CheckNames(graph.Inputs, "inputs");
        CheckNames(graph.Outputs, "outputs");
        HashSet<TfNode> inputs = [.. graph.Inputs.Select(static i => i.Value.Producer)];
        var computed = new HashSet<TfNode>();
        foreach (TfNode node in graph.Nodes)
        {
            if (node.Inputs.FirstOrDefault(i => !computed.Contains(i.Producer)) is { } late)
                throw new InvalidGraphException($"{node} depends on itself through {late}.");
            if (node.Op is Placeholder != inputs.Contains(node))
                throw new InvalidGraphException($"{node} is {(node.Op is Placeholder ? "no input" : "an input and no placeholder")}.");
            CheckTypes(node);
            computed.Add(node);
        }
    }

    private static void CheckTypes(TfNode node)
    {
        Seq<TfType> expected;
        try
        {
            expected = node.Op.Infer(node.Inputs.Select(static i => i.Type).ToSeq());
        }
        catch (ShapeException exception)
        {
            throw new InvalidGraphException($"{node} does not accept its inputs: {exception.Message}", exception);
        }
        var actual = node.Outputs.Select(static o => o.Type).ToSeq();
        if (actual != expected)
            throw new InvalidGraphException($"{node} has results {actual} instead of {expected}.");
    }

    private static void CheckNames(IReadOnlyList<NamedValue> values, string what)
    {
        if (values.GroupBy(static v => v.Name).FirstOrDefault(static g => g.Count() > 1) is { } twice)
            throw new InvalidGraphException($"Two {what} are called '{twice.Key}'.");
    }
}

/// <summary>A graph breaks an invariant: the pass that made it is wrong.</summary>
public sealed class InvalidGraphException(string message, Exception? inner = null) : Exception(message, inner);
