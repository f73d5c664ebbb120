using FsCheck.Xunit;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.Tensors.Tests.Symbolic;

public sealed class DimParserTests
{
    [Theory]
    [InlineData("Symbol('s77', positive=True, integer=True)", "s77")]
    [InlineData("Mul(Integer(2), Symbol('s0', positive=True, integer=True))", "2*s0")]
    [InlineData("Add(Symbol('s0', integer=True), Integer(-1))", "s0 - 1")]
    [InlineData("FloorDiv(Add(Symbol('s0'), Integer(1)), Integer(2))", "(s0 + 1)//2")]
    [InlineData("Pow(Symbol('s0'), Integer(2))", "s0*s0")]
    [InlineData("Max(Integer(1), Symbol('s0'))", "Max(s0, 1)")]
    [InlineData("PythonMod(Symbol('s0'), Integer(3))", "s0 - 3*(s0//3)")]
    [InlineData("s0**2 % 5", "Mod(s0*s0, 5)")]
    public void BothFormsOfPyTorchAreRead(string text, string same) => DimParser.Parse(text).ShouldBe(DimParser.Parse(same));

    [Theory]
    [InlineData("")]
    [InlineData("s0 +")]
    [InlineData("(s0")]
    [InlineData("s0 s1")]
    [InlineData("Sin(s0)")]
    [InlineData("s0**s1")]
    public void OtherTextIsAnError(string text) => Should.Throw<FormatException>(() => DimParser.Parse(text));

    [Property]
    public void EvaluationFollowsTheArithmetic(short a, short b, short c, short s0, short s1)
    {
        Dim x = Dim.Symbol("s0"), y = Dim.Symbol("s1");
        var values = new Dictionary<string, long> { ["s0"] = s0, ["s1"] = s1 };
        Dim left = (x * a) + (y * b) + c, right = (x * y) - a;
        long l = left.Evaluate(values), r = right.Evaluate(values);
        (left + right).Evaluate(values).ShouldBe(l + r);
        (left - right).Evaluate(values).ShouldBe(l - r);
        (left * right).Evaluate(values).ShouldBe(l * r);
        Dim.Max(left, right).Evaluate(values).ShouldBe(Math.Max(l, r));
        Dim.Min(left, right).Evaluate(values).ShouldBe(Math.Min(l, r));
        left.Substitute(new Dictionary<string, Dim> { ["s0"] = y, ["s1"] = x }).Evaluate(values).ShouldBe((a * (long)s1) + (b * (long)s0) + c);
    }

    [Property]
    public void AdditionAndMultiplicationCommuteAndDistribute(short a, short b, short c)
    {
        Dim x = (Dim.Symbol("s0") * a) + b, y = (Dim.Symbol("s1") * c) - a, z = Dim.Symbol("s0") * Dim.Symbol("s1");
        (x + y).ShouldBe(y + x);
        (x * y).ShouldBe(y * x);
        (x * (y + z)).ShouldBe((x * y) + (x * z));
        (x - x).ShouldBe(Dim.Zero);
    }
}
