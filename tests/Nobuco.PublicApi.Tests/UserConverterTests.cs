using Nobuco.PyTorch.Export;
using Nobuco.TensorFlow;
using Nobuco.Testing;

namespace Nobuco.PublicApi.Tests;

/// <summary>Converters that come from outside, for operators with and without a built-in one.</summary>
public sealed class UserConverterTests
{
    [Fact]
    public void TakeThePlaceOfBuiltInOnes()
    {
        Converters converters = Converters.Default.Replace(
            "aten::hardsigmoid", ChannelOrderingStrategy.MinimumTranspositions, (TfTensor self) => tf.ClipByValue(self / 6 + 0.5, 0, 1));
        ConversionReport report = Convert("essentials", converters).Report;
        report.HasErrors.ShouldBeFalse();
        report.Nodes[1].Converter!.Name.ShouldBe("the converter of aten::hardsigmoid");
    }

    [Fact]
    public void MakeOperatorsConvertible()
    {
        Converters converters = Converters.Default.With(typeof(Stubs));
        converters.Operators.Except(Converters.Default.Operators).ShouldBe(["aten.special_erfcx.default"]);
        ConversionException error = Should.Throw<ConversionException>(() => Convert("failing", converters));
        error.Diagnostics.Select(diagnostic => diagnostic.Message).ShouldBe(["No converter for aten.linalg_svdvals.default."]);
    }

    [Fact]
    public void CallBuiltInOnes()
    {
        Converters converters = Converters.Default.Replace(
            "aten::softmax.int", ChannelOrderingStrategy.Manual, (ConverterCall call, TfTensor self, long dim) => Nobuco.Builtin.Activation.Softmax(call, tf.Minimum(self, 80), dim));
        ConversionResult result = Convert("channel-order", converters);
        result.Report.HasErrors.ShouldBeFalse();
        result.Graph.Nodes.ShouldContain(node => node.Op.Name == "Minimum");
    }

    [Fact]
    public void ThatAreWrongAreFoundOut()
    {
        Converters converters = Converters.Default.Replace("aten::hardsigmoid", ChannelOrderingStrategy.MinimumTranspositions, (TfTensor self) => tf.Sigmoid(self));
        ConversionReport report = Convert("essentials", converters).Report;
        report.Nodes.Where(node => !node.TeacherForced.Passes).Select(node => node.Operator).ShouldBe(["aten.hardsigmoid.default"]);
    }

    [Fact]
    public void ThatDoNotFitTheSchemaAreRefused()
    {
        Action register = () => Converters.Default.Replace("aten::hardsigmoid", ChannelOrderingStrategy.MinimumTranspositions, (TfTensor self, double slope) => self * slope);
        Should.Throw<ConverterBindingException>(register).Message.ShouldContain("'slope'");
    }

    private static ConversionResult Convert(string story, Converters converters) =>
        Converter.Convert(ExportedProgram.Load(Fixtures.PathOf("stories", story + ".pt2")), new ConversionOptions { Converters = converters });

    private static class Stubs
    {
        [Converter("aten::special_erfcx", ChannelOrderingStrategy.MinimumTranspositions)]
        public static TfTensor ErfCx(TfTensor self) => tf.Exp(tf.Square(self)) * tf.Erfc(self);
    }
}
