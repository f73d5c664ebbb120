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
            .ShouldBe("NBC0109 ConverterDoesNotFit: the converter of aten::elu: the parameter 'beta' is no argument of aten.elu.default. Write TfTensor Convert(TfTensor self, double alpha, double scale, double inputScale), without those whose default is enough; a parameter ConverterCall call gets the call itself.");

    [Fact]
    public void AParameterMustHaveATypeThatTakesTheArgument()
    {
        Refused("aten::elu", (TfTensor self, string alpha) => self).ShouldContain("the parameter 'alpha' of type string cannot take Scalar of aten.elu.default. Write ");
        Refused("aten::pixel_shuffle", (TfTensor self, Seq<long> upscaleFactor) => self).ShouldContain("parameter 'upscaleFactor' of type Seq<long> cannot take Int");
        Refused("aten::cat", (TfTensor tensors) => tensors).ShouldContain("cannot take Tensor[] of aten.cat.default. Write TfTensor Convert(IReadOnlyList<TfTensor> tensors, long dim)");
    }

    [Fact]
    public void TheOperatorMustExist()
    {
        Refused("aten::no_such_thing", (TfTensor self) => self).ShouldContain("there is no operator aten::no_such_thing. Write ");
        Refused("aten::add.NoOverload", (TfTensor self) => self).ShouldContain("there is no operator aten::add.NoOverload. Write ");
    }

    [Fact]
    public void AnOperatorHasOneConverter() =>
        Should.Throw<ConverterBindingException>(() => Converters.Default.With(typeof(Twice))).Message.ShouldContain("aten.relu.default has two converters: Twice.First and Twice.Second.");

    [Fact]
    public void ABuiltInOneIsReplacedOnlyWhereThatIsSaid()
    {
        Refused("aten::relu", (TfTensor self) => self).ShouldContain("aten.relu.default has two converters: Activation.");
        Should.Throw<ConverterBindingException>(() => Converters.Default.Replace("aten::special_entr", MinimumTranspositions, (TfTensor self) => self)).Message.ShouldContain("but there is none");
        Converters.Default.Replace("aten::relu", MinimumTranspositions, (TfTensor self) => self).Find(SchemaTable.Default.Find("aten::relu")!)!.DisplayName.ShouldBe("the converter of aten::relu");
    }

    [Fact]
    public void EveryTensorNeedsAParameter() =>
        Refused("aten::vdot", (TfTensor self) => self).ShouldContain("no parameter takes the tensor 'other' of aten.vdot.default");

    [Fact]
    public void TheResultsAreCounted()
    {
        Refused("aten::special_entr", (TfTensor self) => (self, self)).ShouldContain("it returns 2 tensors where aten.special_entr.default gives 1. Write TfTensor Convert(TfTensor self)");
        Refused("aten::special_entr", (TfTensor self) => 1.0).ShouldContain("it returns double. ");
    }

    [Fact]
    public void ACustomOperatorIsGivenByItsSchema()
    {
        const string gate = "demo::gate(Tensor x, float beta) -> Tensor";
        Converters.Default.With(gate, MinimumTranspositions, (TfTensor x, double beta) => x * beta).Operators.ShouldContain("demo.gate.default");
        Refused(gate, (TfTensor self) => self).ShouldContain("Write TfTensor Convert(TfTensor x, double beta)");
        Refused("demo::gate", (TfTensor x) => x).ShouldContain("a custom operator is given by its whole schema");
        Refused("demo::gate(Tensor x", (TfTensor x) => x).ShouldContain("NBC0109");
    }

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
        [Converter("aten::div", MinimumTranspositions, Replaces = true)]
        public static TfTensor Any(TfTensor self, TfTensor other) => self;

        [Converter("aten::div.Tensor_mode", MinimumTranspositions, Replaces = true)]
        public static TfTensor OfMode(TfTensor self, TfTensor other, string? roundingMode) => self;
    }
}
