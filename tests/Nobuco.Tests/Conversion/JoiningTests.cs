using Nobuco.Conversion;
using Nobuco.Conversion.Layout;
using Nobuco.Conversion.Modules;
using Nobuco.PyTorch.Graph;
using Nobuco.PyTorch.Tracing;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.Tests.Conversion;

/// <summary>Operators that join, turn and contract tensors of any rank.</summary>
public sealed class JoiningTests
{
    public static TheoryData<string, long[], long[], long[]> Stacks => new()
    {
        { "aten::hstack", [3], [4], [7] },
        { "aten::hstack", [2, 3], [2, 4], [2, 7] },
        { "aten::vstack", [3], [3], [2, 3] },
        { "aten::vstack", [2, 3, 5], [4, 3, 5], [6, 3, 5] },
        { "aten::dstack", [3], [3], [1, 3, 2] },
        { "aten::dstack", [2, 3], [2, 3], [2, 3, 2] },
        { "aten::column_stack", [3], [3], [3, 2] },
        { "aten::column_stack", [3, 2], [3, 4], [3, 6] },
    };

    [Theory]
    [MemberData(nameof(Stacks))]
    public void TensorsAreStacked(string operatorName, long[] first, long[] second, long[] result)
    {
        var program = new ProgramBuilder();
        Value a = program.Input("a", Dims(first)), b = program.Input("b", Dims(second));
        Check(program.Build(program.Call(operatorName, Dims(result), new Value[] { a, b })), first, second);
    }

    [Theory]
    [InlineData("aten::flipud")]
    [InlineData("aten::fliplr")]
    public void AxesTurn(string operatorName)
    {
        var program = new ProgramBuilder();
        Check(program.Build(program.Call(operatorName, [2, 3, 4], program.Input("a", 2, 3, 4))), [2, 3, 4]);
    }

    [Fact]
    public void InnerProductsAreOfLastAxes()
    {
        var program = new ProgramBuilder();
        Check(program.Build(program.Call("aten::inner", [2, 3, 5], program.Input("a", 2, 3, 4), ("other", program.Input("b", 5, 4)))), [2, 3, 4], [5, 4]);
    }

    [Fact]
    public void TensorProductsAreOfGivenAxes()
    {
        var program = new ProgramBuilder();
        Value product = program.Call(
            "aten::tensordot", [3, 6], program.Input("a", 2, 3, 4), ("other", program.Input("b", 4, 6, 2)), ("dims_self", (Seq<long>)[0, 2]), ("dims_other", (Seq<long>)[2, 0]));
        Check(program.Build(product), [2, 3, 4], [4, 6, 2]);
    }

    private static Seq<Dim> Dims(long[] shape) => shape.Select(static size => (Dim)size).ToSeq();

    private static void Check(TorchGraph graph, params long[][] shapes)
    {
        var random = new Random(1);
        Tensor[] inputs = [.. shapes.Select(shape => Tensor.From([.. Enumerable.Range(0, (int)shape.Aggregate(1L, static (a, b) => a * b)).Select(_ => random.NextSingle())], shape))];
        var any = new PortChoice(ChannelOrder.TensorFlow, new Dictionary<string, ChannelOrder>());
        PreparedGraph prepared = PreparedGraph.Of(graph);
        ConvertedGraph converted = GraphConverter.Convert(prepared, Converters.Default, any, any, out IReadOnlyList<Diagnostic> diagnostics);
        diagnostics.ShouldBeEmpty();
        VerifierResult result = Verifier.Run(prepared.Graph, converted, new TorchGraphEvaluator(), inputs, 1e-5, _ => { });
        result.Checks.Values.ShouldAllBe(check => check.EndToEnd.Passes);
    }
}
