using System.IO.Compression;
using System.Text.Json;
using Nobuco.PyTorch.Export;
using Nobuco.Testing;

namespace Nobuco.PyTorch.Tests.Export;

/// <summary>PyTorch makes a node of every call and of every item of its results, and loads no program in which two have a name ("Node redefined name getitem!").</summary>
public sealed class NodeNameTests
{
    [Theory]
    [InlineData("2.2.2")]
    [InlineData("2.5.1")]
    [InlineData("2.8.0")]
    [InlineData("2.10.0")]
    [InlineData("2.15.0")]
    public void NoTwoNodesHaveAName(string version)
    {
        foreach (string path in Directory.EnumerateFiles(Fixtures.PathOf("versions", version), "*.pt2", SearchOption.AllDirectories))
            Names(path).ShouldBeUnique(path);
    }

    private static string[] Names(string path)
    {
        using var stream = new MemoryStream();
        ExportedProgram.Load(path).Save(stream);
        using var archive = new ZipArchive(stream);
        using Stream json = archive.GetEntry("archive/models/model.json")!.Open();
        using var program = JsonDocument.Parse(json);
        return [.. program.RootElement.GetProperty("graph_module").GetProperty("graph").GetProperty("nodes").EnumerateArray().SelectMany(Names)];
    }

    private static IEnumerable<string> Names(JsonElement node)
    {
        string[] results = [.. node.GetProperty("outputs").EnumerateArray().SelectMany(Results)];
        string? name = node.GetProperty("name").GetString();
        bool isItsResult = node.GetProperty("outputs").EnumerateArray().ToArray() is [var only] && only.EnumerateObject().All(static kind => kind.Value.ValueKind == JsonValueKind.Object)
            && node.GetProperty("is_hop_single_tensor_return") is not { ValueKind: JsonValueKind.False };
        return isItsResult || name is null ? results : results.Prepend(name);
    }

    private static IEnumerable<string> Results(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Results),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(static field => field.Name is "name" or "as_name" ? [field.Value.GetString()!] : Results(field.Value)),
        _ => [],
    };
}
