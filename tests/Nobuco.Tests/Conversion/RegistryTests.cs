using Nobuco.PyTorch.Aten.Schema;
using Nobuco.TensorFlow;
using Nobuco.Testing;

namespace Nobuco.Tests.Conversion;

public sealed class RegistryTests
{
    [Fact]
    public void EveryBuiltInConverterFitsItsSchema() => Converters.Default.Operators.ShouldContain("aten.conv2d.default");

    [Fact]
    public void InPlaceOverloadsHaveNoConverterOfTheirOwn() => Converters.Default.Operators.ShouldNotContain("aten.relu_.default");

    [Fact]
    public void EveryBuiltInConverterKnowsItsLine()
    {
        foreach (OperatorSchema schema in Converters.Default.Operators.Select(Schema))
        {
            ConverterSource source = Converters.Default.Find(schema).ShouldNotBeNull().Source;
            File.ReadLines(Repository.PathOf(source.File)).ElementAt(source.Line - 1).ShouldContain($"\"{schema.Name}", customMessage: $"{schema.FullName} at {source}");
        }
    }

    [Fact]
    public void AConverterGivenAsALambdaKnowsWhereItWasGiven()
    {
        Converters converters = Converters.Default.Replace("aten::relu", ChannelOrderingStrategy.MinimumTranspositions, (TfTensor self) => tf.Relu(self));
        ConverterSource source = converters.Find(Schema("aten.relu.default")).ShouldNotBeNull().Source;
        File.ReadLines(source.File).ElementAt(source.Line - 1).ShouldContain("Converters.Default.Replace(\"aten::relu\"");
    }

    private static OperatorSchema Schema(string fullName)
    {
        int dot = fullName.LastIndexOf('.');
        return SchemaTable.Default.Find(fullName[..dot].Replace(".", "::", StringComparison.Ordinal), fullName[(dot + 1)..]).ShouldNotBeNull();
    }
}
