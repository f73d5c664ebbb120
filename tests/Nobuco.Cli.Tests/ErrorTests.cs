using Nobuco.Tensors;
using Nobuco.Tensors.IO;
using Nobuco.Testing;

namespace Nobuco.Cli.Tests;

/// <summary>Every failure is one clear error with an id, a documented exit code, no stack trace and no file left.</summary>
public sealed class ErrorTests : IDisposable
{
    private readonly NobucoCommand _nobuco = new();

    [Fact]
    public void MissingModel() => Fails("NBC0511", 5, "convert", "missing.pt2", "-o", "out.tflite");

    [Fact]
    public void ForeignModel()
    {
        File.WriteAllText(_nobuco.PathOf("model.pt2"), "This is no model.");
        Fails("NBC0501", 5, "inspect", "model.pt2");
        Fails("NBC0501", 5, "convert", "model.pt2", "-o", "out.tflite");
    }

    [Theory]
    [InlineData(100)]
    [InlineData(5000)]
    [InlineData(20000)]
    public void TruncatedModel(int length)
    {
        byte[] bytes = File.ReadAllBytes(Fixtures.PathOf("stories", "essentials.pt2"));
        File.WriteAllBytes(_nobuco.PathOf("model.pt2"), bytes[..Math.Min(length, bytes.Length - 1)]);
        Fails("NBC05", 5, "convert", "model.pt2", "-o", "out.tflite");
    }

    [Fact]
    public void TruncatedTFLite()
    {
        File.WriteAllBytes(_nobuco.PathOf("model.tflite"), File.ReadAllBytes(Fixtures.PathOf("tflite", "conv", "conv2d-plain.tflite"))[..500]);
        Fails("NBC05", 5, "inspect", "model.tflite");
        Fails("NBC05", 5, "run", "model.tflite");
    }

    [Fact]
    public void UnknownFormat() => Fails("NBC0402", 4, "convert", Model(), "-o", "out.onnx");

    [Fact]
    public void OutputsAreReadBeforeTheModel() => Fails("NBC0402", 4, "convert", "missing.pt2", "-o", "out.onnx");

    [Fact]
    public void UnwritableOutput() => Fails("NBC0401", 4, "convert", Model(), "-o", "missing/out.tflite");

    [Fact]
    public void WrongInputName()
    {
        NpzFile.Write(_nobuco.PathOf("in.npz"), [KeyValuePair.Create("y", Tensor.Scalar(1f))]);
        Fails("NBC0202", 2, "convert", Model(), "-o", "out.tflite", "--inputs", "in.npz");
        Fails("NBC0202", 2, "run", "model.pt2", "--inputs", "in.npz");
    }

    [Fact]
    public void DamagedInputs()
    {
        File.WriteAllText(_nobuco.PathOf("in.npz"), "no archive");
        Fails("NBC0202", 2, "convert", Model(), "-o", "out.tflite", "--inputs", "in.npz");
    }

    [Fact]
    public void UnknownOrder() => Fails("NBC0201", 2, "convert", Model(), "-o", "out.tflite", "--input-order", "sideways");

    [Fact]
    public void NoVersionOfARuntime() => Fails("NBC0201", 2, "convert", Model(), "-o", "out.tflite", "--min-runtime", "newest");

    [Fact]
    public void AnOperatorThatARuntimeLacks()
    {
        _nobuco.Copy("ops/unary/cast-half-float.pt2", "cast.pt2");
        Fails("NBC0105", 1, "convert", "cast.pt2", "-o", "out.tflite", "--min-runtime", "2.9");
    }

    [Fact]
    public void OrderOfAnUnknownInput() => Fails("NBC0201", 2, "convert", Model(), "-o", "out.tflite", "--input-order", "nothing=auto");

    [Fact]
    public void WrongCommandLine()
    {
        _nobuco.Run("convert").ExitCode.ShouldBe(2);
        _nobuco.Run("transmogrify").ExitCode.ShouldBe(2);
        _nobuco.Run("--help").ExitCode.ShouldBe(0);
    }

    public void Dispose() => _nobuco.Dispose();

    private string Model() => _nobuco.Copy("stories/essentials.pt2", "model.pt2");

    private void Fails(string id, int exitCode, params string[] arguments)
    {
        string[] before = [.. _nobuco.Files];
        CommandResult result = _nobuco.Run(arguments);
        result.Error.ShouldContain($"error {id}");
        result.Error.ShouldNotContain("   at ");
        result.ExitCode.ShouldBe(exitCode);
        _nobuco.Files.ShouldBe(before);
    }
}
