using Nobuco.PyTorch.Export;
using Nobuco.TensorFlow.Targets;
using Nobuco.Testing;

namespace Nobuco.PublicApi.Tests;

/// <summary>What is written where: by names, into folders, several outputs at once.</summary>
public sealed class OutputTests : IDisposable
{
    private readonly OutputFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void SeveralOutputsAreWrittenAndVerifiedAtOnce()
    {
        ConversionResult result = Convert();
        result.Save([_folder.PathOf("model.tflite"), _folder.PathOf("saved_model") + "/", _folder.PathOf("web_model/model.json")]);

        _folder.Files.ShouldBe(["model.tflite", "saved_model", "web_model"]);
        File.Exists(_folder.PathOf("saved_model/saved_model.pb")).ShouldBeTrue();
        File.Exists(_folder.PathOf("web_model/model.json")).ShouldBeTrue();
        result.Report.Targets.Select(target => target.Format).ShouldBe(["TFLite", "SavedModel", "TensorFlow.js"]);
        result.Report.Targets.ShouldAllBe(target => target.Written.Count > 0 && target.Written.Values.All(output => output.Passes) && target.Size > 0 && target.OperatorCount > 0);
        result.Report.Stages.Count(stage => stage.Name == "Tracing").ShouldBe(1);
    }

    [Theory]
    [InlineData("tfjs:model", "TensorFlow.js")]
    [InlineData("savedmodel:out", "SavedModel")]
    [InlineData("tflite:model.bin", "TFLite")]
    [InlineData("my_tfjs", "TensorFlow.js")]
    [InlineData("my.saved_model", "SavedModel")]
    [InlineData("model.keras", "Keras")]
    [InlineData("model.h5", "Keras 2")]
    public void NamesAndPrefixesTellTheFormat(string output, string format)
    {
        string[] parts = output.Split(':');
        ConversionResult result = Convert(Verification.None);
        result.Save(parts.Length == 1 ? _folder.PathOf(output) : $"{parts[0]}:{_folder.PathOf(parts[1])}");
        result.Report.Targets.ShouldHaveSingleItem().Format.ShouldBe(format);
        _folder.Files.ShouldHaveSingleItem().ShouldBe(parts[^1]);
    }

    [Theory]
    [InlineData("out", "tells no format")]
    [InlineData("saved_model_for_tfjs", "as well as")]
    public void UnclearNamesAreRefused(string output, string message)
    {
        ConversionException error = Should.Throw<ConversionException>(() => Convert(Verification.None).Save(_folder.PathOf(output)));
        (error.Diagnostics[0].Id, error.Diagnostics[0].Message.Contains(message, StringComparison.Ordinal)).ShouldBe(("NBC0402", true));
        error.Diagnostics[0].NextStep.ShouldNotBeNull().ShouldContain("savedmodel:");
        _folder.Files.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("saved_model")]
    [InlineData("web_model")]
    public void OwnFoldersAreReplacedWholly(string name)
    {
        string path = _folder.PathOf(name);
        Converter.Convert(ExportedProgram.Load(Fixtures.PathOf("ops", "conv", "conv2d-grouped.pt2")), new ConversionOptions { Verification = Verification.None }).Save(path);
        Convert(Verification.None).Save(path);
        string[] again = [.. Directory.EnumerateFiles(path).Select(file => System.Convert.ToBase64String(File.ReadAllBytes(file)))];
        Directory.Delete(path, recursive: true);
        Directory.CreateDirectory(path);
        Convert(Verification.None).Save(path);
        Directory.EnumerateFiles(path).Select(file => System.Convert.ToBase64String(File.ReadAllBytes(file))).ShouldBe(again, ignoreOrder: true);
        _folder.Files.ShouldBe([name]);
    }

    [Theory]
    [InlineData("saved_model")]
    [InlineData("web_model")]
    public void FoldersOfSomethingElseAreLeftAlone(string name)
    {
        string path = _folder.PathOf(name);
        Convert(Verification.None).Save(path);
        File.WriteAllText(Path.Combine(path, "notes.txt"), "mine");
        Should.Throw<ConversionException>(() => Convert(Verification.None).Save(path)).Diagnostics[0].Id.ShouldBe("NBC0403");
        File.ReadAllText(Path.Combine(path, "notes.txt")).ShouldBe("mine");
        _folder.Files.ShouldBe([name]);
    }

    [Fact]
    public void NothingIsWrittenWhenOneOutputCannotBe()
    {
        Directory.CreateDirectory(_folder.PathOf("model.tflite"));
        Should.Throw<ConversionException>(() => Convert(Verification.None).Save([_folder.PathOf("web_model"), _folder.PathOf("model.tflite")])).Diagnostics[0].Id.ShouldBe("NBC0401");
        _folder.Files.ShouldBe(["model.tflite"]);
    }

    [Fact]
    public void QuantisedWeightsAreSmallerAndTheirLossIsTold()
    {
        ConversionResult exact = Convert(), small = Convert(quantization: WeightQuantization.UInt8);
        exact.Save(_folder.PathOf("web_model"));
        small.Save(_folder.PathOf("small_web_model"));
        Weights("small_web_model").ShouldBeLessThan(Weights("web_model") / 2);
        small.Report.HasErrors.ShouldBeFalse();
        small.Report.Diagnostics.ShouldContain(d => d.Id == "NBC0305" && d.Severity == Severity.Warning);

        long Weights(string name) => Directory.EnumerateFiles(_folder.PathOf(name), "*.bin").Sum(file => new FileInfo(file).Length);
    }

    [Fact]
    public void QuantisationThatNoOutputDoesIsRefused() =>
        Should.Throw<ConversionException>(() => Convert(Verification.None, WeightQuantization.UInt8).Save(_folder.PathOf("model.tflite"))).Diagnostics[0].Id.ShouldBe("NBC0201");

    private static ConversionResult Convert(Verification verification = Verification.Full, WeightQuantization quantization = WeightQuantization.None) =>
        Converter.Convert(ExportedProgram.Load(Fixtures.PathOf("stories", "essentials.pt2")), new ConversionOptions { Verification = verification, Quantization = quantization });
}
