using Nobuco.PyTorch.Export;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.PyTorch.Tests.Export;

/// <summary>Sizes as PyTorch writes them are read back.</summary>
public sealed class SympyTextTests
{
    [Theory]
    [InlineData("0", "Integer(0)")]
    [InlineData("s0", "Symbol('s0', positive=True, integer=True)")]
    [InlineData("u0", "Symbol('u0', integer=True)")]
    [InlineData("2*s0*s1 - 1", "Add(Mul(Integer(2), Symbol('s0', positive=True, integer=True), Symbol('s1', positive=True, integer=True)), Integer(-1))")]
    [InlineData("s0 - s0//3", "Add(Mul(Integer(-1), FloorDiv(Symbol('s0', positive=True, integer=True), Integer(3))), Symbol('s0', positive=True, integer=True))")]
    [InlineData("Max(1, s0//8)*s1", "Mul(Max(FloorDiv(Symbol('s0', positive=True, integer=True), Integer(8)), Integer(1)), Symbol('s1', positive=True, integer=True))")]
    public void ReadsBack(string infix, string text)
    {
        Dim size = DimParser.Parse(infix);
        SympyText.Of(size).ShouldBe(text);
        DimParser.Parse(text).ShouldBe(size);
    }
}
