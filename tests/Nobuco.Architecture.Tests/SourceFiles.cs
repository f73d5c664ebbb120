using Nobuco.Testing;

namespace Nobuco.Architecture.Tests;

/// <summary>The files that people write, as paths relative to the repository.</summary>
internal static class SourceFiles
{
    private static readonly HashSet<string> s_generated = [".git", "artifacts", "node_modules", "TestResults", ".vs", ".idea"];
    private static readonly HashSet<string> s_text = [".cs", ".csproj", ".props", ".targets", ".proj", ".slnx", ".md", ".json", ".mjs", ".sh", ".tsv", ".txt", ""];

    /// <summary>C# under <paramref name="folders"/>.</summary>
    public static IEnumerable<string> CSharp(params ReadOnlySpan<string> folders)
    {
        List<string> found = [];
        foreach (string folder in folders)
            found.AddRange(Under(Repository.PathOf(folder)).Where(path => Path.GetExtension(path) == ".cs"));
        return found;
    }

    /// <summary>All text files but the fixtures, whose text is PyTorch's.</summary>
    public static IEnumerable<string> Text() => Under(Repository.Root)
        .Where(path => s_text.Contains(Path.GetExtension(path)) && !path.StartsWith("tests/fixtures/", StringComparison.Ordinal));

    public static string Read(string path) => File.ReadAllText(Path.Combine(Repository.Root, path));

    private static IEnumerable<string> Under(string folder)
    {
        if (!Directory.Exists(folder))
            return [];
        IEnumerable<string> here = Directory.EnumerateFiles(folder).Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/'));
        return here.Concat(Directory.EnumerateDirectories(folder).Where(child => !s_generated.Contains(Path.GetFileName(child))).SelectMany(Under));
    }
}
