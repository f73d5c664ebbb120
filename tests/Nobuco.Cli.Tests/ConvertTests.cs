using System.Text.Json;
using Nobuco.Tensors;
using Nobuco.Tensors.IO;
using Nobuco.Testing;

namespace Nobuco.Cli.Tests;

public sealed class ConvertTests : IDisposable
{
    private readonly NobucoCommand _nobuco = new();

    [Fact]
    public void WritesAVerifiedFileAndTellsWhatItDid()
    {
        CommandResult result = _nobuco.Run("convert", _nobuco.Copy("stories/essentials.pt2", "model.pt2"), "-o", "model.tflite");
        result.ExitCode.ShouldBe(0, result.Error);
        _nobuco.Files.ShouldBe(["model.pt2", "model.tflite"]);
        foreach (string part in (string[])["conv2d(x f32[", "channels last, of PyTorch's", "written TFLite", "Verifying", "verified"])
            result.Output.ShouldContain(part);
        result.Output.ShouldNotContain("\u001b", customMessage: "Colour is for terminals.");
    }

    [Fact]
    public void WritesTheSameBytesAgain()
    {
        string model = _nobuco.Copy("stories/channel-order.pt2", "model.pt2");
        _nobuco.Run("convert", model, "-o", "first.tflite").ExitCode.ShouldBe(0);
        _nobuco.Run("convert", model, "-o", "second.tflite", "--verify", "none").ExitCode.ShouldBe(0);
        File.ReadAllBytes(_nobuco.PathOf("second.tflite")).ShouldBe(File.ReadAllBytes(_nobuco.PathOf("first.tflite")));
    }

    [Fact]
    public void TakesHintsAndFilesForModules()
    {
        string model = _nobuco.Copy("programs/custom/fusible-module.pt2", "model.pt2");
        _nobuco.Run("convert", model, "-o", "hinted.tflite", "--order-hint", "bn_conv=pytorch").Output.ShouldContain("ForcePyTorchOrder");
        _nobuco.Run("convert", model, "-o", "hinted.tflite", "--order-hint", "bn_conv").Error.ShouldContain("NBC0201");
        _nobuco.Run("convert", model, "-o", "with.tflite", "--module", "act=hinted.tflite").Error.ShouldContain("NBC0103");
        _nobuco.Run("convert", model, "-o", "with.tflite", "--module", "act=missing.tflite").Error.ShouldContain("NBC0511");
    }

    [Fact]
    public void AnswersInJson()
    {
        CommandResult result = _nobuco.Run("convert", _nobuco.Copy("stories/essentials.pt2", "model.pt2"), "-o", "model.tflite", "--json", "--input-order", "x=pytorch", "--output-order", "pytorch");
        JsonElement answer = JsonDocument.Parse(result.Output).RootElement;
        answer.GetProperty("inputs")[0].GetProperty("axes").EnumerateArray().Select(axis => axis.GetInt32()).ShouldBe([0, 1, 2, 3]);
        answer.GetProperty("targets")[0].GetProperty("format").GetString().ShouldBe("TFLite");
        answer.GetProperty("nodes")[0].GetProperty("ownError").GetProperty("verdict").GetString().ShouldBeOneOf("exact", "withinTolerance");
        answer.GetProperty("diagnostics").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("essentials", 0, "verified")]
    [InlineData("failing", 1, "failed")]
    public void WritesReportsAlsoOfFailures(string story, int code, string status)
    {
        CommandResult result = _nobuco.Run("convert", _nobuco.Copy($"stories/{story}.pt2", "model.pt2"), "-o", "model.tflite", "--report", "report.json", "--report", "report.html");
        result.ExitCode.ShouldBe(code, result.Error);
        JsonDocument.Parse(File.ReadAllText(_nobuco.PathOf("report.json"))).RootElement.GetProperty("status").GetString().ShouldBe(status);
        File.ReadAllText(_nobuco.PathOf("report.html")).ShouldStartWith("<!DOCTYPE html>");
    }

