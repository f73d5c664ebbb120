using System.Text.RegularExpressions;
using Nobuco.Testing;

namespace Nobuco.Architecture.Tests;

/// <summary>Documentation says what there is.</summary>
public sealed partial class DocumentationTests
{
    [Fact]
    public void EveryDiagnosticHasAPageAndEveryPageADiagnostic() =>
        Directory.EnumerateFiles(Repository.PathOf("docs", "diagnostics"), "NBC*.md").Select(path => Path.GetFileNameWithoutExtension(path)!)
            .ShouldBe(Descriptors.All.Select(descriptor => descriptor.Id), ignoreOrder: true);

    [Fact]
    public void EveryIdIsDefinedOnce()
    {
        Descriptors.All.Select(descriptor => descriptor.Id).ShouldBeUnique();
        IEnumerable<string> literals = SourceFiles.CSharp("src").SelectMany(path => Id().Matches(SourceFiles.Read(path))).Select(match => match.Groups[1].Value);
        literals.ShouldBe(Descriptors.All.Select(descriptor => descriptor.Id), ignoreOrder: true, "An id is written in one place only, and Descriptors lists it.");
    }

    [Fact]
    public void PagesAndIndexNameEveryDiagnosticAsTheCodeDoes()
    {
        string index = SourceFiles.Read("docs/diagnostics/README.md");
        foreach (DiagnosticDescriptor descriptor in Descriptors.All)
        {
            string severity = descriptor.Severity.ToString();
            index.ShouldContain($"| [{descriptor.Id}]({descriptor.Id}.md) | {descriptor.Title} | {severity.ToLowerInvariant()} |");
            string page = SourceFiles.Read($"docs/diagnostics/{descriptor.Id}.md");
            page.ShouldStartWith($"# {descriptor.Id} {descriptor.Title}\n\n*{severity}.* ");
            foreach (string part in (string[])["\n**Why.** ", $"\n    {severity.ToLowerInvariant()} {descriptor.Id} {descriptor.Title}: ", "\n**What to do.** "])
                page.ShouldContain(part, customMessage: $"The page of {descriptor.Id} lacks a part.");
        }
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

    [GeneratedRegex(@"\]\((?!https?:)([^)#\s]+)[)#]")]
    private static partial Regex Link();
}
