using Nobuco.PyTorch.Export;
using Nobuco.Testing;

namespace Nobuco.PublicApi.Tests;

/// <summary>Orders that the user asks for at a node or module.</summary>
public sealed class OrderHintTests
{
    [Fact]
    public void ForceAnOrderBehindANode()
    {
        ConversionReport report = Convert("hardsigmoid", ChannelOrder.PyTorch).Report;
        report.Nodes.Select(node => node.Converter!.Name).ShouldContain("ForcePyTorchOrder");
        report.HasErrors.ShouldBeFalse();
    }

    [Fact]
    public void CountTransposes() => Transposes(Convert("hardsigmoid", ChannelOrder.PyTorch)).ShouldBeGreaterThan(Transposes(Convert("hardsigmoid", ChannelOrder.TensorFlow)));

    [Fact]
    public void TakeThePathOfAModule() => Convert("bn_conv", ChannelOrder.PyTorch, "programs/custom/fusible-module.pt2").Report.Nodes[2].Converter!.Name.ShouldBe("ForcePyTorchOrder");

    [Fact]
    public void ThatNameNothingAreRefused() =>
        Should.Throw<ConversionException>(() => Convert("nothing", ChannelOrder.PyTorch)).Diagnostics.Single().Message.ShouldContain("'nothing' names no node and no module");

    private static int Transposes(ConversionResult result) => result.Graph.Nodes.Count(node => node.Op.Name == "Transpose");

    private static ConversionResult Convert(string name, ChannelOrder order, string program = "stories/essentials.pt2") => Converter.Convert(
        ExportedProgram.Load(Fixtures.PathOf(program)),
        new ConversionOptions { OrderHints = new Dictionary<string, ChannelOrder> { [name] = order } });
}
