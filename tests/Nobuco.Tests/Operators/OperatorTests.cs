using Nobuco.Testing;
using Nobuco.Testing.Runtimes;

namespace Nobuco.Tests.Operators;

/// <summary>Every operator fixture, training and core graph, converted and run on the real runtimes.</summary>
public sealed class OperatorTests
{
    [Theory]
    [EngineFixtureData(Engine.LiteRt, "ops", "activation", "conv", "pad", "pool", "norm", "layout", "inplace", "unary", "binary", "shape", "attention", "create", "dynamic", "embedding", "index", "linear", "recurrent", "reduce", "resize")]
    [EngineFixtureData(Engine.TensorFlowLite, "ops", "activation", "conv", "pad", "pool", "norm", "layout", "inplace", "unary", "binary", "shape", "attention", "create", "dynamic", "embedding", "index", "linear", "recurrent", "reduce", "resize")]
    public void GivesPyTorchsNumbers(Engine engine, Fixture fixture)
    {
        foreach (string program in fixture.Programs)
        {
            string name = program == fixture.CorePt2 ? $"{fixture.Name} (core)" : fixture.Name;
            Expectations.Check(engine, name, () => ConvertedModel.Of(program, engine).Check(engine, fixture.GoldenSets(), 1e-5));
        }
    }
}
