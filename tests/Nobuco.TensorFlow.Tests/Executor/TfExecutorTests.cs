using Nobuco.TensorFlow.Executor;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Text;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Tests.Executor;

public sealed class TfExecutorTests
{
    [Theory]
    [InlineData("MaxPool(%x) { kernelSize=[1, 2], strides=[1, 2], padding=Same }", "1,1,5,1", "2,4,5")]
    [InlineData("AvgPool(%x) { kernelSize=[1, 2], strides=[1, 2], padding=Same }", "1,1,5,1", "1.5,3.5,5")]
    [InlineData("AvgPool(%x) { kernelSize=[1, 3], strides=[1, 1], padding=Same }", "1,1,4,1", "1.5,2,3,3.5")]
    [InlineData("StridedSlice(%x) { begin=[4], end=[-1], strides=[-2] }", "5", "5,3,1")]
    [InlineData("StridedSlice(%x) { begin=[1], end=[5], strides=[3] }", "6", "2,5")]
    [InlineData("ReverseV2(%x) { axes=[1] }", "2,3", "3,2,1,6,5,4")]
    [InlineData("DepthToSpace(%x) { blockSize=2 }", "1,1,2,4", "1,2,5,6,3,4,7,8")]
    [InlineData("SpaceToDepth(%x) { blockSize=2 }", "1,2,4,1", "1,2,5,6,3,4,7,8")]
    [InlineData("Tile(%x) { multiples=[2, 2] }", "1,2", "1,2,1,2,1,2,1,2")]
    [InlineData("MirrorPad(%x) { before=[2], after=[1], symmetric=false }", "3", "3,2,1,2,3,2")]
    [InlineData("MirrorPad(%x) { before=[2], after=[1], symmetric=true }", "3", "2,1,1,2,3,3")]
    [InlineData("Cumsum(%x) { axis=0, exclusive=true, reverse=true }", "3", "5,3,0")]
    [InlineData("Cumsum(%x) { axis=0, exclusive=false, reverse=false }", "3", "1,3,6")]
    [InlineData("ClipByValue(%x) { min=-inf, max=2 }", "3", "1,2,2")]
    [InlineData("LRN(%x) { depthRadius=1, bias=0, alpha=1, beta=1 }", "1,1,1,3", "0.2,0.14285715,0.23076923")]
    [InlineData("Transpose(%x) { perm=[1, 0] }", "2,3", "1,4,2,5,3,6")]
    [InlineData("ResizeNearestNeighbor(%x) { size=[1, 4], alignCorners=false, halfPixelCenters=false }", "1,1,2,1", "1,1,2,2")]
    [InlineData("ResizeBilinear(%x) { size=[1, 4], alignCorners=false, halfPixelCenters=true }", "1,1,2,1", "1,1.25,1.75,2")]
    [InlineData("Sum(%x) { axes=[], keepDims=false }", "3", "1,2,3")]
    [InlineData("AddV2(%x, %x) { activation=Relu6 }", "4", "2,4,6,6")]
    [InlineData("AvgPool(%x) { kernelSize=[1, 2], strides=[1, 1], padding=Valid, activation=Relu6 }", "1,1,8,1", "1.5,2.5,3.5,4.5,5.5,6,6")]
    [InlineData("Sub(%x, %x) { activation=ReluN1To1 }", "2", "0,0")]
    public void ComputesTensorFlowsNumbers(string operation, string shape, string expected)
    {
        Seq<long> sizes = [.. shape.Split(',').Select(long.Parse)];
        TfGraph graph = TfGraphText.Parse($"inputs x=%x\n%x : f32[{shape}] = Placeholder()\n%y = {operation}\noutputs y=%y");
        Tensor x = Tensor.From<float>([.. Enumerable.Range(1, (int)ShapeMath.Product(sizes)).Select(i => (float)i)], sizes);
        string.Join(',', TfExecutor.Run(graph, new Dictionary<string, Tensor> { ["x"] = x })["y"].ToArray<float>()).ShouldBe(expected);
    }

