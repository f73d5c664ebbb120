using Nobuco.Conversion;
using Nobuco.Conversion.Layout;
using Nobuco.Conversion.Modules;
using Nobuco.PyTorch.Aten;
using Nobuco.PyTorch.Graph;
using Nobuco.PyTorch.Tracing;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;
using Nobuco.TensorFlow.Graph.Ops;

namespace Nobuco.Tests.Conversion;

/// <summary>Groups, dilation and output padding go into the weight, which keeps its name.</summary>
public sealed class TransposedConvolutionTests
{
    [Theory]
    [InlineData("aten::conv_transpose1d", 1, 1, 1, 1, 0, 0)]
    [InlineData("aten::conv_transpose2d.input", 2, 2, 1, 2, 1, 1)]
    [InlineData("aten::conv_transpose2d.input", 2, 1, 2, 1, 0, 0)]
    [InlineData("aten::conv_transpose2d.input", 2, 1, 3, 1, 0, 2)]
    [InlineData("aten::conv_transpose2d.input", 2, 1, 4, 2, 1, 3)]
    [InlineData("aten::conv_transpose3d.input", 3, 1, 2, 1, 0, 1)]
    public void GivesPyTorchsNumbers(string operatorName, int axes, int groups, int dilation, int stride, int padding, int outputPadding)
    {
        int size = (3 * stride) - (2 * padding) + (2 * dilation) + outputPadding + 1;
        var program = new ProgramBuilder();
        Value y = program.Call(
            operatorName,
            [1, 2 * groups, .. Seq.Repeat((Dim)size, axes)],
            program.Input("x", [1, 4, .. Seq.Repeat((Dim)4, axes)]),
            ("weight", program.Weight("up.weight", Numbers([4, 2, .. Seq.Repeat(3L, axes)]))),
            ("bias", program.Weight("up.bias", Numbers([2 * groups]))),
            ("groups", (long)groups),
            ("dilation", Seq.Repeat((Dim)dilation, axes)),
            ("stride", Seq.Repeat((Dim)stride, axes)),
            ("padding", Seq.Repeat((Dim)padding, axes)),
            ("output_padding", Seq.Repeat((Dim)outputPadding, axes)));
        PreparedGraph prepared = PreparedGraph.Of(program.Build(y));

        var any = new PortChoice(ChannelOrder.TensorFlow, new Dictionary<string, ChannelOrder>());
        ConvertedGraph converted = GraphConverter.Convert(prepared, Converters.Default, any, any, out IReadOnlyList<Diagnostic> diagnostics);

        diagnostics.ShouldBeEmpty();
        converted.Graph.Nodes.Select(static n => n.Op).OfType<Const>().Select(static c => c.QualifiedName).ShouldContain("up.weight");
        Tensor x = Numbers([1, 4, .. Seq.Repeat(4L, axes)]);
        VerifierResult result = Verifier.Run(prepared.Graph, converted, new TorchGraphEvaluator(new EagerSurface(EagerRegistry.Default)), [x], 0, _ => { });
        result.Checks.Values.Single().EndToEnd.Verdict.ShouldBe(Verdict.Exact);
    }

    /// <summary>Integers, whose sums are exact.</summary>
    private static Tensor Numbers(Seq<long> shape) =>
        Tensor.From([.. Enumerable.Range(0, (int)ShapeMath.Product(shape)).Select(static i => (float)((i % 7) - 3))], shape);
}
