using System.Text.RegularExpressions;
using Nobuco.Testing;

namespace Nobuco.Cli.Tests;

/// <summary>docs/cli.md and the README say what the command does.</summary>
public sealed partial class DocumentationTests : IDisposable
{
    private readonly NobucoCommand _nobuco = new();

    [Theory]
    [InlineData("convert")]
    [InlineData("inspect")]
    [InlineData("run")]
    [InlineData("extract")]
    [InlineData("locate")]
    [InlineData("explain")]
    public void EveryCommandAndOptionIsDocumented(string command)
    {
        string page = Read("docs/cli.md");
        page.ShouldContain($"## `nobuco {command} ");
        string help = _nobuco.Run(command, "--help").Output;
        Option().Matches(help).Select(match => match.Value).ShouldContain("--json");
        foreach (Match option in Option().Matches(help))
            page.ShouldContain(option.Value);
    }

    [Fact]
    public void EveryExitCodeIsDocumented()
    {
        string page = Read("docs/cli.md");
        foreach (int code in Descriptors.All.Where(descriptor => descriptor.Severity == Severity.Error).Select(descriptor => ExitCode.Of([new Diagnostic(descriptor, "")])).Distinct())
            page.ShouldContain($"| {code} | NBC0{code}xx |");
    }

    [Fact]
    public void TheReadmeHasBothCommands()
    {
        string[] lines = Read("README.md").Split('\n');
        lines.ShouldContain("    dotnet run -c Release --project src/Nobuco.Cli -- convert samples/unet.pt2 -o unet.tflite");
        lines.ShouldContain("    dotnet test");
        File.Exists(Repository.PathOf("samples", "unet.pt2")).ShouldBeTrue();
    }

    public void Dispose() => _nobuco.Dispose();

    private static string Read(string path) => File.ReadAllText(Repository.PathOf(path.Split('/')));

    [GeneratedRegex("--[a-z][a-z-]*")]
    private static partial Regex Option();
}
