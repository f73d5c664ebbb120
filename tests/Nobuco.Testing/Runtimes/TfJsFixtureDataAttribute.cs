using System.Reflection;
using Xunit.Sdk;

namespace Nobuco.Testing.Runtimes;

/// <summary>
/// Fixtures to run on TensorFlow.js: <c>[Theory, TfJsFixtureData("ops", "conv")] void Test(Fixture fixture)</c>.
/// Where it is not here the cases are one skipped test, whose name says how to get it.
/// </summary>
/// <param name="folder">As in <see cref="FixtureDataAttribute"/>.</param>
/// <param name="families">As in <see cref="FixtureDataAttribute"/>.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class TfJsFixtureDataAttribute(string folder, params string[] families) : DataAttribute
{
    public override string? Skip
    {
        get => TfJsRuntimes.Missing;
        set => throw new NotSupportedException("The tests on TensorFlow.js are skipped where it is missing, and only there.");
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => Skip is not { } missing
        ? new FixtureDataAttribute(folder, families).GetData(testMethod)
        : [[new Fixture($"all of {folder}. {missing}", folder)]];
}
