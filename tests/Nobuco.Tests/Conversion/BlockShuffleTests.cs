using Nobuco.Conversion;
using Nobuco.Conversion.Layout;
using Nobuco.Conversion.Modules;
using Nobuco.PyTorch.Aten;
using Nobuco.PyTorch.Graph;
using Nobuco.PyTorch.Tracing;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.Tests.Conversion;

/// <summary>Pixel shuffles written as view, permute and reshape, in every order of channels.</summary>
public sealed class BlockShuffleTests
{
    private static readonly int[][] _orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];

    public static TheoryData<int, int, int> Orders
    {
        get
        {
            var orders = new TheoryData<int, int, int>();
            foreach (int[] order in _orders)
                orders.Add(order[0], order[1], order[2]);
            return orders;
        }
    }

    /// <summary>[2, 5, 6, 9] in blocks of 3.</summary>
    [Theory]
    [MemberData(nameof(Orders))]
    public void IntoChannelsIsOneOperator(int first, int second, int third)
    {
        int[] axes = [1, 3, 5];
        Seq<long> dims = [0, axes[first], axes[second], axes[third], 2, 4];
        Check([2, 5, 6, 9], [2, 5, 2, 3, 3, 3], dims, [2, 45, 2, 3], "SpaceToDepth");
    }

    /// <summary>[2, 45, 4, 7] in blocks of 3.</summary>
    [Theory]
    [MemberData(nameof(Orders))]
    public void OutOfChannelsIsOneOperator(int channel, int row, int column)
    {
        Dim[] split = [2, 0, 0, 0, 4, 7];
        (split[channel + 1], split[row + 1], split[column + 1]) = (5, 3, 3);
        Check([2, 45, 4, 7], [.. split], [0, channel + 1, 4, row + 1, 5, column + 1], [2, 5, 12, 21], "DepthToSpace");
    }

    [Fact]
    public void AViewThatIsReadElsewhereStays()
    {
        var program = new ProgramBuilder();
        Value view = program.Call("aten::view", [2, 5, 2, 3, 3, 3], program.Input("x", 2, 5, 6, 9), ("size", (Seq<Dim>)[2, 5, 2, 3, 3, 3]));
        Value permuted = program.Call("aten::permute", [2, 5, 3, 3, 2, 3], view, ("dims", (Seq<long>)[0, 1, 3, 5, 2, 4]));
        TorchGraph graph = program.Build(program.Call("aten::reshape", [2, 45, 2, 3], permuted, ("shape", (Seq<Dim>)[2, 45, 2, 3])), view);
        BlockShuffles.Apply(PreparedGraph.Of(graph)).Graph.Nodes.Count.ShouldBe(3);
    }

    private static void Check(Seq<Dim> from, Seq<Dim> split, Seq<long> dims, Seq<Dim> to, string operation)
    {
        var program = new ProgramBuilder();
        Value view = program.Call("aten::view", split, program.Input("x", from), ("size", split));
        Value permuted = program.Call("aten::permute", dims.Select(d => split[(int)d]).ToSeq(), view, ("dims", dims));
        TorchGraph graph = program.Build(program.Call("aten::reshape", to, permuted, ("shape", to)));

        PreparedGraph prepared = BlockShuffles.Apply(PreparedGraph.Of(graph));

        var any = new PortChoice(ChannelOrder.TensorFlow, new Dictionary<string, ChannelOrder>());
        ConvertedGraph converted = GraphConverter.Convert(prepared, Converters.Default, any, any, out IReadOnlyList<Diagnostic> diagnostics);
        diagnostics.ShouldBeEmpty();
        converted.Graph.Nodes.Select(node => node.Op.Name).Except(["Placeholder", "Const", "GatherV2"]).ShouldBe([operation]);
        Tensor x = Tensor.From([.. Enumerable.Range(0, (int)from.Aggregate(1L, (a, b) => a * b.Value)).Select(i => (float)i)], [.. from.Select(d => d.Value)]);
        VerifierResult result = Verifier.Run(prepared.Graph, converted, new TorchGraphEvaluator(new EagerSurface(EagerRegistry.Default)), [x], 0, _ => { });
        result.Checks.Values.Single().EndToEnd.Verdict.ShouldBe(Verdict.Exact);
    }
}
