using Nobuco.PyTorch.Export;
using Nobuco.Testing;
using Nobuco.Testing.Runtimes;
using Nobuco.Tests.Operators;

namespace Nobuco.Tests.Models;

/// <summary>The stories and the small models: converted, run on the real runtimes, and counted.</summary>
public sealed class StoryTests
{
    [Theory]
    [EngineFixtureData(Engine.LiteRt, "stories")]
    [EngineFixtureData(Engine.TensorFlowLite, "stories")]
    public void StoriesGivePyTorchsNumbers(Engine engine, Fixture fixture)
    {
        if (fixture.Name != "failing")
            ConvertedModel.Of(fixture.Pt2, engine).Check(engine, fixture.GoldenSets(), 1e-4);
    }

    [Theory]
    [EngineFixtureData(Engine.LiteRt, "models")]
    [EngineFixtureData(Engine.TensorFlowLite, "models")]
    public void ModelsGivePyTorchsNumbers(Engine engine, Fixture fixture) =>
        ConvertedModel.Of(fixture.Pt2, engine).Check(engine, fixture.GoldenSets(), 1e-4);

    [Theory]
    [InlineData("slice-relu", 3)]
    [InlineData("slice-relu-assigned", 3)]
    [InlineData("essentials", 7)]
    [InlineData("nested", 14)]
    [InlineData("shuffled", 7)]
    [InlineData("channel-order", 7)]
    public void StoriesNeedFewOperatorsAndNoTranspose(string story, int operators)
    {
        TargetReport target = ConvertedModel.Of(Fixtures.Stories().Single(f => f.Name == story).Pt2).Target;
        target.OperatorCount.ShouldBeLessThanOrEqualTo(operators, string.Join(", ", target.Operators));
        target.Operators.ShouldNotContainKey("TRANSPOSE");
    }

    [Fact]
    public void UnsupportedOperatorsAreReportedTogetherWithTheirPlaces()
    {
        ExportedProgram program = ExportedProgram.Load(Fixtures.Stories().Single(f => f.Name == "failing").Pt2);
        ConversionException error = Should.Throw<ConversionException>(() => Converter.Convert(program));
        error.Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => d.Id).ShouldBe(["NBC0101", "NBC0101"]);
        error.Diagnostics.ShouldAllBe(d => d.ModulePath != null && d.Line != null && d.NextStep != null);
        error.Report.ShouldNotBeNull().Nodes.Count(n => n.Converter is null).ShouldBe(2);
    }

    [Fact]
    public void TheSameInputGivesTheSameBytes()
    {
        string path = Fixtures.Models()[0].Pt2;
        Save(path).ShouldBe(Save(path));
    }

    private static byte[] Save(string path)
    {
        string file = Path.Combine(Path.GetTempPath(), $"nobuco-{Guid.NewGuid():N}.tflite");
        try
        {
            Converter.Convert(ExportedProgram.Load(path), new ConversionOptions { Verification = Verification.None }).Save(file);
            return File.ReadAllBytes(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
