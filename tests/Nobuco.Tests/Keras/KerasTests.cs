using Nobuco.Testing;

namespace Nobuco.Tests.Keras;

/// <summary>Every operator fixture that converts, the stories and the small models, as files of Keras that are read back and run.</summary>
public sealed class KerasTests
{
    [Theory, FixtureData("ops")]
    public void OperatorsGivePyTorchsNumbers(Fixture fixture) => CheckAll(fixture, 1e-5);

    [Theory, FixtureData("stories")]
    public void StoriesGivePyTorchsNumbers(Fixture fixture) => CheckAll(fixture, 1e-4);

    [Theory, FixtureData("models")]
    public void ModelsGivePyTorchsNumbers(Fixture fixture) => CheckAll(fixture, 1e-4);

    private static void CheckAll(Fixture fixture, double tolerance)
    {
        foreach (string extension in new[] { ".keras", ".h5" })
        {
            foreach (string program in fixture.Programs)
            {
                string name = $"{fixture.Name}{(program == fixture.CorePt2 ? " (core)" : "")} {extension}";
                KerasExpectations.Check(name, () =>
                {
                    using var file = new KerasFile(program, extension);
                    file.Check(fixture.GoldenSets(), tolerance);
                });
            }
        }
    }
}
