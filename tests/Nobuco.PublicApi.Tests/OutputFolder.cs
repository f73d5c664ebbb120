namespace Nobuco.PublicApi.Tests;

/// <summary>An empty folder that is gone afterwards.</summary>
public sealed class OutputFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("nobuco-test-").FullName;

    /// <summary>The names of what is in it.</summary>
    public IEnumerable<string> Files => Directory.EnumerateFileSystemEntries(_path).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal);

    public string PathOf(string name) => Path.Combine(_path, name);

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
