using System.Text.Json;
using Nobuco.Testing;

namespace Nobuco.Cli.Tests;

public sealed class ExplainTests : IDisposable
{
    private readonly NobucoCommand _nobuco = new();

    [Fact]
    public void ShowsAPageWithoutItsMarkup()
    {
        CommandResult result = _nobuco.Run("explain", "nbc0101");
        result.ExitCode.ShouldBe(0, result.Error);
        result.Output.ShouldStartWith("NBC0101 UnsupportedOperator\n\nError. The model calls an operator that has no converter.\n\nWhy. ");
        result.Output.ShouldContain("the list (docs/supported-operators.md)");
        result.Output.ShouldNotContain("**");
    }

    [Fact]
    public void HoldsThePageOfEveryDiagnostic()
    {
        foreach (DiagnosticDescriptor descriptor in Descriptors.All)
            descriptor.ReadPage().ShouldBe(File.ReadAllText(Repository.PathOf("docs", "diagnostics", $"{descriptor.Id}.md")));
    }

    [Fact]
    public void ListsAllDiagnostics()
    {
        string list = _nobuco.Run("explain").Output;
        foreach (DiagnosticDescriptor descriptor in Descriptors.All)
            list.ShouldContain($"{descriptor.Id}  {descriptor.Title}");
    }

    [Fact]
    public void AnswersInJson()
    {
        JsonElement answer = JsonDocument.Parse(_nobuco.Run("explain", "NBC0302", "--json").Output).RootElement;
        answer.GetProperty("title").GetString().ShouldBe("Inaccurate");
        answer.GetProperty("page").GetString().ShouldNotBeNull().ShouldStartWith("# NBC0302 Inaccurate");
    }

    [Fact]
    public void AnUnknownIdIsAnErrorThatListsTheKnownOnes()
    {
        CommandResult result = _nobuco.Run("explain", "NBC9999");
        result.ExitCode.ShouldBe(2);
        result.Error.ShouldContain("NBC0101, NBC0102");
    }

    public void Dispose() => _nobuco.Dispose();
}
