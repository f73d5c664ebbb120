using System.Diagnostics;
using Google.Protobuf;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Targets.GraphDef;
using Nobuco.TensorFlow.Targets.Protobuf;
using Nobuco.TensorFlow.Targets.SavedModel;
using Nobuco.Tensors;
using Nobuco.Testing;

namespace Nobuco.TensorFlow.Tests.GraphDef;

/// <summary>The file itself: what is in it, that protobuf's own tool reads it, and weights that do not fit into it.</summary>
public sealed class SavedModelTests
{
    /// <summary>Weights of numbers that are all the same, so that they can be written in the text.</summary>
    private const string Layer = """
        inputs image=%x
        %x : f32[n,8,8,3] = Placeholder()
        %k : f32[] = Const() { value=[0.25] }
        %w = BroadcastTo(%k) { shape=[3, 3, 3, 64] }
        %o : f32[] = Const() { value=[0.5] }
        %b = BroadcastTo(%o) { shape=[64] }
        %c = Conv2D(%x, %w, %b) { strides=[1, 1], padding=Same, dilations=[1, 1], activation=Relu }
        outputs features=%c
        """;

    [Fact]
    public void ItHasOneGraphForServingWithTheModelsNames()
    {
        using var folder = new WrittenFolder(new SavedModelTarget(), Layer);
        Targets.Protobuf.SavedModel model = Parse(folder);
        MetaGraphDef meta = model.MetaGraphs.ShouldHaveSingleItem();
        (model.SavedModelSchemaVersion, meta.MetaInfoDef.Tags.ShouldHaveSingleItem()).ShouldBe((1, "serve"));
        (string key, SignatureDef signature) = meta.SignatureDef.ShouldHaveSingleItem();
        (key, signature.MethodName).ShouldBe(("serving_default", "tensorflow/serving/predict"));
        TensorInfo input = signature.Inputs["image"], output = signature.Outputs["features"];
        (input.Name, input.Dtype, output.Name).ShouldBe(("image:0", DataType.DtFloat, "features:0"));
        input.TensorShape.Dim.Select(d => d.Size).ShouldBe([-1, 8, 8, 3]);
        meta.GraphDef.Node.Select(n => n.Op).Where(op => op != "Const").ShouldBe(["Placeholder", "Conv2D", "BiasAdd", "Relu", "Identity"]);
        meta.GraphDef.Node.ShouldAllBe(n => n.Op != "Const" || n.Attr["value"].Tensor.TensorContent.Length > 0);
        Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName).ShouldBe(["saved_model.pb"]);
    }

    [Fact]
    public async Task ProtobufsOwnToolReadsIt()
    {
        using var folder = new WrittenFolder(new SavedModelTarget(), Layer);
        using var protoc = Process.Start(new ProcessStartInfo(ProtocPath(), "--decode_raw") { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        Task<string> text = protoc.StandardOutput.ReadToEndAsync();
        using (FileStream file = File.OpenRead(folder.FileOf("saved_model.pb")))
            file.CopyTo(protoc.StandardInput.BaseStream);
        protoc.StandardInput.Close();
        (await text).ShouldContain("serving_default");
        await protoc.WaitForExitAsync();
        protoc.ExitCode.ShouldBe(0);
    }

    [Fact]
    public void ItIsTheSameWhenItIsWrittenAgainFromItsMessages()
    {
        using var folder = new WrittenFolder(new SavedModelTarget(), Layer);
        Targets.Protobuf.SavedModel model = Parse(folder);
        Targets.Protobuf.SavedModel.Parser.ParseFrom(model.ToByteArray()).ShouldBe(model);
        model.CalculateSize().ShouldBe((int)new FileInfo(folder.FileOf("saved_model.pb")).Length);
    }

    [Fact]
    public void WeightsThatDoNotFitAreVariables()
    {
        using var folder = new WrittenFolder(new SavedModelTarget(maxBytes: 4000), Layer);
        MetaGraphDef meta = Parse(folder).MetaGraphs[0];
        Dictionary<string, NodeDef> nodes = meta.GraphDef.Node.ToDictionary(n => n.Name);
        NodeDef variable = meta.GraphDef.Node.Single(n => n.Op == "VarHandleOp");
        nodes[meta.SaverDef.RestoreOpName].Input.ShouldBe([$"^{variable.Name}/Assign"]);
        nodes[$"{variable.Name}/Assign"].Input.ShouldBe([variable.Name, "save/RestoreV2"]);
        nodes["save/RestoreV2/tensor_names"].Attr["value"].Tensor.StringVal.ShouldHaveSingleItem().ToStringUtf8().ShouldBe(variable.Attr["shared_name"].S.ToStringUtf8());
        VariableDef listed = VariableDef.Parser.ParseFrom(meta.CollectionDef["variables"].BytesList.Value.ShouldHaveSingleItem());
        nodes.ShouldContainKey(listed.SnapshotName[..^2]);
        var inputs = new Dictionary<string, Tensor> { ["image"] = Executor.OperationTests.Random(folder.Graph.Inputs[0].Value.Type, new Dictionary<string, long> { ["n"] = 2 }) };
        folder.Compare(inputs, folder.Run(inputs), 1e-5);
    }

    /// <summary>Buffers and tables of indices are variables too, which no optimizer may change.</summary>
    [Fact]
    public void OnlyParametersAreTrainable()
    {
        TfTensor x = tf.Placeholder(new TfType(DType.Float32, [512]), AxisOrder.Identity(1));
        TfTensor Weight(string name, DType dtype) => tf.Cast(tf.Constant(Tensor.Zeros(dtype, [512]), name), DType.Float32);
        TfTensor y = x + Weight("weight", DType.Float32) + Weight("buffer", DType.Float32) + Weight("steps", DType.Int32);
        var graph = new TfGraph([new("x", x.Value)], [new("y", y.Value)]) { Parameters = new HashSet<string> { "weight", "steps" } };
        IDictionary<string, CollectionDef> collections = SavedModelVariables.Of(GraphDefLowering.Lower(graph), maxBytes: 0).Collections;
        Listed("variables").Select(static v => (v.VariableName, v.Trainable)).ShouldBe([("weight:0", true), ("buffer:0", false), ("steps:0", false)]);
        Listed("trainable_variables").Select(static v => v.VariableName).ShouldBe(["weight:0"]);

        IEnumerable<VariableDef> Listed(string collection) => collections[collection].BytesList.Value.Select(VariableDef.Parser.ParseFrom);
    }

    /// <summary>TensorFlow's kernel does not read the dilations of depthwise convolutions.</summary>
    [Fact]
    public void NoDepthwiseConvolutionIsDilated()
    {
        using var folder = new WrittenFolder(new SavedModelTarget(), """
            inputs x=%x
            %x : f32[1,9,9,2] = Placeholder()
            %w : f32[2,2,2,1] = Const() { value=[1, 2, 3, 4, 5, 6, 7, 8] }
            %y = DepthwiseConv2dNative(%x, %w) { strides=[1, 1], padding=Same, dilations=[3, 2] }
            outputs y=%y
            """);
        NodeDef node = Parse(folder).MetaGraphs[0].GraphDef.Node.Single(n => n.Op == "DepthwiseConv2dNative");
        node.Attr["dilations"].List.I.ShouldBe([1, 1, 1, 1]);
        var inputs = new Dictionary<string, Tensor> { ["x"] = Executor.OperationTests.Random(folder.Graph.Inputs[0].Value.Type, new Dictionary<string, long>()) };
        folder.Compare(inputs, folder.Run(inputs), 1e-5);
    }

    /// <summary>TensorFlow's kernel for depthwise convolutions has one stride for both axes.</summary>
    [Theory]
    [InlineData("1,1,9,2", "1,3,2,1", "[1, 2]", 2, 1)]
    [InlineData("1,9,1,2", "3,1,2,1", "[2, 1]", 2, 1)]
    [InlineData("1,9,8,2", "3,3,2,1", "[2, 1]", 1, 2)]
    [InlineData("n,h,w,2", "3,3,2,1", "[1, 3]", 1, 2)]
    public void DepthwiseConvolutionsHaveOneStride(string x, string filter, string strides, int stride, int nodes)
    {
        foreach (string padding in new[] { "Same", "Valid" })
        {
            using var folder = new WrittenFolder(new SavedModelTarget(), $$"""
                inputs x=%x
                %x : f32[{{x}}] = Placeholder()
                %k : f32[] = Const() { value=[0.25] }
                %w = BroadcastTo(%k) { shape=[{{filter}}] }
                %y = DepthwiseConv2dNative(%x, %w) { strides={{strides}}, padding={{padding}}, dilations=[1, 1] }
                outputs y=%y
                """);
            NodeDef[] graph = [.. Parse(folder).MetaGraphs[0].GraphDef.Node];
            graph.Single(n => n.Op == "DepthwiseConv2dNative").Attr["strides"].List.I.ShouldBe([1, stride, stride, 1]);
            graph.Count(n => n.Op is "DepthwiseConv2dNative" or "StridedSlice").ShouldBe(nodes);
            foreach (Dictionary<string, long> sizes in Executor.OperationTests.Sizes)
            {
                var inputs = new Dictionary<string, Tensor> { ["x"] = Executor.OperationTests.Random(folder.Graph.Inputs[0].Value.Type, sizes) };
                folder.Compare(inputs, folder.Run(inputs), 1e-5);
            }
        }
    }

    [Theory]
    [InlineData("conv3d")]
    [InlineData("plain_operations")]
    [InlineData("two_in_two_out")]
    public void TensorFlowsOwnAreParsedAndRefusedWithAReason(string model)
    {
        string folder = Fixtures.PathOf("saved_model", model);
        var target = new SavedModelTarget();
        Should.Throw<InvalidGraphDefException>(() => target.Read(folder, new Dictionary<string, Seq<long>>())).Message.ShouldContain("PartitionedCall calls a function");
        target.IsOwn(folder).ShouldBeFalse();
    }

    private static Targets.Protobuf.SavedModel Parse(WrittenFolder folder) => Targets.Protobuf.SavedModel.Parser.ParseFrom(File.ReadAllBytes(folder.FileOf("saved_model.pb")));

    /// <summary>The compiler that the build takes from its package.</summary>
    private static string ProtocPath() => typeof(SavedModelTests).Assembly.GetCustomAttributes(typeof(System.Reflection.AssemblyMetadataAttribute), false)
        .Cast<System.Reflection.AssemblyMetadataAttribute>().Single(a => a.Key == "Protoc").Value!;
}
