using Nobuco.Testing;

namespace Nobuco.Tests.Keras;

/// <summary>Every operator fixture that converts, the stories and the small models, as files of Keras that are read back and run.</summary>
public sealed class KerasTests
{
    private static readonly string[] _extensions = [".keras", ".h5"];

    [Theory, FixtureData("ops")]
    public void OperatorsGivePyTorchsNumbers(Fixture fixture) => CheckAll(fixture, 1e-5);

    [Theory, FixtureData("stories")]
    public void StoriesGivePyTorchsNumbers(Fixture fixture) => CheckAll(fixture, 1e-4);

    [Theory, FixtureData("models")]
    public void ModelsGivePyTorchsNumbers(Fixture fixture) => CheckAll(fixture, 1e-4);

    [Theory]
    [InlineData(".keras")]
    [InlineData(".h5")]
    public void TheSameInputGivesTheSameBytes(string extension)
    {
        string program = Fixtures.Models()[0].Pt2;
        using KerasFile first = KerasFile.Of(program, extension)!, second = KerasFile.Of(program, extension)!;
        File.ReadAllBytes(second.Path).ShouldBe(File.ReadAllBytes(first.Path));
    }

    private static void CheckAll(Fixture fixture, double tolerance)
    {
        foreach (string extension in _extensions)
        {
            foreach (string program in fixture.Programs)
                KerasExpectations.Check($"{fixture.Name}{(program == fixture.CorePt2 ? " (core)" : "")} {extension}", () => Check(program, extension, fixture, tolerance));
        }
    }

    private static void Check(string program, string extension, Fixture fixture, double tolerance)
    {
        using var file = KerasFile.Of(program, extension);
        file?.Check(fixture.GoldenSets(), tolerance);
    }
}
