using Nobuco.Tensors;
using Nobuco.Tensors.IO;
using Nobuco.Testing;

namespace Nobuco.Cli.Tests;

public sealed class RunTests : IDisposable
{
    private readonly NobucoCommand _nobuco = new();

    [Theory]
    [InlineData("ops/conv/conv2d-plain.pt2")]
    [InlineData("tflite/conv/conv2d-plain.tflite")]
    public void GivesPyTorchsNumbers(string model)
    {
        string name = _nobuco.Copy(model, Path.GetFileName(model));
        GoldenSet golden = GoldenSet.Load(Fixtures.PathOf("ops", "conv", "conv2d-plain.npz"))[0];
        NpzFile.Write(_nobuco.PathOf("in.npz"), golden.Inputs.Select((input, i) => KeyValuePair.Create($"in{i}", input)));
        CommandResult result = _nobuco.Run("run", name, "--inputs", "in.npz", "-o", "out.npz");
        result.ExitCode.ShouldBe(0, result.Error);
        Golden.Compare(golden.Outputs, [.. NpzFile.Read(_nobuco.PathOf("out.npz")).Values]);
    }

    [Fact]
    public void TakesTheFilesExamplesWithoutInputs()
    {
        CommandResult result = _nobuco.Run("run", _nobuco.Copy("stories/essentials.pt2", "model.pt2"), "-o", "out.safetensors");
        result.ExitCode.ShouldBe(0, result.Error);
        IReadOnlyDictionary<string, Tensor> outputs = SafetensorsFile.Read(_nobuco.PathOf("out.safetensors"));
        Golden.Compare(GoldenSet.Load(Fixtures.PathOf("stories", "essentials.npz"))[0].Outputs, [.. outputs.Values]);
    }

    [Fact]
    public void ComputesInDoublePrecision()
    {
        CommandResult result = _nobuco.Run("run", _nobuco.Copy("stories/essentials.pt2", "model.pt2"), "--double", "-o", "out.npz");
        result.ExitCode.ShouldBe(0, result.Error);
        Tensor output = NpzFile.Read(_nobuco.PathOf("out.npz")).Values.ShouldHaveSingleItem();
        output.DType.ShouldBe(DType.Float64);
        Golden.Compare(GoldenSet.Load(Fixtures.PathOf("stories", "essentials.npz"))[0].Outputs, [output.Cast(DType.Float32)]);
    }

    [Fact]
    public void ATFLiteModelHasNoDoublePrecision() =>
        _nobuco.Run("run", _nobuco.Copy("tflite/conv/conv2d-plain.tflite", "model.tflite"), "--double").Error.ShouldContain("NBC0201");

    public void Dispose() => _nobuco.Dispose();
}
