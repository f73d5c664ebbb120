using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Tests.Graph;

public sealed class TfGraphCheckerTests
{
    private static TfValue Placeholder(params Seq<Dim> shape) => new TfNode(new Placeholder(new TfType(DType.Float32, shape)), []).Output;

    private static TfValue Node(Op op, params TfValue[] inputs) => new TfNode(op, inputs).Output;

    private static string Message(TfGraph graph) => Should.Throw<InvalidGraphException>(() => TfGraphChecker.Check(graph)).Message;

    [Fact]
    public void AnInputNoOutputReadsIsFine() =>
        TfGraphChecker.Check(new TfGraph([new("x", Placeholder(2)), new("y", Placeholder(3))], []));

    [Fact]
    public void APlaceholderMustBeAnInput() =>
        Message(new TfGraph([], [new("y", Node(new Relu(), Placeholder(2)))])).ShouldContain("is no input");

    [Fact]
    public void AnInputMustBeAPlaceholder() =>
        Message(new TfGraph([new("x", tf.Constant(1, DType.Float32).Value)], [])).ShouldContain("an input and no placeholder");

    [Fact]
    public void NamesAreUnique()
    {
        TfValue x = Placeholder(2);
        Message(new TfGraph([new("x", x)], [new("y", x), new("y", x)])).ShouldBe("Two outputs are called 'y'.");
    }

    [Fact]
    public void ACycleIsFound()
    {
        TfValue x = Placeholder(2), first = Node(new Relu(), x), second = Node(new Abs(), first);
        first.Producer.ReplaceInput(0, second);
        Message(new TfGraph([new("x", x)], [new("y", second)])).ShouldContain("depends on itself");
    }

    [Fact]
    public void TypesAreInferredAgain()
    {
        TfValue x = Placeholder(2), other = Placeholder(3), y = Node(new Relu(), x);
        y.Producer.ReplaceInput(0, other);
        Message(new TfGraph([new("x", x), new("z", other)], [new("y", y)])).ShouldBe("Relu(f32[3]) has results [f32[2]] instead of [f32[3]].");
    }
}
