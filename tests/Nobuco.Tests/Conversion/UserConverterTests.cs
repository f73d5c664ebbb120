using Nobuco.PyTorch.Export;
using Nobuco.TensorFlow;
using Nobuco.Testing;

namespace Nobuco.Tests.Conversion;

/// <summary>Converters that users bring.</summary>
public sealed class UserConverterTests
{
    private static readonly string _relu = Fixtures.Operators("activation").Single(f => f.Name == "activation/relu").Pt2;

    [Fact]
    public void ALambdaReplacesABuiltInConverter()
    {
        Converters converters = Converters.Default.Replace("aten::relu", ChannelOrderingStrategy.MinimumTranspositions, (TfTensor self) => tf.Maximum(self, 0.0));
        ConversionResult result = Converter.Convert(ExportedProgram.Load(_relu), new ConversionOptions { Converters = converters });
        result.Graph.Nodes.ShouldContain(n => n.Op.Name == "Maximum");
        result.Report.HasErrors.ShouldBeFalse();
    }

    [Fact]
    public void AClassOfConvertersReplacesBuiltInOnes()
    {
        Converters converters = Converters.Default.With(typeof(Halving));
        ConversionResult result = Converter.Convert(ExportedProgram.Load(_relu), new ConversionOptions { Converters = converters });
        result.Report.Diagnostics.ShouldContain(d => d.Id == "NBC0302", "a wrong converter is found out");
        result.Report.Nodes.Single().Converter!.Name.ShouldBe("Halving.Relu");
    }

    [Fact]
    public void AConverterThatDoesNotFitTheSchemaIsRefusedWithItsNames()
    {
        Action register = () => Converters.Default.With("aten::relu", ChannelOrderingStrategy.MinimumTranspositions, (TfTensor x) => x);
        Should.Throw<ConverterBindingException>(register).Message.ShouldContain("parameter 'x' is no argument of aten.relu.default");
    }

    private static class Halving
    {
        [Converter("aten::relu", ChannelOrderingStrategy.MinimumTranspositions, Replaces = true)]
        public static TfTensor Relu(TfTensor self) => tf.Relu(self) * 0.5;
    }
}
