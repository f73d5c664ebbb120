using Nobuco.PyTorch.Archives;

namespace Nobuco.PyTorch.Export;

/// <summary>Checks that a graph reads only what it has computed, and finds the last use of every value.</summary>
internal static class GraphChecks
{
    /// <exception cref="InvalidModelException">A name is not defined before its use.</exception>
    public static void Check(ExportedGraph graph)
    {
        var defined = new HashSet<string>(graph.InlineConstants.Keys, StringComparer.Ordinal);
        defined.UnionWith(References(graph.Inputs));
        foreach (ExportedNode node in graph.Nodes)
        {
            foreach (NamedArgument argument in node.Inputs)
            {
                CheckDefined(References(argument.Value), defined);
                if (argument.Value is GraphArgument { Graph: var body })
                    Check(body);
            }
            defined.UnionWith(References(node.Outputs));
        }
        CheckDefined(References(graph.Outputs), defined);
        MarkLastUses(graph);
    }

    private static void MarkLastUses(ExportedGraph graph)
    {
        var seen = new HashSet<string>(References(graph.Outputs), StringComparer.Ordinal);
        for (int i = graph.Nodes.Length - 1; i >= 0; i--)
        {
            ExportedNode node = graph.Nodes[i];
            IEnumerable<string> names = node.Inputs.SelectMany(static input => References(input.Value)).Concat(References(node.Outputs));
            node.LastUses = [.. names.Where(seen.Add)];
        }
    }

    private static void CheckDefined(IEnumerable<string> names, HashSet<string> defined)
    {
        foreach (string name in names)
        {
            if (!defined.Contains(name))
                throw ModelErrors.Program($"the value '{name}' is used before it is computed.");
        }
    }

    private static IEnumerable<string> References(object? argument) => argument switch
    {
        ValueReference reference => [reference.Name],
        object?[] list => list.SelectMany(References),
        _ => [],
    };
}
