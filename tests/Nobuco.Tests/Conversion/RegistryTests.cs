namespace Nobuco.Tests.Conversion;

public sealed class RegistryTests
{
    [Fact]
    public void EveryBuiltInConverterFitsItsSchema() => Converters.Default.Operators.ShouldContain("aten.conv2d.default");

    [Fact]
    public void InPlaceOverloadsHaveNoConverterOfTheirOwn() => Converters.Default.Operators.ShouldNotContain("aten.relu_.default");
}
