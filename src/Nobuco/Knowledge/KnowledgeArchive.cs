using System.IO.Compression;

namespace Nobuco.Knowledge;

/// <summary>Texts of the repository that the assembly holds, by their path there: the source of the converters, the pages of the diagnostics.</summary>
internal static class KnowledgeArchive
{
    /// <summary>The text of a file (<c>docs/diagnostics/NBC0101.md</c>), or null when it is not held.</summary>
    public static string? Read(string path)
    {
        using Stream stream = typeof(KnowledgeArchive).Assembly.GetManifestResourceStream("knowledge.zip")!;
        using var archive = new ZipArchive(stream);
        if (archive.GetEntry(path) is not { } entry)
            return null;
        using var reader = new StreamReader(entry.Open());
        return reader.ReadToEnd();
    }
}
