using System.Reflection;
using Xunit.Sdk;

namespace Nobuco.Testing;

/// <summary>A theory over fixtures: <c>[Theory, FixtureData("ops", "conv", "pad")] void Test(Fixture fixture)</c>.</summary>
/// <param name="folder">ops, programs, scripts, stories, models, versions or tflite.</param>
/// <param name="families">The sub-folders to take; all when none is named.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FixtureDataAttribute(string folder, params string[] families) : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod)
    {
        IReadOnlyList<Fixture> fixtures = folder == "tflite" ? Fixtures.TFLite(families) : Fixtures.In(Fixtures.PathOf(folder), families);
        return fixtures.Select(fixture => new object[] { fixture });
    }
}
