using System.Text.Json;

namespace Nobuco.Cli.Tests;

public sealed class ExtractTests : IDisposable
{
    private readonly NobucoCommand _nobuco = new();

    [Fact]
    public void ANodeThatCannotBeConvertedFailsAloneAsItDoesInItsModel()
    {
        string model = _nobuco.Copy("stories/failing.pt2", "model.pt2");
        CommandResult extracted = _nobuco.Run("extract", model, "--node", "linalg_svdvals", "-o", "repro.pt2");
        extracted.ExitCode.ShouldBe(0, extracted.Error);
        foreach (string part in (string[])["flatten  f32[1,8,35]  0 … ", "nobuco convert repro.pt2", "torch.export.load(\"repro.pt2\")"])
            extracted.Output.ShouldContain(part);

        string whole = _nobuco.Run("convert", model, "-o", "model.tflite").Error, alone = _nobuco.Run("convert", "repro.pt2", "-o", "repro.tflite").Error;
        alone.ShouldStartWith("error NBC0101 UnsupportedOperator: No converter for aten.linalg_svdvals.default.");
        whole.ShouldContain(alone);
    }

    [Fact]
    public void AModuleConvertsAlone()
    {
        _nobuco.Run("extract", _nobuco.Copy("models/plain/unet.pt2", "model.pt2"), "--module", "down.1", "-o", "down.pt2").ExitCode.ShouldBe(0);
        _nobuco.Run("convert", "down.pt2", "-o", "down.tflite").ExitCode.ShouldBe(0);
        JsonElement answer = JsonDocument.Parse(_nobuco.Run("inspect", "down.pt2", "--json").Output).RootElement;
        answer.GetProperty("weights").EnumerateArray().ShouldAllBe(weight => weight.GetProperty("name").GetString()!.StartsWith("down.1."));
    }

    [Fact]
    public void TheSameNodeGivesTheSameBytes()
    {
        string model = _nobuco.Copy("models/plain/unet.pt2", "model.pt2");
        foreach (string name in (string[])["first.pt2", "second.pt2"])
            _nobuco.Run("extract", model, "--node", "conv2d_1", "-o", name).ExitCode.ShouldBe(0);
        File.ReadAllBytes(_nobuco.PathOf("first.pt2")).ShouldBe(File.ReadAllBytes(_nobuco.PathOf("second.pt2")));
    }

    [Theory]
    [InlineData("conv2d_111", "conv2d_1")]
    [InlineData("konv2d", "conv2d")]
    public void AnUnknownNodeIsAnErrorThatNamesWhatIsNear(string node, string near)
    {
        CommandResult result = _nobuco.Run("extract", _nobuco.Copy("models/plain/unet.pt2", "model.pt2"), "--node", node, "-o", "repro.pt2");
        result.ExitCode.ShouldBe(2);
        result.Error.ShouldContain(near);
        _nobuco.Files.ShouldBe(["model.pt2"]);
    }

    [Theory]
    [InlineData("2.6", "serialized_exported_program.json")]
    [InlineData("2.9", "archive/models/model.json")]
    public void TheFileIsForTheVersionThatIsAskedFor(string version, string record)
    {
        _nobuco.Run("extract", _nobuco.Copy("models/plain/unet.pt2", "model.pt2"), "--node", "conv2d", "-o", "repro.pt2", "--min-torch", version).ExitCode.ShouldBe(0);
        using var archive = System.IO.Compression.ZipFile.OpenRead(_nobuco.PathOf("repro.pt2"));
        archive.GetEntry(record).ShouldNotBeNull();
        _nobuco.Run("convert", "repro.pt2", "-o", "repro.tflite").ExitCode.ShouldBe(0);
    }

    [Theory]
    [InlineData("2.5")]
    [InlineData("new")]
    public void OtherVersionsAreAnError(string version) =>
        _nobuco.Run("extract", _nobuco.Copy("models/plain/unet.pt2", "model.pt2"), "--node", "conv2d", "-o", "repro.pt2", "--min-torch", version).ExitCode.ShouldBe(2);

    [Fact]
    public void OneOfNodeAndModuleIsNeeded() => _nobuco.Run("extract", _nobuco.Copy("models/plain/unet.pt2", "model.pt2"), "-o", "repro.pt2").ExitCode.ShouldBe(2);

    [Fact]
    public void AnUnwritablePlaceIsAnError() =>
        _nobuco.Run("extract", _nobuco.Copy("models/plain/unet.pt2", "model.pt2"), "--node", "conv2d", "-o", "missing/repro.pt2").ExitCode.ShouldBe(4);

    public void Dispose() => _nobuco.Dispose();
}
