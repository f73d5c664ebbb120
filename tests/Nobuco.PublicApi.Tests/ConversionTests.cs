using Nobuco.PyTorch.Export;
using Nobuco.TensorFlow.Graph;
using Nobuco.Tensors;
using Nobuco.Tensors.IO;
using Nobuco.Testing;

namespace Nobuco.PublicApi.Tests;

/// <summary>Loading, converting and saving, with and without options.</summary>
public sealed class ConversionTests : IDisposable
{
    private static readonly AxisOrder _pytorch = AxisOrder.Identity(4), _channelsLast = AxisOrder.ChannelsLast(4);
    private readonly OutputFolder _folder = new();

    [Fact]
    public void ThreeLinesConvertAModel()
    {
        var program = ExportedProgram.Load(Story("essentials"));
        ConversionResult result = Converter.Convert(program);
        result.Save(_folder.PathOf("model.tflite"));

        _folder.Files.ShouldBe(["model.tflite"]);
        result.Report.HasErrors.ShouldBeFalse();
        File.ReadAllBytes(_folder.PathOf("model.tflite"))[4..8].ShouldBe("TFL3"u8.ToArray());
    }

    [Fact]
    public void OneResultIsSavedAgainWithTheSameBytes()
    {
        ConversionResult result = Convert("nested", new ConversionOptions { Verification = Verification.None });
        result.Save(_folder.PathOf("first.tflite"));
        result.Save(_folder.PathOf("second.tflite"));
        File.ReadAllBytes(_folder.PathOf("second.tflite")).ShouldBe(File.ReadAllBytes(_folder.PathOf("first.tflite")));
    }

    [Fact]
    public void AnExistingFileIsReplaced()
    {
        File.WriteAllText(_folder.PathOf("model.tflite"), "old");
        Convert("essentials").Save(_folder.PathOf("model.tflite"));
        new FileInfo(_folder.PathOf("model.tflite")).Length.ShouldBeGreaterThan(1000);
        _folder.Files.ShouldBe(["model.tflite"]);
    }

    [Fact]
    public void ImagesAreChannelsLastUnlessAskedOtherwise()
    {
        ConversionReport byDefault = Convert("essentials").Report;
        byDefault.Inputs[0].Order.ShouldBe(_channelsLast);
        byDefault.Outputs[0].Order.ShouldBe(_channelsLast);

        ConversionReport kept = Convert("essentials", new ConversionOptions { InputOrder = ChannelOrder.PyTorch, OutputOrder = ChannelOrder.PyTorch }).Report;
        kept.Inputs[0].Order.ShouldBe(_pytorch);
        kept.Outputs[0].Order.ShouldBe(_pytorch);
    }

    [Fact]
    public void OrdersAreSetForSingleTensors()
    {
        ConversionReport report = Convert("essentials", new ConversionOptions
        {
            InputOrders = new Dictionary<string, ChannelOrder> { ["x"] = ChannelOrder.PyTorch },
            OutputOrder = ChannelOrder.PyTorch,
            OutputOrders = new Dictionary<string, ChannelOrder> { ["output_0"] = ChannelOrder.TensorFlow },
        }).Report;
        report.Inputs[0].Order.ShouldBe(_pytorch);
        report.Outputs[0].Order.ShouldBe(_channelsLast);
    }

    [Theory]
    [InlineData(Verification.None, false, false)]
    [InlineData(Verification.Nodes, true, false)]
    [InlineData(Verification.Full, true, true)]
    public void VerifiesAsMuchAsIsAsked(Verification verification, bool nodes, bool file)
    {
        ConversionResult result = Convert("essentials", new ConversionOptions { Verification = verification });
        result.Save(_folder.PathOf("model.tflite"));

        (result.Report.Verification is not null).ShouldBe(nodes);
        (result.Report.Targets[0].Written.Count > 0).ShouldBe(file);
        result.Report.Nodes.ShouldAllBe(node => (node.TeacherForced.Verdict != Verdict.Unchecked) == nodes);
    }

    [Fact]
    public void VerifiesWithGivenInputs()
    {
        IReadOnlyDictionary<string, Tensor> arrays = NpzFile.Read(Fixtures.PathOf("stories", "essentials.npz"));
        ConversionReport numbered = Convert("essentials", new ConversionOptions { Inputs = arrays }).Report;
        ConversionReport named = Convert("essentials", new ConversionOptions { Inputs = new Dictionary<string, Tensor> { ["x"] = arrays["in0"] } }).Report;

        numbered.Verification.ShouldNotBeNull().InputSource.ShouldBe("the given inputs");
        named.Verification.ShouldNotBeNull().Converted["output_0"].ShouldBe(numbered.Verification!.Converted["output_0"]);
    }

    [Fact]
    public void VerifiesModelsOfDynamicSizesAtASecondSize()
    {
        ConversionResult result = Converter.Convert(ExportedProgram.Load(Fixtures.PathOf("ops", "dynamic", "batch-conv.pt2")));
        result.Save(_folder.PathOf("model.tflite"));

        result.Report.Inputs[0].Type.Shape[0].IsConstant.ShouldBeFalse();
        result.Report.Stages.Select(stage => stage.Name).ShouldContain("Verifying another size");
        result.Report.Targets[0].Written.Values.ShouldAllBe(output => output.Passes);
    }

    [Fact]
    public void TellsHowFarItIs()
    {
        var told = new ToldProgress();
        Convert("essentials", new ConversionOptions { Progress = told }).Save(_folder.PathOf("model.tflite"));

        told.Stages.ShouldBe(["Tracing", "Converting", "Verifying", "Writing", "Checking the file"]);
        told.All.ShouldAllBe(progress => progress.Fraction >= 0 && progress.Fraction <= 1);
        told.All.GroupBy(progress => progress.Stage).ShouldAllBe(stage => stage.First().Fraction == 0 && stage.Last().Fraction == 1);
    }

    public void Dispose() => _folder.Dispose();

    private static string Story(string name) => Fixtures.PathOf("stories", name + ".pt2");

    private static ConversionResult Convert(string story, ConversionOptions? options = null) => Converter.Convert(ExportedProgram.Load(Story(story)), options);

    /// <summary>Remembers what it is told, at once and in order.</summary>
    private sealed class ToldProgress : IProgress<ConversionProgress>
    {
        public List<ConversionProgress> All { get; } = [];

        public IEnumerable<string> Stages => All.Select(progress => progress.Stage).Distinct();

        public void Report(ConversionProgress value) => All.Add(value);
    }
}
