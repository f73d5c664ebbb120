using System.IO.Compression;
using System.Text.Json.Nodes;
using Nobuco.TensorFlow.Executor;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Passes;
using Nobuco.TensorFlow.Targets;
using Nobuco.TensorFlow.Targets.Keras;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Tests.Keras;

/// <summary>What the back ends of Keras cannot run, or run in a way of their own, is not written.</summary>
public sealed class WritingTests
{
    /// <summary>Keras' layers refuse strides with dilations, and TensorFlow's depthwise convolution two strides.</summary>
    [Theory]
    [InlineData(false, 2, 2, 2)]
    [InlineData(true, 2, 2, 2)]
    [InlineData(true, 1, 2, 1)]
    [InlineData(false, 1, 2, 2)]
    public void ConvolutionsHaveOneStrideOrDilations(bool isDepthwise, int rows, int columns, int dilation)
    {
        TfTensor x = Input(1, 9, 11, 2), filter = tf.Constant(Random(3, 3, 2, isDepthwise ? 1 : 4));
        Seq<int> strides = [rows, columns], dilations = [dilation, dilation];
        TfTensor y = isDepthwise
            ? tf.DepthwiseConv2dNative(x, filter, null, strides, Padding.Same, dilations)
            : tf.Conv2D(x, filter, null, strides, Padding.Same, dilations);
        foreach (ITarget target in (ITarget[])[new KerasTarget(), new KerasH5Target()])
            Check(target, x, y);
        JsonObject layer = Layers(x, y).Single(static l => ((string)l["class_name"]!).EndsWith("Conv2D", StringComparison.Ordinal));
        ((JsonArray)layer["config"]!["strides"]!).Select(static s => (int)s!).ShouldBe([1, 1]);
    }

    /// <summary>TensorFlow's kernel on the CPU does not dilate in three dimensions.</summary>
    [Fact]
    public void ConvolutionsOfVolumesHaveNoDilations()
    {
        TfTensor x = Input(1, 7, 9, 8, 2), y = tf.Conv3D(x, tf.Constant(Random(3, 3, 3, 2, 4)), null, [1, 1, 1], Padding.Same, [2, 1, 2]);
        Check(new KerasTarget(), x, y);
        JsonObject layer = Layers(x, y).Single(static l => (string)l["class_name"]! == "Conv3D");
        ((JsonArray)layer["config"]!["dilation_rate"]!).Select(static d => (int)d!).ShouldBe([1, 1, 1]);
    }

    /// <summary>Keras 3 on TensorFlow adds what looks like a bias along the last axis or axis 1.</summary>
    [Theory]
    [InlineData(new long[] { 2, 5, 6, 5 }, new long[] { 5, 1, 1 }, "Add swapped")]
    [InlineData(new long[] { 1, 5 }, new long[] { 5, 1 }, "Add swapped")]
    [InlineData(new long[] { 1, 5, 1 }, new long[] { 1, 1, 5 }, "Subtract")]
    [InlineData(new long[] { 4, 5 }, new long[] { 1, 1, 5 }, "Add swapped")]
    [InlineData(new long[] { 2, 5, 6, 7 }, new long[] { 5, 1, 1 }, "Add")]
    [InlineData(new long[] { 2, 5, 6, 5 }, new long[] { 5 }, "Add")]
    [InlineData(new long[] { 2, 5, 5 }, new long[] { 2, 1, 5 }, "Add")]
    public void SumsAreThoseOfBroadcasting(long[] left, long[] right, string operation)
    {
        TfTensor x = Input(left), y = Input(right);
        TfGraph Graph() => new([new("x", x.Value), new("y", y.Value)], [new("z", (x + y).Value)]);
        JsonObject[] layers = Layers(Graph());
        JsonObject sum = layers.Single(static l => (string)l["class_name"]! is "Add" or "Subtract");
        string first = (string)sum["inbound_nodes"]![0]!["args"]![0]!["config"]!["keras_history"]![0]!;
        $"{sum["class_name"]}{(first == "y" ? " swapped" : "")}".ShouldBe(operation);
        layers.Length.ShouldBe(operation == "Subtract" ? 5 : 4);
    }

    /// <summary>Of several axes in a file of Keras 2, Keras 3 reads none.</summary>
    [Fact]
    public void LayerNormalizationHasOneAxis()
    {
        TfTensor x = Input(2, 3, 4, 5), y = tf.LayerNormalization(x, tf.Constant(Random(4, 5)), tf.Constant(Random(4, 5)), [2, 3], 0.001);
        Check(new KerasH5Target(), x, y);
        Operators(new KerasH5Target(), x, y).ShouldBe(["Reshape", "LayerNormalization", "Reshape", "Activation"]);
    }

