using FsCheck.Xunit;
using Nobuco.PyTorch.Export;

namespace Nobuco.PyTorch.Tests.Export;

public sealed class PythonMathTests
{
    [Theory]
    [InlineData("add", 2L, 3L, 5L)]
    [InlineData("floordiv", -7L, 2L, -4L)]
    [InlineData("mod", -7L, 2L, 1L)]
    [InlineData("truediv", 7L, 2L, 3.5)]
    [InlineData("pow", 2L, 10L, 1024L)]
    [InlineData("pow", 2L, -1L, 0.5)]
    [InlineData("mul", 2L, 0.5, 1.0)]
    [InlineData("floordiv", 7.5, 2L, 3.0)]
    [InlineData("ge", 3L, 3L, true)]
    [InlineData("lt", 1.5, 1L, false)]
    [InlineData("eq", double.NaN, double.NaN, false)]
    [InlineData("ne", double.NaN, 1.0, true)]
    [InlineData("and", true, false, false)]
    [InlineData("or", 4L, 1L, 5L)]
    [InlineData("max", 4L, 7L, 7L)]
    [InlineData("min", 4.5, 7L, 4.5)]
    public void TwoOperands(string function, object left, object right, object expected) => PythonMath.Evaluate(function, [left, right]).ShouldBe(expected);

    [Theory]
    [InlineData("neg", 3L, -3L)]
    [InlineData("trunc", -3.7, -3L)]
    [InlineData("floor", -3.2, -4L)]
    [InlineData("ceil", 3.2, 4L)]
    [InlineData("round", 2.5, 2L)]
    [InlineData("float", 3L, 3.0)]
    [InlineData("int", 3.9, 3L)]
    [InlineData("sqrt", 9L, 3.0)]
    [InlineData("not", true, false)]
    public void OneOperand(string function, object operand, object expected) => PythonMath.Evaluate(function, [operand]).ShouldBe(expected);

    [Fact]
    public void WhatIsUnknownHasNoResult()
    {
        PythonMath.Evaluate("ite", [true, 1L, 2L]).ShouldBe(1L);
        PythonMath.Evaluate("frobnicate", [1L]).ShouldBeNull();
        PythonMath.Evaluate("floordiv", [1L, 0L]).ShouldNotBeOfType<long>();
        PythonMath.Evaluate("add", ["a", "b"]).ShouldBeNull();
    }

    [Property]
    public bool QuotientAndRemainderMakeTheNumber(int x, int y)
    {
        if (y == 0)
            return true;
        long quotient = (long)PythonMath.Evaluate("floordiv", [(long)x, (long)y])!, remainder = (long)PythonMath.Evaluate("mod", [(long)x, (long)y])!;
        return (quotient * y) + remainder == x && (remainder == 0 || Math.Sign(remainder) == Math.Sign(y));
    }
}
