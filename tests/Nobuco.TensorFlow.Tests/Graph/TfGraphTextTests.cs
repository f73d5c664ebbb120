using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Graph.Text;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Tests.Graph;

public sealed class TfGraphTextTests
{
    private const string Text = """
        inputs x=%0, "a b"=%1
        %0 : f32[s0,8,8,3] = Placeholder()
        %1 : f32[1,1] = Placeholder()
        %2 : f32[1,1,3,2] = Const() { value=[1, 2.5, -3, 0.1, inf, nan], qualifiedName="conv \"1\".weight" }
        %3 : f32[s0,((s0 + 1)//(2)),4,2] = Conv2D(%0, %2) { strides=[2, 2], padding=Same, dilations=[1, 1], activation=Relu6 }  # layer1.0.conv1
        %4, %5 : f32[s0,4,4,1], f32[s0,4,4,1] = Split(%3) { num=2, axis=3 }
        outputs y=%4, z=%5

        """;

    [Fact]
    public void ReadsWhatItPrints()
    {
        string text = Text.Replace("((s0 + 1)//(2))", "4", StringComparison.Ordinal).ReplaceLineEndings("\n");
        TfGraph graph = TfGraphText.Parse(text);
        TfGraphText.Print(graph).ShouldBe(text);
        TfGraphChecker.Check(graph);
    }

    [Fact]
    public void LargeConstantsAreNamedByTheirContent()
    {
        TfTensor weight = tf.Constant(Tensor.From(Enumerable.Range(0, 60).Select(i => (float)i).ToArray(), 6, 10).Permute([1, 0]));
        var graph = new TfGraph([], [new NamedValue("y", tf.Relu(weight).Value)]);
        string text = TfGraphText.Print(graph);
        text.ShouldContain("value=dense<");

        TfGraph read = TfGraphText.Parse(text, TfGraphText.LargeConstants(graph));
        TfGraphText.Print(read).ShouldBe(text);
        Value(read).ToArray<float>().ShouldBe(weight.Constant!.ToArray<float>());
        Value(TfGraphText.Parse(text)).ToArray<float>().ShouldAllBe(element => element == 0);

        static Tensor Value(TfGraph graph) => graph.Nodes.Select(n => n.Op).OfType<Const>().Single().Value;
    }

    [Fact]
    public void TypesMayBeLeftOutWhereTheyAreImplied()
    {
        TfGraph graph = TfGraphText.Parse("""
            inputs x=%x
            # A comment.
            %x : f32[2,n] = Placeholder()
            %y = Relu(%x)
            outputs y=%y
            """);
        graph.Outputs[0].Value.Type.ShouldBe(new TfType(DType.Float32, [2, Dim.Symbol("n")]));
    }

    [Theory]
    [InlineData("%0 : f32[2] = Placeholder()\n%1 = Relux(%0)", "Line 2, '%1 = Relux(%0)': there is no operation 'Relux'")]
    [InlineData("%1 = Relu(%0)", "Line 1, '%1 = Relu(%0)': the value %0 is not defined")]
    [InlineData("%0 : f32[2] = Placeholder()\n%1 : f32[3] = Relu(%0)", "Line 2, '%1 : f32[3] = Relu(%0)': result 0 has the type f32[2]")]
    [InlineData("%0 : f32[2] = Placeholder()\n%1 = Softmax(%0)", "Line 2, '%1 = Softmax(%0)': the attribute 'axis' is missing")]
    [InlineData("%0 : f32[2] = Placeholder()\n%1 = Softmax(%0) { axis=0, size=1 }", "Line 2, '%1 = Softmax(%0) { axis=0, size=1 }': Softmax has no attribute 'size'")]
    public void MistakesAreNamedWithTheirLine(string text, string message) =>
        Should.Throw<FormatException>(() => TfGraphText.Parse(text)).Message.ShouldBe(message);
}
