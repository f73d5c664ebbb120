using Nobuco.Conversion;
using Nobuco.Conversion.Layout;
using Nobuco.Conversion.Modules;
using Nobuco.PyTorch.Graph;
using Nobuco.PyTorch.Tracing;
using Nobuco.Tensors;

namespace Nobuco.Tests.Conversion;

/// <summary>Bags of every mode, one of them empty, whatever sizes a version of PyTorch states for the results that it leaves undefined.</summary>
public sealed class EmbeddingBagTests
{
    [Theory]
    [InlineData(0, null, false, 0, 3)]
    [InlineData(0, 3L, false, 9, 3)]
    [InlineData(0, null, true, 0, 4)]
    [InlineData(1, null, false, 9, 3)]
    [InlineData(1, 3L, true, 9, 4)]
    [InlineData(2, null, false, 9, 3)]
    [InlineData(2, 3L, false, 9, 3)]
    public void RowsOfABagAreCombined(long mode, long? paddingIdx, bool includeLastOffset, long statedOffsets, long statedSizes)
    {
        var program = new ProgramBuilder();
        var random = new Random(1);
        Tensor table = Tensor.From([.. Enumerable.Range(0, 55).Select(_ => random.NextSingle() - 0.5f)], 11, 5);
        Value indices = program.Weight("indices", Tensor.From([3L, 1, 3, 2, 5, 10, 3, 7, 0], 9));
        Value offsets = program.Weight("offsets", includeLastOffset ? Tensor.From([0L, 4, 4, 9], 4) : Tensor.From([0L, 4, 4], 3));
        TensorType[] types = [new(DType.Float32, [3, 5]), new(DType.Int64, [statedOffsets]), new(DType.Int64, [statedSizes]), new(DType.Int64, [3])];
        Value bags = program.Call(
            "aten::embedding_bag.padding_idx", types, program.Input("table", 11, 5), ("indices", indices), ("offsets", offsets), ("scale_grad_by_freq", false), ("mode", mode), ("sparse", false),
            ("per_sample_weights", null), ("include_last_offset", includeLastOffset), ("padding_idx", paddingIdx))[0];

        PreparedGraph prepared = PreparedGraph.Of(program.Build(bags));
        var any = new PortChoice(ChannelOrder.TensorFlow, new Dictionary<string, ChannelOrder>());
        ConvertedGraph converted = GraphConverter.Convert(prepared, Converters.Default, any, any, out IReadOnlyList<Diagnostic> diagnostics);
        diagnostics.ShouldBeEmpty();
        Verifier.Run(prepared.Graph, converted, new TorchGraphEvaluator(), [table], 1e-5, _ => { }).Checks.Values.Single().EndToEnd.Passes.ShouldBeTrue();
    }
}