    /// <summary>A transposed convolution is the gradient of the convolution: ⟨conv(x), y⟩ = ⟨x, convᵀ(y)⟩.</summary>
    [Theory]
    [InlineData("Same", 2, 7, 4, 3)]
    [InlineData("Same", 2, 8, 4, 3)]
    [InlineData("Valid", 2, 8, 3, 3)]
    [InlineData("Valid", 3, 8, 3, 2)]
    [InlineData("Valid", 1, 5, 3, 3)]
    public void TransposedConvolutionIsTheAdjoint(string padding, int stride, int size, int positions, int kernel)
    {
        TfGraph graph = TfGraphText.Parse($$"""
            inputs x=%x, y=%y, w=%w
            %x : f64[2,{{size}},1,3] = Placeholder()
            %y : f64[2,{{positions}},1,4] = Placeholder()
            %w : f64[{{kernel}},1,3,4] = Placeholder()
            %cx = Conv2D(%x, %w) { strides=[{{stride}}, 1], padding={{padding}}, dilations=[1, 1] }
            %ty = Conv2DBackpropInput(%y, %w) { strides=[{{stride}}, 1], padding={{padding}}, outputShape=[2, {{size}}, 1, 3] }
            %a = Mul(%cx, %y)
            %b = Mul(%x, %ty)
            %left = Sum(%a) { axes=[0, 1, 2, 3], keepDims=false }
            %right = Sum(%b) { axes=[0, 1, 2, 3], keepDims=false }
            outputs left=%left, right=%right
            """);
        var random = new Random(1);
        var inputs = graph.Inputs.ToDictionary(i => i.Name, i => Tensor.From<double>(
            [.. Enumerable.Range(0, (int)ShapeMath.Product(i.Value.Type.StaticShape)).Select(_ => random.NextDouble())], i.Value.Type.StaticShape));
        IReadOnlyDictionary<string, Tensor> outputs = TfExecutor.Run(graph, inputs);
        outputs["left"].ItemAsDouble().ShouldBe(outputs["right"].ItemAsDouble(), 1e-9);
    }

    [Fact]
    public void BatchNormalizationIsTheSameAlongEveryAxis()
    {
        TfGraph graph = TfGraphText.Parse("""
            inputs x=%x
            %x : f32[2,3,4] = Placeholder()
            %gamma : f32[4] = Const() { value=[1, 2, -3, 0.5] }
            %beta : f32[4] = Const() { value=[0.25, 0, 1, -1] }
            %mean : f32[4] = Const() { value=[1, 5, -2, 3] }
            %variance : f32[4] = Const() { value=[1, 4, 0.25, 2] }
            %last = BatchNormalization(%x, %gamma, %beta, %mean, %variance) { epsilon=0.001, axis=2 }
            %t = Transpose(%x) { perm=[0, 2, 1] }
            %n = BatchNormalization(%t, %gamma, %beta, %mean, %variance) { epsilon=0.001, axis=1 }
            %first = Transpose(%n) { perm=[0, 2, 1] }
            outputs last=%last, first=%first
            """);
        Tensor x = Tensor.From(Enumerable.Range(0, 24).Select(i => (float)i).ToArray(), 2, 3, 4);
        IReadOnlyDictionary<string, Tensor> outputs = TfExecutor.Run(graph, new Dictionary<string, Tensor> { ["x"] = x });
        float[] last = outputs["last"].ToArray<float>(), first = outputs["first"].ToArray<float>();
        last.Zip(first).ShouldAllBe(pair => Math.Abs(pair.First - pair.Second) < 1e-5);
        last[1].ShouldBe(((1 - 5) * 2 / MathF.Sqrt(4.001f)) + 0, 1e-5f);
    }

    private static readonly TfGraph _graph = TfGraphText.Parse("""
        inputs x=%x
        %x : f32[n] = Placeholder()
        %a = Square(%x)
        %b = Neg(%a)
        outputs b=%b
        """);

    [Fact]
    public void OnlyWhatLiesBetweenIsRun()
    {
        TfNode negation = _graph.Outputs[0].Value.Producer;
        Tensor given = Tensor.From([2f, 3], 2);
        TfExecutor.Evaluate([negation.Output], new Dictionary<TfValue, Tensor> { [negation.Inputs[0]] = given })[0].ToArray<float>().ShouldBe([-2, -3]);
        TfExecutor.Evaluate([negation.Inputs[0]], new Dictionary<TfValue, Tensor> { [negation.Inputs[0]] = given })[0].ShouldBeSameAs(given);
    }

    [Fact]
    public void EveryComputedValueIsObserved()
    {
        var seen = new List<string>();
        TfExecutor.Run(_graph, new Dictionary<string, Tensor> { ["x"] = Tensor.From([2f], 1) }, (value, tensor) => seen.Add($"{value.Producer.Op.Name} {tensor.ToArray<float>()[0]}"));
        seen.ShouldBe(["Square 4", "Neg -4"]);
    }

    [Fact]
    public void InputsAreChecked()
    {
        Message(new() { ["x"] = Tensor.From([1], 1) }).ShouldStartWith("The given tensor i32[1] is not of type f32[n].");
        Message([]).ShouldStartWith("The input 'x' is missing.");
        Message(new() { ["x"] = Tensor.From([1f], 1), ["y"] = Tensor.From([1f], 1) }).ShouldStartWith("The graph has no input 'y'.");

        static string Message(Dictionary<string, Tensor> inputs) => Should.Throw<ArgumentException>(() => TfExecutor.Run(_graph, inputs)).Message;
    }

    [Fact]
    public void ASymbolThatNothingTellsIsAnError() =>
        Should.Throw<ExecutionException>(() => TfExecutor.Evaluate([tf.Sizes([Dim.Symbol("n")]).Value], new Dictionary<TfValue, Tensor>()))
            .Message.ShouldBe("The size n is not known: no given shape tells n.");
}
