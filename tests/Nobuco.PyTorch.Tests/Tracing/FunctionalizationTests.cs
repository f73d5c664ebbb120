using Nobuco.PyTorch.Export;
using Nobuco.PyTorch.Graph;
using Nobuco.PyTorch.Tracing;
using Nobuco.Tensors;
using Nobuco.Testing;

namespace Nobuco.PyTorch.Tests.Tracing;

/// <summary>In-place operators and views become functional graphs that compute the same.</summary>
public sealed class FunctionalizationTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 300)];

    [Theory, MemberData(nameof(Seeds))]
    public void Any_program_computes_the_same(int seed)
    {
        var program = new RandomProgram(seed);
        (IReadOnlyList<Tensor> expected, IReadOnlyList<Tensor> actual, TorchGraph graph) = program.Run(steps: 40);
        graph.Nodes.ShouldAllBe(node => !node.Operator.IsMutating);
        for (int i = 0; i < expected.Count; i++)
            Golden.Compare(expected[i], actual[i], what: $"After {string.Join("\n", program.Log)}\ntensor {i}");
    }

    [Theory]
    [InlineData("stories/slice-relu", "conv2d slice slice slice relu slice_scatter slice_scatter slice_scatter")]
    [InlineData("stories/slice-relu-assigned", "conv2d slice slice slice relu slice_scatter slice_scatter slice_scatter")]
    [InlineData("ops/inplace/copy-into-row", "zeros select_scatter select add select_scatter mul")]
    [InlineData("ops/inplace/index-assign", "index_fill")]
    [InlineData("ops/inplace/mask-assign", "masked_fill")]
    [InlineData("ops/inplace/relu-on-slice", "mul slice slice slice relu slice_scatter slice_scatter slice_scatter")]
    [InlineData("ops/inplace/slice-assign", "mul slice slice slice relu slice_scatter slice_scatter slice_scatter")]
    [InlineData("ops/inplace/slice-scale", "mul slice slice slice mul slice_scatter slice_scatter slice_scatter relu")]
    [InlineData("ops/inplace/transpose-view-add", "t add t mul")]
    [InlineData("ops/inplace/view-then-mutate", "view full slice_scatter view add view")]
    public void Graphs_are_compact(string fixture, string operators)
    {
        ExportedProgram program = ExportedProgram.Load(Fixtures.PathOf(fixture + ".pt2"));
        string.Join(' ', Tracer.Trace(program).Nodes.Select(node => node.Operator.Name["aten::".Length..])).ShouldBe(operators);
    }

    [Fact]
    public void A_written_buffer_is_a_mutation()
    {
        TorchGraph graph = Tracer.Trace(ExportedProgram.Load(Fixtures.PathOf("programs/state/ema.pt2")));
        Mutation mutation = graph.Mutations.ShouldHaveSingleItem();
        (mutation.Target, mutation.IsBuffer, mutation.Value.Producer!.Operator.FullName).ShouldBe(("state", true, "aten.add.Tensor"));
        mutation.Value.Producer.WasInPlace.ShouldBeTrue();
    }

    [Fact]
    public void A_written_input_is_a_mutation_by_the_name_the_user_knows()
    {
        TorchGraph graph = Tracer.Trace(ExportedProgram.Load(Fixtures.PathOf("ops/activation/relu-inplace.core.pt2")));
        graph.Mutations.ShouldHaveSingleItem().Target.ShouldBe(graph.Inputs[0].Name);
    }

    [Fact]
    public void Made_nodes_know_where_they_come_from()
    {
        TorchGraph graph = Tracer.Trace(ExportedProgram.Load(Fixtures.PathOf("stories/slice-relu.pt2")));
        Node relu = graph.Nodes.First(node => node.Operator.Name == "aten::relu"), scatter = graph.Nodes[^1];
        scatter.Provenance.ShouldBe(relu.Provenance);
        scatter.Provenance.Line!.Code.ShouldContain("relu_");
        graph.Nodes[0].Provenance.Modules[^1].ClassName.ShouldContain("Conv2d");
    }
}
