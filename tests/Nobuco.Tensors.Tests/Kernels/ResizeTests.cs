using Nobuco.Tensors.Kernels;

namespace Nobuco.Tensors.Tests.Kernels;

public sealed class ResizeTests
{
    private static readonly Tensor s_line = Tensor.From([1f, 2, 4, 8], 1, 1, 4);

    [Theory]
    [InlineData(ResizeMode.Nearest, ResizeCoordinates.Asymmetric, new[] { 1f, 1, 2, 2, 4, 4, 8, 8 })]
    [InlineData(ResizeMode.Nearest, ResizeCoordinates.HalfPixel, new[] { 1f, 1, 2, 2, 4, 4, 8, 8 })]
    [InlineData(ResizeMode.Nearest, ResizeCoordinates.HalfPixel, new[] { 1f, 2, 2, 4, 8, 8 })]
    [InlineData(ResizeMode.Nearest, ResizeCoordinates.Asymmetric, new[] { 1f, 1, 2, 4, 4, 8 })]
    [InlineData(ResizeMode.Nearest, ResizeCoordinates.AlignCorners, new[] { 1f, 2, 2, 4, 4, 8 })]
    [InlineData(ResizeMode.Linear, ResizeCoordinates.HalfPixel, new[] { 1f, 1.25f, 1.75f, 2.5f, 3.5f, 5, 7, 8 })]
    [InlineData(ResizeMode.Linear, ResizeCoordinates.AlignCorners, new[] { 1f, 1.5f, 2, 3, 4, 6, 8 })]
    [InlineData(ResizeMode.Linear, ResizeCoordinates.Asymmetric, new[] { 1f, 1.5f, 2, 3, 4, 6, 8, 8 })]
    [InlineData(ResizeMode.Linear, ResizeCoordinates.HalfPixel, new[] { 1.5f, 6 })]
    [InlineData(ResizeMode.Cubic, ResizeCoordinates.AlignCorners, new[] { 1f, 1.3125f, 2, 2.71875f, 4, 6.1875f, 8 })]
    public void LinesResize(ResizeMode mode, ResizeCoordinates coordinates, float[] expected)
    {
        Tensor result = Resize.Run(s_line, [expected.Length], mode, coordinates, [], channelsLast: false);
        result.ShouldBeClose(Tensor.From(expected, 1, 1, expected.Length));
    }

    [Theory]
    [InlineData(ResizeMode.Nearest)]
    [InlineData(ResizeMode.Linear)]
    [InlineData(ResizeMode.Cubic)]
    public void AxesResizeOneAfterTheOther(ResizeMode mode)
    {
        var random = new Randomly(2);
        Tensor x = random.Floats(2, 5, 6, 7, 4);
        Tensor together = Resize.Run(x, [9, 4, 4], mode, ResizeCoordinates.HalfPixel, [], channelsLast: false);
        Tensor apart = x;
        apart = Resize.Run(apart, [9, 7, 4], mode, ResizeCoordinates.HalfPixel, [], channelsLast: false);
        apart = Resize.Run(apart, [9, 4, 4], mode, ResizeCoordinates.HalfPixel, [], channelsLast: false);
        together.ShouldBeClose(apart);
        Tensor last = Resize.Run(random.Strided(x.Permute([0, 2, 3, 4, 1])), [9, 4, 4], mode, ResizeCoordinates.HalfPixel, [], channelsLast: true);
        last.Permute([0, 4, 1, 2, 3]).ShouldBeClose(together);
        Resize.Run(x.Cast(DType.Float64), [9, 4, 4], mode, ResizeCoordinates.HalfPixel, [], channelsLast: false).ShouldBeClose(together);
    }

    [Fact]
    public void AGivenScaleOverridesTheSizes()
    {
        // PyTorch's interpolate(scale_factor=1.3): four elements become five, each 1 / 1.3 apart.
        Tensor result = Resize.Run(s_line, [5], ResizeMode.Linear, ResizeCoordinates.Asymmetric, [1 / 1.3], channelsLast: false);
        result.ShouldBeClose(Tensor.From([1, 1 + (1 / 1.3), 2 + (2 * ((2 / 1.3) - 1)), 4 + (4 * ((3 / 1.3) - 2)), 8], 1, 1, 5));
    }
}
