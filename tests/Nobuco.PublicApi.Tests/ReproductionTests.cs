using Nobuco.PyTorch.Export;
using Nobuco.TensorFlow;
using Nobuco.Testing;

namespace Nobuco.PublicApi.Tests;

/// <summary>What is cut out of a model shows what is wrong as the model does.</summary>
public sealed class ReproductionTests : IDisposable
{
    private readonly OutputFolder _folder = new();

    [Fact]
    public void AWrongConverterIsAsWrongAlone()
    {
        var options = new ConversionOptions
        {
            Converters = Converters.Default.Replace("aten::hardsigmoid", ChannelOrderingStrategy.MinimumTranspositions, (TfTensor self) => tf.Sigmoid(self)),
        };
        var program = ExportedProgram.Load(Fixtures.PathOf("stories", "essentials.pt2"));
        NodeReport wrong = Converter.Convert(program, options).Report.Nodes.First(node => !node.TeacherForced.Passes);

        Reproduction.OfNode(program, wrong.Name, options).Save(_folder.PathOf("repro.pt2"));

        NodeReport alone = Converter.Convert(ExportedProgram.Load(_folder.PathOf("repro.pt2")), options).Report.Nodes.ShouldHaveSingleItem();
        alone.TeacherForced.ShouldBe(wrong.TeacherForced);
        alone.Provenance.ShouldBe(wrong.Provenance);
    }

    [Fact]
    public void AModuleConvertsAlone()
    {
        var program = ExportedProgram.Load(Fixtures.PathOf("models", "plain", "unet.pt2"));
        ConversionReport report = Converter.Convert(Reproduction.OfModule(program, "down.0")).Report;
        report.HasErrors.ShouldBeFalse();
        report.Nodes.ShouldAllBe(node => node.Provenance.ModulePath.StartsWith("down.0"));
    }

    [Fact]
    public void AProgramThatNamesNoModulesHasARoot()
    {
        var program = ExportedProgram.Load(Fixtures.PathOf("versions", "2.2.2", "ops", "activation", "softsign.pt2"));
        program.Modules.ShouldBeEmpty();
        Reproduction.OfModule(program, "").NodeNames.ShouldBe(program.NodeNames);
    }

    [Fact]
    public void WhatTracingAddsIsPartOfTheNodeThatItIsFor()
    {
        var program = ExportedProgram.Load(Fixtures.PathOf("stories", "slice-relu-assigned.pt2"));
        foreach (NodeReport node in Converter.Convert(program).Report.Nodes)
            program.NodeNames.ShouldContain(Reproduction.OfNode(program, node.Name).NodeNames.Last());
    }

    [Fact]
    public void WhatIsNotThereIsAnError()
    {
        var program = ExportedProgram.Load(Fixtures.PathOf("stories", "essentials.pt2"));
        Should.Throw<ConversionException>(() => Reproduction.OfNode(program, "hardsigmoit")).Message.ShouldContain("hardsigmoid");
        Should.Throw<ConversionException>(() => Reproduction.OfModule(program, "no.module")).Diagnostics.ShouldHaveSingleItem().Id.ShouldBe("NBC0201");
    }

    public void Dispose() => _folder.Dispose();
}
