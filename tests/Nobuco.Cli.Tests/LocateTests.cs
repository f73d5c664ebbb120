using System.Text.Json;

namespace Nobuco.Cli.Tests;

public sealed class LocateTests : IDisposable
{
    private readonly NobucoCommand _nobuco = new();

    [Fact]
    public void ShowsTheConverterOfAnOperator()
    {
        CommandResult result = _nobuco.Run("locate", "aten::conv2d");
        result.ExitCode.ShouldBe(0, result.Error);
        foreach (string part in (string[])["Convolution.Conv  src/Nobuco/Converters/Convolution.cs:", "ForceTensorFlowOrder", "torch.ops.aten.conv2d(torch.rand(", "    public static TfTensor Conv("])
            result.Output.ShouldContain(part);
    }

    [Fact]
    public void AnswersInJson()
    {
        JsonElement answer = JsonDocument.Parse(_nobuco.Run("locate", "relu", "--json").Output).RootElement;
        JsonElement overload = answer.GetProperty("overloads")[0];
        overload.GetProperty("operator").GetString().ShouldBe("aten.relu.default");
        overload.GetProperty("converter").GetProperty("source").GetProperty("file").GetString().ShouldBe("src/Nobuco/Converters/Activation.cs");
    }

    [Fact]
    public void AnOperatorWithoutConverterIsAnErrorThatShowsHowOneBegins()
    {
        CommandResult result = _nobuco.Run("locate", "linalg_svdvals");
        result.ExitCode.ShouldBe(1);
        result.Output.ShouldContain("public static TfTensor LinalgSvdvals(TfTensor a, string? driver)");
        result.Error.ShouldContain("NBC0101");
    }

    [Fact]
    public void AnUnknownOperatorIsAnErrorWithWhatIsNear()
    {
        CommandResult result = _nobuco.Run("locate", "conv2q");
        result.ExitCode.ShouldBe(2);
        result.Error.ShouldContain("aten::conv2d");
    }

    public void Dispose() => _nobuco.Dispose();
}
