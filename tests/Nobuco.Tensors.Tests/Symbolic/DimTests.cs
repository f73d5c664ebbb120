using FsCheck.Xunit;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.Tensors.Tests.Symbolic;

public sealed class DimTests
{
    [Theory]
    [InlineData("s0 + s0", "2*s0")]
    [InlineData("(s0 - 1)//2 + 1", "(s0 + 1)//2")]
    [InlineData("s0//2//2", "s0//4")]
    [InlineData("(s0//2 - 1)//2 + 1", "(s0 + 2)//4")]
    [InlineData("(3*s0 + 5)//2", "s0 + 2 + (s0 + 1)//2")]
    [InlineData("(2*s0 + 4)//2", "s0 + 2")]
    [InlineData("(2*s0 + 5)//2", "s0 + 2")]
    [InlineData("s0*s1//s1", "s0")]
    [InlineData("(-s0)//2 + s0", "s0//2")]
    [InlineData("CeilDiv(s0, 2)", "(s0 + 1)//2")]
    [InlineData("Max(s0, s0 - 1)", "s0")]
    [InlineData("Mod(4*s0 + 1, 2)", "1")]
    public void EqualSizesAreEqual(string left, string right) => DimParser.Parse(left).ShouldBe(DimParser.Parse(right));

    [Theory]
    [InlineData("s0", "s1")]
    [InlineData("s0//2*2", "s0")]
    [InlineData("(s0 + 1)//2", "s0//2")]
    public void DifferentSizesAreNot(string left, string right) => DimParser.Parse(left).ShouldNotBe(DimParser.Parse(right));

    [Property]
    public void DivisionsComputeWhatTheySay(short a, short b, short c, byte m, byte d, short s0, short s1)
    {
        (long inner, long outer) = (m % 7 + 1, d % 9 - 4);
        Dim x = Dim.Symbol("s0"), y = Dim.Symbol("s1");
        var values = new Dictionary<string, long> { ["s0"] = s0, ["s1"] = s1 };
        Dim left = (x * a) + Dim.FloorDiv((y * b) + c, inner) + c;
        long expected = (a * (long)s0) + Floor((b * (long)s1) + c, inner) + c;
        left.Evaluate(values).ShouldBe(expected);
        if (outer != 0)
        {
            Dim.FloorDiv(left, outer).Evaluate(values).ShouldBe(Floor(expected, outer));
            Dim.CeilDiv(left, outer).Evaluate(values).ShouldBe(-Floor(-expected, outer));
            Dim.Mod(left, outer).Evaluate(values).ShouldBe(expected - (outer * Floor(expected, outer)));
        }
    }

    [Property]
    public void TheTextReadsBack(short a, short b, byte m, short c)
    {
        Dim dim = (Dim.Symbol("s0") * a) + Dim.FloorDiv((Dim.Symbol("s1") * b) + c, m + 1) + Dim.Max(Dim.Symbol("u0"), c);
        DimParser.Parse(dim.ToString()).ShouldBe(dim);
    }

    private static long Floor(long left, long right) => (long)Math.Floor((decimal)left / right);
}
