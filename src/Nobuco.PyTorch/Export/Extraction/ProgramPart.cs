using Nobuco.PyTorch.Graph;

namespace Nobuco.PyTorch.Export.Extraction;

/// <summary>The nodes of a program that are cut out.</summary>
internal sealed class ProgramPart
{
    private ProgramPart(IEnumerable<ExportedNode> nodes) => Nodes = [.. nodes];

    public IReadOnlyCollection<ExportedNode> Nodes { get; }

    /// <summary>One call, by its name or that of a result; null when the program has none.</summary>
    public static ProgramPart? OfNode(ExportedGraph graph, string name)
    {
        ExportedNode? node = graph.Nodes.FirstOrDefault(node => node.Name == name || References.Of(node.Outputs).Any(output => output.Name == name));
        return node is null ? null : new ProgramPart([node]);
    }

    /// <summary>All that a call of a module calls (<c>layer1.0</c>, <c>pool@1</c> for its second call; nothing for the whole program); null when there is no such call.</summary>
    public static ProgramPart? OfModule(ExportedGraph graph, NodeMetadata metadata, string path)
    {
        if (path.Length == 0 && graph.Nodes.Length > 0)
            return new ProgramPart(graph.Nodes);
        int at = path.LastIndexOf('@');
        (string module, int repetition) = at >= 0 && int.TryParse(path.AsSpan(at + 1), out int number) ? (path[..at], number) : (path, 0);
        ExportedNode[] nodes = [.. graph.Nodes.Where(node => metadata.Of(node).Modules.Any(call => IsCall(call, module, repetition)))];
        return nodes.Length == 0 ? null : new ProgramPart(nodes);
    }

    private static bool IsCall(ModuleCall call, string path, int repetition) => call.Path == path && call.Repetition == repetition;
}
