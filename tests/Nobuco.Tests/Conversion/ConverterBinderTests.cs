using Nobuco.PyTorch.Aten.Schema;
using Nobuco.TensorFlow;
using Nobuco.Tensors;
using static Nobuco.ChannelOrderingStrategy;

namespace Nobuco.Tests.Conversion;

/// <summary>A converter that does not fit is refused before anything is converted, by a message that says what would.</summary>
public sealed class ConverterBinderTests
{
    [Fact]
    public void AParameterMustBeAnArgument() =>
        Refused("aten::elu", (TfTensor self, double beta) => self)
            .ShouldBe("the converter of aten::elu: parameter 'beta' is no argument of aten.elu.default, which has (self, alpha, scale, inputScale)");

    [Fact]
    public void AParameterMustHaveATypeThatTakesTheArgument()
    {
        Refused("aten::elu", (TfTensor self, string alpha) => self).ShouldEndWith("parameter 'alpha' of type String cannot take Scalar of aten.elu.default");
        Refused("aten::pixel_shuffle", (TfTensor self, Seq<long> upscaleFactor) => self).ShouldContain("parameter 'upscaleFactor' of type Seq`1 cannot take Int");
        Refused("aten::cat", (TfTensor tensors) => tensors).ShouldEndWith("cannot take Tensor[] of aten.cat.default");
    }

    [Fact]
    public void TheOperatorMustExist()
    {
        Refused("aten::no_such_thing", (TfTensor self) => self).ShouldEndWith("there is no operator aten::no_such_thing");
        Refused("aten::add.NoOverload", (TfTensor self) => self).ShouldEndWith("there is no operator aten::add.NoOverload");
    }

    [Fact]
    public void AnOperatorHasOneConverter() =>
        Should.Throw<ConverterBindingException>(() => Converters.Default.With(typeof(Twice))).Message.ShouldBe("aten.relu.default has two converters: Twice.First and Twice.Second");

    [Fact]
    public void AConverterOfOneOverloadGoesBeforeThatOfAll()
    {
        Converters converters = Converters.Default.With(typeof(Overloads));
        Find("Tensor").ShouldBe("Overloads.Any");
        Find("Tensor_mode").ShouldBe("Overloads.OfMode");

        string? Find(string overload) => converters.Find(SchemaTable.Default.Find("aten::div", overload)!)?.DisplayName;
    }

    [Fact]
    public void TheSetItselfDoesNotChange()
    {
        string[] before = [.. Converters.Default.Operators];
        Converters.Default.With("aten::special_entr", MinimumTranspositions, (TfTensor self) => self).Operators.ShouldBe(before.Append("aten.special_entr.default"), ignoreOrder: true);
        Converters.Default.Operators.ShouldBe(before);
    }

    private static string Refused(string operatorName, Delegate converter) =>
        Should.Throw<ConverterBindingException>(() => Converters.Default.With(operatorName, MinimumTranspositions, converter)).Message;

    private static class Twice
    {
        [Converter("aten::relu", MinimumTranspositions)]
        public static TfTensor First(TfTensor self) => self;

        [Converter("aten::relu", MinimumTranspositions)]
        public static TfTensor Second(TfTensor self) => self;
    }

    private static class Overloads
    {
        [Converter("aten::div", MinimumTranspositions)]
        public static TfTensor Any(TfTensor self, TfTensor other) => self;

        [Converter("aten::div.Tensor_mode", MinimumTranspositions)]
        public static TfTensor OfMode(TfTensor self, TfTensor other, string? roundingMode) => self;
    }
}
