using Nobuco.Testing;
using Nobuco.Testing.Runtimes;

namespace Nobuco.Tests.Operators;

/// <summary>Every operator fixture, training and core graph, as a TensorFlow.js model on TensorFlow.js; it and the SavedModel are also read back and run.</summary>
public sealed class TfJsTests
{
    private const double Tolerance = 1e-4;

    [Theory]
    [TfJsFixtureData("ops", "activation", "conv", "pad", "pool", "norm", "layout", "inplace", "unary", "binary", "shape", "attention", "create", "dynamic", "embedding", "index", "linear", "recurrent", "reduce", "resize")]
    public void GivesPyTorchsNumbers(Fixture fixture)
    {
        foreach (string program in fixture.Programs)
            TfJsExpectations.Check(fixture.Name, () => ConvertedFolder.Of(program).CheckOnTfJs(TfJsBackend.Cpu, fixture.GoldenSets(), Tolerance));
    }

    [Theory]
    [FixtureData("ops", "activation", "conv", "pad", "pool", "norm", "layout", "inplace", "unary", "binary", "shape", "attention", "create", "dynamic", "embedding", "index", "linear", "recurrent", "reduce", "resize")]
    public void ReadBackGivesPyTorchsNumbers(Fixture fixture)
    {
        foreach (string program in fixture.Programs)
        {
            ConvertedFolder.Of(program).CheckSavedModel(fixture.GoldenSets(), Tolerance);
            TfJsExpectations.Check(fixture.Name, () => ConvertedFolder.Of(program).CheckWebModel(fixture.GoldenSets(), Tolerance));
        }
    }
}
