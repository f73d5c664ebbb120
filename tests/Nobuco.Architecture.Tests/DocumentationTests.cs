using System.Text.RegularExpressions;
using Nobuco.Testing;

namespace Nobuco.Architecture.Tests;

/// <summary>Documentation says what there is.</summary>
public sealed partial class DocumentationTests
{
    [Fact]
    public void EveryDiagnosticHasAPageAndEveryPageADiagnostic()
    {
        IEnumerable<string> pages = Directory.EnumerateFiles(Repository.PathOf("docs", "diagnostics"), "NBC*.md").Select(path => Path.GetFileNameWithoutExtension(path)!);
        pages.ShouldBe(Descriptors.All.Select(descriptor => descriptor.Id), ignoreOrder: true);
        foreach (DiagnosticDescriptor descriptor in Descriptors.All)
            SourceFiles.Read($"docs/diagnostics/{descriptor.Id}.md").ShouldStartWith($"# {descriptor.Id} {descriptor.Title}\n\n*{descriptor.Severity}.*");
    }

    [Fact]
    public void TheIndexNamesEveryDiagnosticAsTheCodeDoes()
    {
        string index = SourceFiles.Read("docs/diagnostics/README.md");
        foreach (DiagnosticDescriptor descriptor in Descriptors.All)
            index.ShouldContain($"| [{descriptor.Id}]({descriptor.Id}.md) | {descriptor.Title} | {descriptor.Severity.ToString().ToLowerInvariant()} |");
    }

    [Fact]
    public void LinksLeadSomewhere()
    {
        IEnumerable<string> broken =
            from path in SourceFiles.Text()
            where path.EndsWith(".md", StringComparison.Ordinal)
            from Match link in Link().Matches(SourceFiles.Read(path))
            let target = Path.Combine(Repository.Root, Path.GetDirectoryName(path)!, link.Groups[1].Value)
            where !File.Exists(target) && !Directory.Exists(target)
            select $"{path}: {link.Groups[1].Value}";
        broken.ShouldBeEmpty();
    }

    [GeneratedRegex(@"\]\((?!https?:)([^)#]+)")]
    private static partial Regex Link();
}