    [Fact]
    public void WritesAReportOfWhatIsNoModel()
    {
        File.WriteAllText(_nobuco.PathOf("model.pt2"), "no model");
        CommandResult result = _nobuco.Run("convert", "model.pt2", "-o", "model.tflite", "--report", "report.json");
        result.ExitCode.ShouldBe(5);
        JsonDocument.Parse(File.ReadAllText(_nobuco.PathOf("report.json"))).RootElement.GetProperty("diagnostics").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public void PrintsTheDocumentThatTheReportHolds()
    {
        CommandResult result = _nobuco.Run("convert", _nobuco.Copy("stories/essentials.pt2", "model.pt2"), "-o", "model.tflite", "--json", "--report", "report.json");
        result.Output.TrimEnd().ShouldBe(File.ReadAllText(_nobuco.PathOf("report.json")).TrimEnd());
    }

    [Fact]
    public void RefusesReportsOfAnUnknownForm()
    {
        CommandResult result = _nobuco.Run("convert", _nobuco.Copy("stories/essentials.pt2", "model.pt2"), "-o", "model.tflite", "--report", "report.pdf");
        result.ExitCode.ShouldBe(2);
        result.Error.ShouldContain("report.pdf");
        _nobuco.Files.ShouldBe(["model.pt2"]);
    }

    [Fact]
    public void TellsThatAReportCannotBeWritten()
    {
        CommandResult result = _nobuco.Run("convert", _nobuco.Copy("stories/essentials.pt2", "model.pt2"), "-o", "model.tflite", "--report", "nowhere/report.json");
        result.ExitCode.ShouldBe(4);
        result.Error.ShouldContain("NBC0401");
    }

    [Fact]
    public void PrintsAsMuchOfTheTraceAsIsAskedFor()
    {
        string model = _nobuco.Copy("stories/essentials.pt2", "model.pt2");
        _nobuco.Run("convert", model, "-o", "model.tflite", "--trace", "failures").Output.ShouldContain("Nothing is wrong");
        _nobuco.Run("convert", model, "-o", "model.tflite", "--trace", "summary").Output.ShouldNotContain("conv2d(x f32[");
        _nobuco.Run("convert", model, "-o", "model.tflite", "--trace", "full").Output.ShouldContain("conv2d(x f32[");
    }

    [Fact]
    public void ReportsEveryUnsupportedOperatorWithItsPlace()
    {
        CommandResult result = _nobuco.Run("convert", _nobuco.Copy("stories/failing.pt2", "model.pt2"), "-o", "model.tflite");
        result.ExitCode.ShouldBe(1);
        foreach (string part in (string[])["special_erfcx", "linalg_svdvals", "stories.py:121", "stories.py:122", "in the model itself"])
            result.Error.ShouldContain(part);
        result.Output.ShouldContain("special_erfcx", customMessage: "The report is printed all the same.");
        _nobuco.Files.ShouldBe(["model.pt2"]);
    }

    [Fact]
    public void FailsVerificationUnlessForced()
    {
        string model = _nobuco.Copy("stories/essentials.pt2", "model.pt2");
        _nobuco.Run("convert", model, "-o", "model.tflite", "--tolerance", "1e-12").ExitCode.ShouldBe(3);
        _nobuco.Files.ShouldBe(["model.pt2"]);
        _nobuco.Run("convert", model, "-o", "model.tflite", "--tolerance", "1e-12", "--force").ExitCode.ShouldBe(3);
        _nobuco.Files.ShouldBe(["model.pt2", "model.tflite"]);
    }

    [Fact]
    public void VerifiesWithTheUsersInputs()
    {
        string model = _nobuco.Copy("stories/essentials.pt2", "model.pt2");
        IReadOnlyList<Tensor> inputs = GoldenSet.Load(Fixtures.PathOf("stories", "essentials.npz"))[0].Inputs;
        NpzFile.Write(_nobuco.PathOf("in.npz"), [KeyValuePair.Create("in0", inputs[0])]);
        CommandResult result = _nobuco.Run("convert", model, "-o", "model.tflite", "--inputs", "in.npz");
        result.ExitCode.ShouldBe(0, result.Error);
        result.Output.ShouldContain("the given inputs");
    }

    public void Dispose() => _nobuco.Dispose();
}
