using Nobuco.TensorFlow;

namespace Nobuco.Tests.Conversion;

public sealed class LocateTests
{
    [Theory]
    [InlineData("conv2d", "aten.conv2d.default", "aten.conv2d.padding")]
    [InlineData("aten::conv2d", "aten.conv2d.default", "aten.conv2d.padding")]
    [InlineData("aten.conv2d.default", "aten.conv2d.default")]
    [InlineData("torch.ops.aten.conv2d.padding", "aten.conv2d.padding")]
    [InlineData("aten::add.Tensor", "aten.add.Tensor")]
    [InlineData("add.Scalar", "aten.add.Scalar")]
    public void TakesEveryNameOfAnOperator(string name, params string[] overloads) =>
        Converters.Default.Locate(name).Overloads.Select(overload => overload.Operator).ShouldBe(overloads);

    [Fact]
    public void TellsMethodLineStrategyArgumentsAndText()
    {
        LocatedOverload located = Converters.Default.Locate("aten::conv2d.padding").Overloads.ShouldHaveSingleItem();
        located.Schema.ShouldStartWith("aten::conv2d.padding(Tensor input, ");
        LocatedConverter converter = located.Converter.ShouldNotBeNull();
        converter.Method.ShouldBe("Convolution.ConvPadding");
        converter.Source.File.ShouldBe("src/Nobuco/Converters/Convolution.cs");
        converter.Strategy.ShouldBe(ChannelOrderingStrategy.ForceTensorFlowOrder);
        converter.Handled.ShouldContain("padding");
        converter.Summary.ShouldNotBeNull().ShouldStartWith("padding \"valid\" pads nothing");
        converter.Code.ShouldNotBeNull().ShouldStartWith("[Converter(\"aten::conv1d.padding\", ForceTensorFlowOrder)]\n");
        converter.Code.ShouldEndWith("}");
        located.Example.ShouldNotBeNull().Python.ShouldStartWith("torch.ops.aten.conv2d.padding(torch.rand(");
    }

    /// <summary>Whatever the built-in converters look like, what is shown of them is one declaration, with its operator in it.</summary>
    [Fact]
    public void ShowsOneDeclarationOfEveryBuiltInConverter()
    {
        foreach (string name in Converters.Default.Operators)
        {
            LocatedConverter converter = Converters.Default.Locate(name).Overloads.ShouldHaveSingleItem().Converter.ShouldNotBeNull();
            string code = converter.Code.ShouldNotBeNull();
            code.ShouldContain($"\"aten::{name.Split('.')[1]}", customMessage: name);
            code[^1].ShouldBeOneOf('}', ';', ',');
            code.Count(static c => c == '{').ShouldBe(code.Count(static c => c == '}'), name);
            code.Split('\n').Count(static line => line.StartsWith("public static", StringComparison.Ordinal)).ShouldBeLessThan(2, name);
        }
    }

    [Fact]
    public void NamesWhatAConverterDoesNotTake()
    {
        Converters converters = Converters.Default.Replace("aten::std.correction", ChannelOrderingStrategy.ForcePyTorchOrder, (TfTensor self) => self);
        LocatedConverter located = converters.Locate("aten::std.correction").Overloads.ShouldHaveSingleItem().Converter.ShouldNotBeNull();
        located.Handled.ShouldBe(["self"]);
        located.Unhandled.ShouldBe(["dim=None", "correction=None", "keepdim=False"]);
        located.Code.ShouldNotBeNull().ShouldContain("(TfTensor self) => self");
    }

    [Fact]
    public void AnOperatorInPlaceHasTheConverterOfItsFunctionalForm()
    {
        LocatedOverload located = Converters.Default.Locate("aten::relu_").Overloads.ShouldHaveSingleItem();
        located.Functional.ShouldBe("aten.relu.default");
        located.Converter.ShouldNotBeNull().Code.ShouldBe("[\"aten::relu\"] = tf.Relu,");
    }

    [Fact]
    public void WithoutAConverterThereIsTheDeclarationOfOne()
    {
        LocatedOverload located = Converters.Default.Locate("linalg_svdvals").Overloads.ShouldHaveSingleItem();
        located.Converter.ShouldBeNull();
        located.Template.ShouldNotBeNull().ShouldEndWith("public static TfTensor LinalgSvdvals(TfTensor a, string? driver) => …;");
    }

    [Fact]
    public void AModuleHasTheConverterOfItsClass()
    {
        Converters converters = Converters.Default.WithModule("torch.nn.modules.activation.Hardswish", ChannelOrderingStrategy.MinimumTranspositions, (TfTensor x) => tf.HardSwish(x));
        LocatedConverter located = converters.Locate("torch.nn.modules.activation.Hardswish").Overloads.ShouldHaveSingleItem().Converter.ShouldNotBeNull();
        located.Handled.ShouldBe(["x"]);
        located.Code.ShouldNotBeNull().ShouldContain("tf.HardSwish(x)");
    }

    [Theory]
    [InlineData("conv2q", "aten::conv2d")]
    [InlineData("aten::sofmax", "aten::softmax")]
    [InlineData("add.Tensr", "aten.add.Tensor")]
    public void AnUnknownNameIsAnErrorThatNamesWhatIsNear(string name, string near) =>
        Should.Throw<ConversionException>(() => Converters.Default.Locate(name)).Diagnostics.ShouldHaveSingleItem().Message.ShouldContain(near);
}
