using Nobuco.Testing;

namespace Nobuco.PublicApi.Tests;

/// <summary>The public API changes on purpose only.</summary>
public sealed class ApiSnapshotTests
{
    [Fact]
    public void IsWhatThePublicApiFileSays() => GoldenFile.Check("tests/Nobuco.PublicApi.Tests/PublicApi.txt", ApiText.Of(typeof(Converter).Assembly));
}