    /// <summary>Of a slice of an axis of unknown size Keras knows no size, and squeezes none.</summary>
    [Fact]
    public void ElementsOfAnUnknownAxisArePickedByNumber()
    {
        TfTensor x = tf.Placeholder(new TfType(DType.Float32, [1, Dim.Symbol("n"), 3]), AxisOrder.Identity(3));
        TfTensor last = tf.Slice(x, 1, x.Shape[1] - 1, x.Shape[1]);
        JsonObject[] kept = Layers(x, last * tf.Constant(Random(3))), squeezed = Layers(x, tf.Squeeze(last, [1]));
        foreach (JsonObject[] layers in (JsonObject[][])[kept, squeezed])
        {
            JsonObject item = layers.Single(static l => (string)l["class_name"]! == "GetItem");
            ((int)item["inbound_nodes"]![0]!["args"]![1]![1]!).ShouldBe(-1);
            layers.ShouldNotContain(static l => (string)l["class_name"]! == "Squeeze");
        }
        kept.ShouldContain(static l => (string)l["class_name"]! == "ExpandDims");
    }

    /// <summary>Constants have sizes that Keras knows, however little it knows of the inputs that they must come from.</summary>
    [Fact]
    public void ConstantsAreMadeOfOneElementOfAnInput()
    {
        TfTensor x = tf.Placeholder(new TfType(DType.Float32, [1, Dim.Symbol("n")]), AxisOrder.Identity(2));
        JsonObject item = Layers(x, tf.ConcatV2([x, tf.Constant(Random(1, 1))], 1)).Single(static l => (string)l["class_name"]! == "GetItem");
        ((JsonArray)item["inbound_nodes"]![0]!["args"]![1]!).Select(static i => (int)i!).ShouldBe([0, 0]);
    }

    /// <summary>HDF5 has no bfloat16.</summary>
    [Theory]
    [InlineData(DType.Float16)]
    [InlineData(DType.BFloat16)]
    public void WeightsOfHalfTheWidthAreReadBack(DType dtype)
    {
        TfTensor x = tf.Placeholder(new TfType(dtype, [2, 4]), AxisOrder.Identity(2));
        TfTensor y = tf.Dense(x, tf.Constant(Random(4, 3).Cast(dtype)), tf.Constant(Random(3).Cast(dtype)));
        foreach (ITarget target in (ITarget[])[new KerasTarget(), new KerasH5Target()])
            Check(target, x, y);
        Layers(x, y).Single(static l => (string)l["class_name"]! == "Dense")["config"]!["dtype"]!.GetValue<string>().ShouldBe(dtype.Name());
    }

    /// <summary>TensorFlow scales images of all types to float32.</summary>
    [Fact]
    public void ImagesAreScaledInFloat32()
    {
        TfTensor x = tf.Placeholder(new TfType(DType.Float16, [1, 4, 4, 2]), AxisOrder.Identity(4));
        TfTensor y = tf.ResizeBilinear(x, [8, 8], alignCorners: false, halfPixelCenters: true);
        Check(new KerasH5Target(), x, y);
        Operators(new KerasH5Target(), x, y).ShouldBe(["cast", "UpSampling2D", "cast", "Activation"]);
    }

    /// <summary>Truth values are not added, as scattering does.</summary>
    [Fact]
    public void TruthValuesAreScatteredAsNumbers()
    {
        TfTensor x = tf.Placeholder(new TfType(DType.Float32, [2, 1]), AxisOrder.Identity(2));
        TfTensor y = tf.Cast(tf.ScatterNd(tf.Cast(x, DType.Int32), tf.Constant(Tensor.From([true, true], 2)), [3]), DType.Float32);
        JsonObject scatter = Layers(x, y).Single(static l => (string)l["class_name"]! == "Scatter");
        scatter["inbound_nodes"]![0]!["args"]![1]!["config"]!["dtype"]!.GetValue<string>().ShouldBe("int32");
    }

    /// <summary>The type int8 of a layer means to Keras 3 that it is quantized.</summary>
    [Fact]
    public void NoLayerComputesInInt8()
    {
        TfTensor x = tf.Placeholder(new TfType(DType.Int8, [1, 4]), AxisOrder.Identity(2));
        Layers(x, tf.ReverseV2(x, [1])).Single(static l => (string)l["class_name"]! == "Activation")["config"]!["dtype"]!.GetValue<string>().ShouldBe("float32");
    }

