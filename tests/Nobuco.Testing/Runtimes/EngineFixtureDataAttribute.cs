using System.Reflection;
using Xunit.Sdk;

namespace Nobuco.Testing.Runtimes;

/// <summary>
/// Fixtures to run on an engine: <c>[Theory, EngineFixtureData(Engine.LiteRt, "ops", "conv")] void Test(Engine engine, Fixture fixture)</c>.
/// Where the engine is not here the cases are one skipped test, whose name says how to get it.
/// </summary>
/// <param name="engine">The first argument of the theory.</param>
/// <param name="folder">As in <see cref="FixtureDataAttribute"/>.</param>
/// <param name="families">As in <see cref="FixtureDataAttribute"/>.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class EngineFixtureDataAttribute(Engine engine, string folder, params string[] families) : DataAttribute
{
    public override string? Skip
    {
        get => TFLiteRuntimes.Missing(engine);
        set => throw new NotSupportedException("An engine's tests are skipped where it is missing, and only there.");
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => Skip is not { } missing
        ? new FixtureDataAttribute(folder, families).GetData(testMethod).Select(row => new[] { engine, row[0] })
        : [[engine, new Fixture($"all of {folder}. {missing}", folder)]];
}
