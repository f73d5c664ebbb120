using Nobuco.Testing;
using Nobuco.Testing.Runtimes;

namespace Nobuco.Tests.Operators;

/// <summary>What whole transformers need beyond the families of <see cref="OperatorTests"/>.</summary>
public sealed class AttentionTests
{
    [Theory]
    [EngineFixtureData(Engine.LiteRt, "ops", "attention")]
    [EngineFixtureData(Engine.TensorFlowLite, "ops", "attention")]
    public void GivesPyTorchsNumbers(Engine engine, Fixture fixture) =>
        Expectations.Check(engine, fixture.Name, () => ConvertedModel.Of(fixture.Pt2, engine).Check(engine, fixture.GoldenSets(), 1e-5));
}
