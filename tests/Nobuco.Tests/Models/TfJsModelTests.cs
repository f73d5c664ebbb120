using Nobuco.Testing;
using Nobuco.Testing.Runtimes;
using Nobuco.Tests.Operators;

namespace Nobuco.Tests.Models;

/// <summary>The stories and the small models as TensorFlow.js models, in JavaScript and in WebAssembly, and read back.</summary>
public sealed class TfJsModelTests
{
    private const double Tolerance = 1e-4;

    [Theory]
    [TfJsFixtureData("stories")]
    [TfJsFixtureData("models")]
    public void GivesPyTorchsNumbers(Fixture fixture)
    {
        if (fixture.Name == "failing")
            return;
        foreach (TfJsBackend backend in Enum.GetValues<TfJsBackend>())
            ConvertedFolder.Of(fixture.Pt2).CheckOnTfJs(backend, fixture.GoldenSets(), Tolerance);
    }

    [Theory]
    [TfJsFixtureData("stories")]
    [TfJsFixtureData("models")]
    public void ReadBackGivesPyTorchsNumbers(Fixture fixture)
    {
        if (fixture.Name == "failing")
            return;
        ConvertedFolder.Of(fixture.Pt2).CheckWebModel(fixture.GoldenSets(), Tolerance);
        ConvertedFolder.Of(fixture.Pt2).CheckSavedModel(fixture.GoldenSets(), Tolerance);
    }
}
