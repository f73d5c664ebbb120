using Nobuco.PyTorch.Export;
using Nobuco.Tensors;
using Nobuco.TensorFlow;
using Nobuco.Testing;
using static Nobuco.ChannelOrderingStrategy;

namespace Nobuco.PublicApi.Tests;

/// <summary>Converters of whole modules, on a batch norm that is followed by a convolution: <c>act(bn_conv(x))</c> with <c>bn_conv = conv(bn(x))</c>.</summary>
public sealed class ModuleConverterTests
{
    private static readonly ExportedProgram _program = ExportedProgram.Load(Fixtures.PathOf("programs", "custom", "fusible-module.pt2"));

    [Fact]
    public void AClassIsReplacedAndVerifiedAsOneNode()
    {
        ConversionReport report = Convert(Converters.Default.With(typeof(Fused))).Report;
        report.Diagnostics.ShouldBeEmpty();
        report.Nodes.Select(node => (node.Name, node.Operator.Split('.')[^1], node.Converter!.Name)).ShouldBe([("bn_conv", "BnConv", "Fused.BnConv"), ("relu", "default", "Activation.Unary")]);
        report.Nodes[0].TeacherForced.Passes.ShouldBeTrue();
    }

    [Fact]
    public void APathGoesBeforeAClass()
    {
        Converters converters = Converters.Default.With(typeof(Fused)).WithModule("bn_conv", ForceTensorFlowOrder, (ModuleConverterCall call, TfTensor x) => call.ConvertBody(x));
        Convert(converters).Report.Nodes[0].Converter!.Name.ShouldBe("the converter of bn_conv");
    }

    [Fact]
    public void SubModulesAreConvertedAsUsualInAnyStrategy()
    {
        foreach (ChannelOrderingStrategy strategy in Enum.GetValues<ChannelOrderingStrategy>())
        {
            ConversionReport report = Convert(Converters.Default.WithModule("bn_conv", strategy, (ModuleConverterCall call, TfTensor x) => call.ConvertChild("conv", call.ConvertChild("bn", x)))).Report;
            report.Diagnostics.ShouldBeEmpty(strategy.ToString());
            report.Nodes.Count.ShouldBe(2);
        }
    }

    [Fact]
    public void AConverterOfAChildIsUsedInsideOfTheParents()
    {
        Converters converters = Converters.Default
            .WithModule("BnConv", ForceTensorFlowOrder, (ModuleConverterCall call, TfTensor x) => call.ConvertChild("conv", call.ConvertChild("bn", x)))
            .WithModule("bn_conv.bn", ForceTensorFlowOrder, (TfTensor x) => x);
        ConversionReport report = Convert(converters).Report;
        report.Nodes[0].TeacherForced.Verdict.ShouldBe(Verdict.Inaccurate);
        report.ReproductionCommand!.ShouldContain("--module bn_conv -o");
    }

    [Fact]
    public void WeightsAndAttributesAreThere()
    {
        ModuleConverterCall? seen = null;
        _ = Convert(Converters.Default.WithModule("bn_conv", ForceTensorFlowOrder, (ModuleConverterCall call, TfTensor x) => (seen = call).ConvertBody(x)));
        seen!.Parameters.Keys.ShouldBe(["bn.weight", "bn.bias", "conv.weight", "conv.bias"], ignoreOrder: true);
        seen.Buffers.Keys.ShouldBe(["bn.running_mean", "bn.running_var"], ignoreOrder: true);
        seen.Parameters["conv.weight"].Shape.ShouldBe([16, 3, 3, 3]);
        seen.Attribute<double>("bn.eps").ShouldBe(1e-5);
        seen.Attribute<Seq<long>>("conv.stride").ShouldBe([1, 1]);
    }

    [Fact]
    public void WhatIsWrongIsNamed()
    {
        Problem((ModuleConverterCall call, TfTensor x) => call.Weight("bn.gamma")).ShouldContain("reads no weight 'bn.gamma'; it reads bn.weight");
        Problem((ModuleConverterCall call, TfTensor x) => call.ConvertChild("convolution", x)).ShouldContain("calls no 'convolution'; it calls bn, conv");
        Problem((ModuleConverterCall call, TfTensor x) => x * call.Attribute<double>("bn.epsilon")).ShouldContain("has an argument 'epsilon'; there are bn.training");
        Problem((TfTensor x, TfTensor y) => x).ShouldContain("takes 2 tensors, but the module is given 1: x: f32[1,3,8,8].");
        Problem((TfTensor x) => x).ShouldContain("returned f32[1,3,8,8] where");
        Problem((TfTensor x) => x, diagnostic => diagnostic.NextStep!).ShouldBe("Return f32[1,6,6,16], which is PyTorch's f32[1,16,6,6] channels-last.");
    }

    [Fact]
    public void AMisspelledModuleIsAWarning() =>
        Convert(Converters.Default.WithModule("bn_con", ForceTensorFlowOrder, (TfTensor x) => x)).Report.Diagnostics.Select(d => d.Id).ShouldBe(["NBC0110"]);

    private static string Problem(Delegate converter, Func<Diagnostic, string>? part = null)
    {
        ConversionException error = Should.Throw<ConversionException>(() => Convert(Converters.Default.WithModule("bn_conv", ForceTensorFlowOrder, converter)));
        return (part ?? (static diagnostic => diagnostic.Message))(error.Diagnostics.Single());
    }

    private static ConversionResult Convert(Converters converters) => Converter.Convert(_program, new ConversionOptions { Converters = converters });

    /// <summary>kernel · (γ · (x − μ) / σ + β) + bias = (kernel · γ / σ) · x + Σ kernel · (β − μ · γ / σ) + bias</summary>
    private static class Fused
    {
        [ModuleConverter("BnConv", ForceTensorFlowOrder)]
        public static TfTensor BnConv(ModuleConverterCall call, TfTensor x)
        {
            TfTensor scale = call.Weight("bn.weight") * tf.Rsqrt(call.Weight("bn.running_var") + call.Attribute<double>("bn.eps"));
            TfTensor shift = call.Weight("bn.bias") - call.Weight("bn.running_mean") * scale;
            TfTensor kernel = call.Weight("conv.weight");
            return call.ConvertChild("conv", x, new Dictionary<string, TfTensor>
            {
                ["weight"] = kernel * tf.Reshape(scale, [1, 3, 1, 1]),
                ["bias"] = tf.Sum(kernel * tf.Reshape(shift, [1, 3, 1, 1]), [1, 2, 3], false) + call.Weight("conv.bias"),
            });
        }
    }
}
