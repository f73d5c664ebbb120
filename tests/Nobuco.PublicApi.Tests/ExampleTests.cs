using Nobuco.Testing;

namespace Nobuco.PublicApi.Tests;

/// <summary>The examples print what the file beside them says.</summary>
public sealed class ExampleTests
{
    public static TheoryData<string> Examples => [.. Folders()];

    [Theory]
    [MemberData(nameof(Examples))]
    public void PrintWhatTheyPromise(string example) =>
        GoldenFile.Check($"examples/{example}/output.txt", Script.Run(Repository.PathOf("examples", example, $"{example}.cs")));

    [Fact]
    public void AreAllInTheIndexWithTheirPythonSource()
    {
        string index = File.ReadAllText(Repository.PathOf("examples", "README.md"));
        foreach (string example in Folders())
        {
            index.ShouldContain($"[{example}]({example}/{example}.cs)");
            File.Exists(Repository.PathOf("examples", example, "model.py")).ShouldBeTrue(example);
            File.Exists(Repository.PathOf("examples", example, "model.pt2")).ShouldBeTrue(example);
        }
    }

    private static IEnumerable<string> Folders() => Directory.EnumerateDirectories(Repository.PathOf("examples")).Select(folder => Path.GetFileName(folder)!).Where(name => name is not ("bin" or "obj")).Order(StringComparer.Ordinal);
}
