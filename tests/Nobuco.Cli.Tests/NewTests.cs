namespace Nobuco.Cli.Tests;

/// <summary><c>nobuco new</c></summary>
public sealed class NewTests : IDisposable
{
    private readonly NobucoCommand _nobuco = new();

    [Fact]
    public void WritesAMethodForEveryOperatorWithoutAConverter()
    {
        _nobuco.Run("new", "convert.cs", "--model", _nobuco.Copy("stories/failing.pt2", "model.pt2")).ExitCode.ShouldBe(0);
        string script = File.ReadAllText(_nobuco.PathOf("convert.cs"));
        script.ShouldStartWith("#:package Nobuco@");
        script.ShouldContain("public static TfTensor SpecialErfcx(TfTensor self) =>");
        script.ShouldContain("public static TfTensor LinalgSvdvals(TfTensor A, string? driver) =>");
        script.ShouldContain("// input x: f32[1,3,16,12]");
    }

    [Fact]
    public void GivesCustomOperatorsTheirSchema()
    {
        _nobuco.Run("new", "convert.cs", "--model", _nobuco.Copy("programs/custom/swish-gate.pt2", "model.pt2")).ExitCode.ShouldBe(0);
        File.ReadAllText(_nobuco.PathOf("convert.cs")).ShouldContain("[Converter(\"demo::swish_gate(Tensor x, float beta) -> Tensor\", ");
    }

    [Fact]
    public void LeavesAFileThatIsThereAlone()
    {
        File.WriteAllText(_nobuco.PathOf("convert.cs"), "mine");
        CommandResult result = _nobuco.Run("new", "convert.cs");
        result.ExitCode.ShouldBe(4);
        result.Error.ShouldContain("NBC0401");
        File.ReadAllText(_nobuco.PathOf("convert.cs")).ShouldBe("mine");
    }

    public void Dispose() => _nobuco.Dispose();
}
