using Nobuco.PyTorch.Export;
using Nobuco.TensorFlow;
using Nobuco.Testing;

namespace Nobuco.PublicApi.Tests;

/// <summary>The report of a wrong conversion says which node is the first wrong one, and shows its numbers.</summary>
public sealed class EvidenceTests
{
    private static readonly Func<ConversionReport> s_wrong = () => Converter.Convert(
        ExportedProgram.Load(Fixtures.PathOf("stories", "essentials.pt2")),
        new ConversionOptions { Converters = Converters.Default.Replace("aten::hardsigmoid", ChannelOrderingStrategy.MinimumTranspositions, (TfTensor self) => tf.Sigmoid(self)) }).Report;

    [Fact]
    public void TheFirstWrongNodeIsOnTopAndComesWithTheCommandThatCutsItOut()
    {
        ConversionReport report = s_wrong();
        report.FirstWrong.ShouldNotBeNull().Operator.ShouldBe("aten.hardsigmoid.default");
        report.ReproductionCommand.ShouldBe($"nobuco extract {Fixtures.PathOf("stories", "essentials.pt2")} --node hardsigmoid -o repro.pt2");
        report.Diagnostics[0].Message.ShouldStartWith("hardsigmoid (aten.hardsigmoid.default) is the first wrong node");
        report.Diagnostics[0].NextStep.ShouldNotBeNull().ShouldContain(report.ReproductionCommand!);
    }

    [Fact]
    public void ItsInputsAndResultsAreShown()
    {
        NodeEvidence evidence = s_wrong().FirstWrong!.Evidence.ShouldNotBeNull();
        TensorStatistics input = evidence.Inputs.ShouldHaveSingleItem();
        (input.Name, input.Type, input.NaNs, input.Infinities).ShouldBe(("conv2d", "f32[1,6,32,24]", 0, 0));
        input.Minimum.ShouldNotBeNull().ShouldBe(-2.768, 0.001);
        input.StandardDeviation.ShouldNotBeNull().ShouldBe(0.6626, 0.001);
        OutputEvidence output = evidence.Outputs.ShouldHaveSingleItem();
        output.Expected.Maximum.ShouldNotBe(output.Got.Maximum);
        output.Differing.ShouldBeInRange(1, 6 * 32 * 24);
    }

    [Fact]
    public void TheWorstElementHasBothValuesAtItsPlaceInPyTorchsAxes()
    {
        OutputEvidence output = s_wrong().FirstWrong!.Evidence!.Outputs[0];
        output.Worst.Count.ShouldBe(5);
        ElementDifference worst = output.Worst[0];
        worst.Index.Count.ShouldBe(4);
        worst.Index.Zip(output.Expected.Shape).ShouldAllBe(axis => axis.First < axis.Second);
        // The sigmoid and its piecewise form are 0.0708 apart at most, there where the one bends.
        Math.Abs(worst.Expected - worst.Got).ShouldBe(0.058, 0.015);
        output.Worst.ShouldBeInOrder(SortDirection.Descending, Comparer<ElementDifference>.Create((x, y) => Math.Abs(x.Expected - x.Got).CompareTo(Math.Abs(y.Expected - y.Got))));
    }

    [Fact]
    public void WithoutAWrongNodeThereIsNone()
    {
        ConversionReport report = Converter.Convert(ExportedProgram.Load(Fixtures.PathOf("stories", "essentials.pt2"))).Report;
        report.FirstWrong.ShouldBeNull();
        report.ReproductionCommand.ShouldBeNull();
        report.Nodes.ShouldAllBe(node => node.Evidence == null);
    }
}
