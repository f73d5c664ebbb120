using Nobuco.TensorFlow.Executor;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Text;
using Nobuco.TensorFlow.Passes;
using Nobuco.TensorFlow.Targets;
using Nobuco.TensorFlow.Targets.TFLite;
using Nobuco.Tensors;
using Nobuco.Testing;
using Window = Nobuco.TensorFlow.Graph.Ops.Padding;

namespace Nobuco.TensorFlow.Tests.TFLite;

/// <summary>What an old runtime lacks is made of what it has, or refused.</summary>
public sealed class MinimumRuntimeTests
{
    [Fact]
    public void WithoutOneAGroupedConvolutionStaysOne() => Operators(Grouped(64, 32, 8), null).ShouldBe(["CONV_2D"]);

    [Fact]
    public void ARuntimeThatHasGroupsGetsThem() => Operators(Grouped(64, 32, 8), new Version(2, 10)).ShouldBe(["CONV_2D"]);

    [Fact]
    public void ManyChannelsAreSplit() =>
        Operators(Grouped(64, 32, 4), new Version(2, 9)).ShouldBe(["SPLIT", "CONV_2D", "CONV_2D", "CONV_2D", "CONV_2D", "CONCATENATION"]);

    [Fact]
    public void FewChannelsGetADenseFilter() => Operators(Grouped(8, 6, 4), new Version(2, 9)).ShouldBe(["CONV_2D"]);

    [Theory]
    [InlineData(64, 32, 4)]
    [InlineData(8, 6, 4)]
    public void ComputesTheSame(int channels, int size, int groups)
    {
        TfGraph graph = Grouped(channels, size, groups);
        var random = new Random(3);
        Tensor x = Tensor.From([.. Enumerable.Range(0, size * size * channels).Select(_ => (float)random.NextDouble() - 0.5f)], 1, size, size, channels);
        Dictionary<string, Tensor> inputs = new() { ["x"] = x };
        Tensor expected = TfExecutor.Run(graph, inputs)["y"];
        string path = Path.GetTempFileName();
        try
        {
            var target = new TFLiteTarget(new Version(2, 9));
            target.Write(graph.Clone(), path, new RewriteLog());
            Tensor actual = TfExecutor.Run(target.Read(path, new Dictionary<string, Seq<long>> { ["x"] = x.Shape }), inputs)["y"];
            Golden.Compare(expected, actual, 1e-5);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void WhatCannotBeMadeIsNamedWithTheVersionThatHasIt()
    {
        TfGraph graph = TfGraphText.Parse("""
            inputs x=%x
            %x : f32[2,3] = Placeholder()
            %y = Gelu(%x) { approximate=true }
            outputs y=%y
            """);
        TargetException error = Should.Throw<TargetException>(() => Operators(graph, new Version(2, 8)));
        error.Problems.ShouldHaveSingleItem().Message.ShouldBe("GELU of f32[2,3] is version 1 of the operator, which TensorFlow Lite has from 2.9 on; 2.8 does not run it.");
    }

    private static TfGraph Grouped(int channels, int size, int groups)
    {
        var random = new Random(1);
        float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)random.NextDouble() - 0.5f)];
        TfTensor x = tf.Placeholder(new TfType(DType.Float32, [1, size, size, channels]), AxisOrder.Identity(4));
        TfTensor filter = tf.Constant(Tensor.From(Numbers(9 * channels / groups * channels), 3, 3, channels / groups, channels));
        TfTensor bias = tf.Constant(Tensor.From(Numbers(channels), channels));
        TfTensor y = tf.Relu(tf.Conv2D(x, filter, bias, [1, 1], Window.Same, [1, 1]));
        return new TfGraph([new NamedValue("x", x.Value)], [new NamedValue("y", y.Value)]);
    }

    private static IEnumerable<string> Operators(TfGraph graph, Version? runtime)
    {
        string path = Path.GetTempFileName();
        try
        {
            return new TFLiteTarget(runtime).Write(graph.Clone(), path, new RewriteLog()).Select(written => written.Name);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
