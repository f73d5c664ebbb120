using FsCheck.Xunit;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Graph.Text;
using Nobuco.TensorFlow.Passes;

namespace Nobuco.TensorFlow.Tests.Passes;

public sealed class PipelineTests
{
    [Property(MaxTest = 200)]
    public void GraphsComputeTheSameAfterAllPasses(int seed)
    {
        TfGraph graph = RandomGraphs.Create(seed, 5 + (Math.Abs(seed % 25))), optimized = graph.Clone();

        Pipeline.TFLite.Run(optimized, new RewriteLog());

        RuleHarness.AssertSameNumbers(graph, optimized, 1e-4);
    }

    [Property(MaxTest = 50)]
    public void TransposesNeverMoveMoreThanBefore(int seed)
    {
        TfGraph graph = RandomGraphs.Create(seed, 15), optimized = graph.Clone();

        Pipeline.TFLite.Run(optimized, new RewriteLog());

        Moved(optimized).ShouldBeLessThanOrEqualTo(Moved(graph));

        static long Moved(TfGraph graph) => graph.Nodes.Where(static n => n.Op is Transpose).Sum(static n => n.Output.Type.Shape.Aggregate(1L, static (p, d) => p * d.Value));
    }

    [Fact]
    public void TheSameGraphGivesTheSameResult()
    {
        TfGraph graph = RandomGraphs.Create(7, 30), first = graph.Clone(), second = graph.Clone();

        Pipeline.TFLite.Run(first, new RewriteLog());
        Pipeline.TFLite.Run(second, new RewriteLog());

        TfGraphText.Print(second).ShouldBe(TfGraphText.Print(first));
    }

    [Fact]
    public void APassThatBreaksTheGraphIsNamed()
    {
        TfGraph graph = TfGraphText.Parse("""
            inputs x=%x
            %x : f32[2,3] = Placeholder()
            %y = Relu(%x)
            outputs y=%y
            """);

        Should.Throw<InvalidGraphException>(() => new Pipeline(new Breaking()).Run(graph, new RewriteLog())).Message.ShouldStartWith("The pass Breaking broke the graph: ");
    }

    [Fact]
    public void RulesThatUndoEachOtherAreAnError()
    {
        TfGraph graph = TfGraphText.Parse("""
            inputs x=%x
            %x : f32[2,3] = Placeholder()
            %y = Relu(%x)
            outputs y=%y
            """);

        Should.Throw<InvalidOperationException>(() => new RewritePass("Endless", new Again()).Run(graph, new RewriteLog())).Message
            .ShouldBe("The pass Endless does not come to an end; its last rule was Again.");
    }

    private sealed class Again : IRewrite
    {
        public TfValue? TryRewrite(TfGraph graph, TfNode node) => node.Op is Relu ? new TfNode(new Relu(), node.Inputs).Output : null;
    }

    private sealed class Breaking : IPass
    {
        public string Name => "Breaking";

        public void Run(TfGraph graph, RewriteLog log)
        {
            var stranger = new TfNode(new Placeholder(graph.Inputs[0].Value.Type), []);
            graph.ReplaceUses(graph.Outputs[0].Value, stranger.Output);
        }
    }
}
