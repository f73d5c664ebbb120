using Nobuco.PyTorch.Export;
using Nobuco.Testing;

namespace Nobuco.PublicApi.Tests;

/// <summary>What a report tells.</summary>
public sealed class ReportTests : IDisposable
{
    private readonly OutputFolder _folder = new();

    [Fact]
    public void TellsOfEveryNode()
    {
        ConversionReport report = Convert("essentials").Report;

        report.TorchVersion.ShouldStartWith("2.");
        report.Nodes.Select(node => node.Operator).ShouldBe(
            ["aten.conv2d.default", "aten.hardsigmoid.default", "aten.slice.Tensor", "aten.slice.Tensor", "aten.mul.Tensor", "aten.rsub.Scalar"]);
        NodeReport conv = report.Nodes[0];
        conv.Inputs.Select(tensor => (tensor.Name, tensor.IsConstant)).ShouldBe([("x", false), ("conv1.weight", true), ("conv1.bias", true)]);
        conv.Outputs.Single().Type.ToString().ShouldBe("f32[1,6,32,24]");
        conv.Arguments.ShouldBe(["stride=[2, 2]", "padding=[1, 1]"]);
        ConverterReport converter = conv.Converter.ShouldNotBeNull();
        (converter.Name, converter.Strategy, converter.Source.File).ShouldBe(("Convolution.Conv", ChannelOrderingStrategy.ForceTensorFlowOrder, "src/Nobuco/Converters/Convolution.cs"));
        conv.Operations.Select(operation => operation.Name).ShouldContain("Conv2D");
        conv.Provenance.ModulePath.ShouldBe("conv1");
        conv.Provenance.Modules[^1].ClassName.ShouldBe("torch.nn.modules.conv.Conv2d");
        conv.Provenance.Line.ShouldNotBeNull().File.ShouldEndWith("stories.py");
        conv.TeacherForced.Passes.ShouldBeTrue();
        conv.EndToEnd.Passes.ShouldBeTrue();
        conv.Problem.ShouldBeNull();
        report.Nodes[1].Converter!.Name.ShouldBe("Activation.Unary");
        report.Nodes[2].Arguments.ShouldBe(["dim=1", "start=0", "end=end", "step=2"]);
    }

    [Fact]
    public void TellsWhatWasInPlace() => Convert("slice-relu").Report.Nodes.ShouldContain(node => node.WasInPlace);

    [Fact]
    public void TellsNamesTypesAndOrdersOfInputsAndOutputs()
    {
        ConversionReport report = Convert("essentials").Report;

        ModelPort input = report.Inputs.Single(), output = report.Outputs.Single();
        (input.Name, input.Type.ToString(), input.Order.ToString()).ShouldBe(("x", "f32[1,3,64,48]", "0231"));
        (output.Name, output.Type.ToString(), output.Order.ToString()).ShouldBe(("output_0", "f32[1,3,32,24]", "0231"));
    }

    [Fact]
    public void TellsOfTheFileOnceItIsSaved()
    {
        ConversionResult result = Convert("essentials");
        result.Report.Targets.ShouldBeEmpty();
        string path = _folder.PathOf("model.tflite");
        result.Save(path);

        TargetReport target = result.Report.Targets.ShouldHaveSingleItem();
        (target.Path, target.Format, target.Size).ShouldBe((path, "TFLite", new FileInfo(path).Length));
        target.Operators["CONV_2D"].ShouldBe(1);
        target.Operations.Single(operation => operation.Name == "CONV_2D").Nodes.ShouldBe(["conv2d", "hardsigmoid"], "The addition of 3 is in the bias.");
        target.OperatorCount.ShouldBe(target.Operators.Values.Sum());
        target.Rewrites.Values.ShouldAllBe(count => count > 0);
        VerificationReport verification = result.Report.Verification.ShouldNotBeNull();
        verification.InputSource.ShouldBe("the file's example inputs");
        verification.Converted["output_0"].Verdict.ShouldBeOneOf(Verdict.Exact, Verdict.WithinTolerance);
        target.Written["output_0"].MaxRelative.ShouldBeLessThan(1e-5);
    }

    [Fact]
    public void TellsWhatDependsOnWhat()
    {
        ConversionReport report = Convert("shuffled").Report;
        Dictionary<string, TensorReport> tensors = report.Nodes.SelectMany(node => node.Inputs.Concat(node.Outputs)).DistinctBy(tensor => tensor.Name).ToDictionary(tensor => tensor.Name);

        tensors.Values.Where(tensor => tensor.IsConstant).ShouldAllBe(tensor => !tensor.DependsOnInputs && tensor.IsNeeded);
        tensors.Values.Where(tensor => !tensor.IsConstant).ShouldAllBe(tensor => tensor.DependsOnInputs && tensor.IsNeeded && tensor.Readers > 0);
    }

    [Fact]
    public void TellsWhoAskedForATranspose()
    {
        ConversionResult result = Convert("channel-order");
        result.Save(_folder.PathOf("model.tflite"));

        foreach (TransposeReport transpose in result.Report.Transposes)
        {
            transpose.Consumers.Concat(transpose.Outputs).ShouldNotBeEmpty();
            transpose.Reason.ShouldNotBeEmpty();
        }
        result.Report.Targets.Single().Operators.GetValueOrDefault("TRANSPOSE").ShouldBe(result.Report.Transposes.Count(transpose => transpose.WrittenIn.Count > 0));
    }

    [Fact]
    public void TellsHowLongEveryStageTook()
    {
        ConversionResult result = Convert("essentials");
        result.Report.Stages.Select(stage => stage.Name).ShouldBe(["Tracing", "Converting", "Verifying"]);
        result.Save(_folder.PathOf("model.tflite"));
        result.Report.Stages.Select(stage => stage.Name).ShouldBe(["Tracing", "Converting", "Verifying", "Writing", "Checking the file"]);
        result.Report.Stages.ShouldAllBe(stage => stage.Duration > TimeSpan.Zero);
    }

    public void Dispose() => _folder.Dispose();

    private static ConversionResult Convert(string story) => Converter.Convert(ExportedProgram.Load(Fixtures.PathOf("stories", story + ".pt2")));
}
