using Nobuco.TensorFlow.Executor;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Graph.Text;
using Nobuco.TensorFlow.Passes;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Tests.Graph;

public sealed class DimMaterializerTests
{
    private static readonly TfGraph _graph = TfGraphText.Parse("""
        inputs x=%0, y=%1
        %0 : f32[n,h,w,3] = Placeholder()
        %1 : f32[2*k + 1,h] = Placeholder()
        outputs x=%0
        """);

    private static readonly Dictionary<string, long> _sizes = new() { ["n"] = 2, ["h"] = 5, ["w"] = 4, ["k"] = 3 };

    [Theory]
    [InlineData("n,h,w,3", 1)]
    [InlineData("h,w", 2)]
    [InlineData("1,n,h,7", 3)]
    [InlineData("2*k + 1", 2)]
    [InlineData("n,n", 3)]
    [InlineData("k", 4)]
    [InlineData("n*h - 2*w + 1", 8)]
    [InlineData("(h + 1)//2,-w", 7)]
    [InlineData("Max(n, w),Min(h, 3),Max(n, w)", 7)]
    [InlineData("4,5", 0)]
    public void ComputesSizesFromTheInputs(string text, int nodes)
    {
        Seq<Dim> sizes = [.. text.Split(',').Aggregate(new List<string>(), Join).Select(DimParser.Parse)];
        TfTensor vector = new DimMaterializer(_graph.Inputs).Vector(sizes);
        vector.Value.Type.ShouldBe(new TfType(DType.Int32, [sizes.Count]));
        var given = _graph.Inputs.ToDictionary(i => i.Value, i => Tensor.Zeros(DType.Float32, [.. i.Value.Type.Shape.Select(d => d.Evaluate(_sizes))]));
        TfExecutor.Evaluate([vector.Value], given)[0].ToArray<long>().ShouldBe(sizes.Select(d => d.Evaluate(_sizes)));
        new TfGraph([], [new("v", vector.Value)]).Nodes.Count(n => n.Op is not (Placeholder or Const)).ShouldBe(nodes);

        // Commas inside parentheses do not separate sizes.
        static List<string> Join(List<string> parts, string part)
        {
            if (parts.Count > 0 && parts[^1].Count(c => c == '(') > parts[^1].Count(c => c == ')'))
                parts[^1] += "," + part;
            else
                parts.Add(part);
            return parts;
        }
    }

    [Fact]
    public void ASymbolThatNoInputTellsIsAnError() =>
        Should.Throw<ArgumentException>(() => new DimMaterializer(_graph.Inputs).Vector([Dim.Symbol("z")])).Message.ShouldBe("No input's shape tells the size z.");

    [Fact]
    public void OperationsGetTheirSizesAtRunTime()
    {
        TfGraph graph = TfGraphText.Parse("""
            inputs x=%0
            %0 : f32[n,h,w,4] = Placeholder()
            %1 = Pad(%0) { before=[0, 0, 1, 0], after=[0, h - 1, 0, 0] }
            %2 = StridedSlice(%1) { begin=[0, h//2, 0, 0], end=[n, h, w, 4], strides=[1, 1, 2, 1] }
            %3 = ResizeBilinear(%2) { size=[2*h, w + 2], alignCorners=false, halfPixelCenters=true }
            %4 = Reshape(%3) { shape=[n, 2*h, 2*w + 4, 2] }
            %5 = Tile(%4) { multiples=[1, 1, 1, n] }
            %6 : f32[3,2,1,4] = Const() { value=[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24] }
            %7 = Reshape(%0) { shape=[n*h, w, 1, 4] }
            %8 = Conv2DBackpropInput(%7, %6) { strides=[2, 1], padding=Valid, outputShape=[n*h, 2*w + 1, 2, 1] }
            %9 = Sizes() { dims=[h*w, n], dType=i64 }
            outputs a=%5, b=%8, c=%9
            """);
        foreach (long h in new[] { 4, 7 })
        {
            Tensor x = Tensor.From(Enumerable.Range(0, 2 * (int)h * 5 * 4).Select(i => MathF.Sin(i)).ToArray(), 2, h, 5, 4);
            var inputs = new Dictionary<string, Tensor> { ["x"] = x };
            IReadOnlyDictionary<string, Tensor> expected = TfExecutor.Run(graph, inputs);
            TfGraph changed = TfGraphText.Parse(TfGraphText.Print(graph), TfGraphText.LargeConstants(graph));
            new MaterializeSizes(_ => false).Run(changed, new RewriteLog());
            changed.Nodes.ShouldAllBe(n => !(n.Op is Sizes || (n.Op is Tile && n.Inputs.Count == 1)));
            IReadOnlyDictionary<string, Tensor> actual = TfExecutor.Run(changed, inputs);
            foreach (string name in expected.Keys)
                actual[name].ToArray<double>().ShouldBe(expected[name].ToArray<double>());
        }
    }
}
