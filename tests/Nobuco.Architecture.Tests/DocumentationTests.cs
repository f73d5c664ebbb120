using System.Text.RegularExpressions;
using Nobuco.PyTorch.Archives;
using Nobuco.Testing;

namespace Nobuco.Architecture.Tests;

/// <summary>Documentation says what there is.</summary>
public sealed partial class DocumentationTests
{
    [Fact]
    public void EveryDiagnosticHasAPageAndEveryPageADiagnostic()
    {
        IEnumerable<string> ids = SourceFiles.CSharp("src").SelectMany(path => Id().Matches(SourceFiles.Read(path))).Select(match => match.Groups[1].Value).Distinct();
        IEnumerable<string> pages = Directory.EnumerateFiles(Repository.PathOf("docs", "diagnostics"), "NBC*.md").Select(path => Path.GetFileNameWithoutExtension(path)!);
        pages.ShouldBe(ids, ignoreOrder: true);
    }

    [Fact]
    public void TheIndexNamesEveryDiagnosticAsTheCodeDoes()
    {
        string index = SourceFiles.Read("docs/diagnostics/README.md");
        var descriptors = typeof(Descriptors).GetProperties().Select(property => property.GetValue(null)).OfType<DiagnosticDescriptor>();
        foreach (DiagnosticDescriptor descriptor in descriptors)
            index.ShouldContain($"| [{descriptor.Id}]({descriptor.Id}.md) | {descriptor.Title} | {descriptor.Severity.ToString().ToLowerInvariant()} |");
        foreach (var error in typeof(ModelErrors).GetFields().Where(field => field.IsLiteral))
            index.ShouldContain($"| [{error.GetRawConstantValue()}]({error.GetRawConstantValue()}.md) | {error.Name} | error |");
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

    [GeneratedRegex("\"(NBC[0-9]{4})\"")]
    private static partial Regex Id();

    [GeneratedRegex(@"\]\((?!https?:)([^)#]+)")]
    private static partial Regex Link();
}