    /// <summary>Positions and tables of biases are looked up by constants; the parameter stays what is trained.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void WhatIsPickedFromAParameterIsTrained(int axis)
    {
        TfTensor x = Input(1, 4, 4), table = new(GraphPatterns.Constant(Random(6, 4), "positions.weight")), indices = tf.Constant(axis == 0 ? [5, 0, 2, 2] : (Seq<int>)[3, 0, 2, 1]);
        TfTensor y = x + (axis == 0 ? tf.GatherV2(table, indices, 0) : tf.Slice(tf.GatherV2(table, indices, 1), 0, 0, 4));
        var graph = new TfGraph([new("x", x.Value)], [new("y", y.Value)]) { Parameters = new HashSet<string> { "positions.weight" } };
        JsonObject layer = Layers(graph).Single(static l => (string)l["class_name"]! == "Embedding");
        ((string)layer["name"]!).ShouldBe("positions");
        ((bool)layer["config"]!["trainable"]!).ShouldBeTrue();
        ((int)layer["config"]!["input_dim"]! * (int)layer["config"]!["output_dim"]!).ShouldBe(24);
    }

    /// <summary>Position biases come from a table of coordinates by layers too wide to be folded, of which Keras would find none by itself: no input leads there.</summary>
    [Fact]
    public void LayersThatReadConstantsOnlyComeFromAnInput()
    {
        TfTensor x = Input(1, 6, 8000), table = tf.Constant(Random(1, 6, 2)), kernel = tf.Constant(Random(2, 8000));
        TfTensor y = x + tf.Dense(table, kernel);
        Check(new KerasTarget(), x, y);
        JsonObject layer = Layers(x, y).Single(static l => (string)l["class_name"]! == "Dense");
        ((string)layer["inbound_nodes"]![0]!["args"]![0]!["class_name"]!).ShouldBe("__keras_tensor__");
    }

    /// <summary>PyTorch says how much of the statistics is replaced, Keras how much is kept. They follow the batches though nothing of the layer is trained.</summary>
    [Theory]
    [InlineData(0.1, 0.9)]
    [InlineData(0.01, 0.99)]
    [InlineData(0.0, 0.99)]
    public void StatisticsFollowTheBatches(double momentum, double kept)
    {
        TfTensor x = Input(1, 4, 4, 2), ones = tf.Constant(Tensor.From([1f, 1f], 2)), zeros = tf.Constant(Tensor.From([0f, 0f], 2)), mean = new(GraphPatterns.Constant(Random(2), "bn.running_mean"));
        JsonObject layer = Layers(x, tf.BatchNormalization(x, ones, zeros, mean, ones, 0.001, -1, momentum)).Single(static l => (string)l["class_name"]! == "BatchNormalization");
        ((double)layer["config"]!["momentum"]!).ShouldBe(kept);
        ((bool)layer["config"]!["trainable"]!).ShouldBeTrue();
    }

    private static void Check(ITarget target, TfTensor x, TfTensor y)
    {
        TfGraph Graph() => new([new("x", x.Value)], [new("y", y.Value)]);
        Tensor given = Random(x.Value.Type.StaticShape).Cast(x.DType);
        Tensor expected = TfExecutor.Run(Graph(), new Dictionary<string, Tensor> { ["x"] = given })["y"];
        string path = Path.Combine(Path.GetTempPath(), $"nobuco-{Guid.NewGuid():N}{target.ExampleName[1..]}");
        try
        {
            target.Write(Graph(), path, new RewriteLog());
            TfGraph read = target.Read(path, new Dictionary<string, Seq<long>>());
            Tensor got = TfExecutor.Run(read, new Dictionary<string, Tensor> { ["x"] = given })["y"];
            Testing.Golden.Compare([expected], [got]);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string[] Operators(ITarget target, TfTensor x, TfTensor y)
    {
        string path = Path.Combine(Path.GetTempPath(), $"nobuco-{Guid.NewGuid():N}{target.ExampleName[1..]}");
        try
        {
            return [.. target.Write(new TfGraph([new("x", x.Value)], [new("y", y.Value)]), path, new RewriteLog()).Select(static o => o.Name)];
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static JsonObject[] Layers(TfTensor x, TfTensor y) => Layers(new TfGraph([new("x", x.Value)], [new("y", y.Value)]));

    private static JsonObject[] Layers(TfGraph graph)
    {
        string path = Path.Combine(Path.GetTempPath(), $"nobuco-{Guid.NewGuid():N}.keras");
        try
        {
            new KerasTarget().Write(graph, path, new RewriteLog());
            using ZipArchive archive = ZipFile.OpenRead(path);
            using Stream config = archive.GetEntry("config.json")!.Open();
            return [.. ((JsonArray)JsonNode.Parse(config)!["config"]!["layers"]!).Cast<JsonObject>()];
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static TfTensor Input(params long[] shape) => tf.Placeholder(new TfType(DType.Float32, shape.Select(static s => (Dim)s).ToSeq()), AxisOrder.Identity(shape.Length));

    private static Tensor Random(params Seq<long> shape)
    {
        var random = new Random(1);
        return Tensor.From([.. Enumerable.Range(0, (int)shape.Aggregate(1L, static (a, b) => a * b)).Select(_ => (float)random.NextDouble() - 0.5f)], [.. shape]);
    }
}
