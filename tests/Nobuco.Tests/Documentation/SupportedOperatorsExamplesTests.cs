using Nobuco.PyTorch.Export;
using Nobuco.PyTorch.Graph;
using Nobuco.PyTorch.Tracing;
using Nobuco.Testing;

namespace Nobuco.Tests.Documentation;

/// <summary>src/Nobuco/Knowledge/examples.tsv is made from the fixtures.</summary>
public sealed class SupportedOperatorsExamplesTests
{
    private const int LongestLine = 200;

    [Fact]
    public void TheExamplesAreUpToDate() => GoldenFile.Check("src/Nobuco/Knowledge/examples.tsv", Text());

    /// <summary>Per operator the smallest program that calls it, and the call.</summary>
    private static string Text()
    {
        var best = new SortedDictionary<string, (int Nodes, string File, string Python)>(StringComparer.Ordinal);
        foreach (string path in Fixtures.Operators().SelectMany(fixture => fixture.Programs))
        {
            if (Trace(path) is not { } graph)
                continue;
            foreach (Node node in graph.Nodes)
            {
                bool isSmaller = !best.TryGetValue(node.Operator.FullName, out var known) || graph.Nodes.Count < known.Nodes;
                if (isSmaller && PythonCall.Of(node) is { Length: < LongestLine } call)
                    best[node.Operator.FullName] = (graph.Nodes.Count, Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'), call);
            }
        }
        return string.Concat(best.Select(row => $"{row.Key}\t{row.Value.File}\t{row.Value.Python}\n"));
    }

    private static TorchGraph? Trace(string path)
    {
        try
        {
            return Tracer.Trace(ExportedProgram.Load(path));
        }
        catch (TracingException)
        {
            return null;
        }
    }
}
