using System.Text.Json;

namespace Nobuco.Cli.Tests;

public sealed class InspectTests : IDisposable
{
    private readonly NobucoCommand _nobuco = new();

    [Fact]
    public void ShowsSignatureModulesOperatorsAndWeights()
    {
        CommandResult result = _nobuco.Run("inspect", _nobuco.Copy("models/plain/unet.pt2", "model.pt2"));
        result.ExitCode.ShouldBe(0, result.Error);
        foreach (string part in (string[])["x  f32[1,3,96,128]", "torch.nn.modules.conv.ConvTranspose2d", "15  aten.conv2d.default", "64 parameters, 42 buffers", "down.0.0.weight"])
            result.Output.ShouldContain(part);
    }

    [Fact]
    public void ShowsTheOperatorsAndTensorsOfATFLiteFile()
    {
        CommandResult result = _nobuco.Run("inspect", _nobuco.Copy("tflite/conv/conv2d-plain.tflite", "model.tflite"));
        result.ExitCode.ShouldBe(0, result.Error);
        foreach (string part in (string[])["Inputs of serving_default", "CONV_2D v", "Tensors"])
            result.Output.ShouldContain(part);
    }

    [Fact]
    public void AnswersInJson()
    {
        CommandResult result = _nobuco.Run("inspect", "--json", _nobuco.Copy("models/plain/unet.pt2", "model.pt2"));
        JsonElement answer = JsonDocument.Parse(result.Output).RootElement;
        answer.GetProperty("inputs")[0].GetProperty("type").GetString().ShouldBe("f32[1,3,96,128]");
        answer.GetProperty("operators").GetProperty("aten.conv2d.default").GetInt32().ShouldBe(15);
        answer.GetProperty("weights").GetArrayLength().ShouldBe(106);
    }

    public void Dispose() => _nobuco.Dispose();
}
