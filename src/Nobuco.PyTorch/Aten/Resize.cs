using Nobuco.Tensors;
using Nobuco.Tensors.Kernels;
using Kernel = Nobuco.Tensors.Kernels.Resize;

namespace Nobuco.PyTorch.Aten;

/// <summary>Resizing of [N, C, spatial…].</summary>
internal static class Resize
{
    [AtenOperator("aten::upsample_nearest1d.vec")]
    [AtenOperator("aten::upsample_nearest2d.vec")]
    [AtenOperator("aten::upsample_nearest3d.vec")]
    public static Tensor Nearest(Tensor input, Seq<long>? outputSize, Seq<double>? scaleFactors) =>
        Run(input, outputSize, scaleFactors, ResizeMode.Nearest, ResizeCoordinates.Asymmetric);

    [AtenOperator("aten::_upsample_nearest_exact1d.vec")]
    [AtenOperator("aten::_upsample_nearest_exact2d.vec")]
    [AtenOperator("aten::_upsample_nearest_exact3d.vec")]
    public static Tensor NearestExact(Tensor input, Seq<long>? outputSize, Seq<double>? scaleFactors) =>
        Run(input, outputSize, scaleFactors, ResizeMode.Nearest, ResizeCoordinates.HalfPixel);

    [AtenOperator("aten::upsample_linear1d.vec")]
    [AtenOperator("aten::upsample_bilinear2d.vec")]
    [AtenOperator("aten::upsample_trilinear3d.vec")]
    public static Tensor Linear(Tensor input, Seq<long>? outputSize, bool alignCorners, Seq<double>? scaleFactors) =>
        Run(input, outputSize, scaleFactors, ResizeMode.Linear, Coordinates(alignCorners));

    [AtenOperator("aten::upsample_bicubic2d.vec")]
    public static Tensor Cubic(Tensor input, Seq<long>? outputSize, bool alignCorners, Seq<double>? scaleFactors) =>
        Run(input, outputSize, scaleFactors, ResizeMode.Cubic, Coordinates(alignCorners));

    [AtenOperator("aten::upsample_nearest1d")]
    public static Tensor Nearest1d(Tensor self, Seq<long> outputSize, double? scales) =>
        Run(self, outputSize, ResizeMode.Nearest, ResizeCoordinates.Asymmetric, scales);

    [AtenOperator("aten::upsample_nearest2d")]
    public static Tensor Nearest2d(Tensor self, Seq<long> outputSize, double? scalesH, double? scalesW) =>
        Run(self, outputSize, ResizeMode.Nearest, ResizeCoordinates.Asymmetric, scalesH, scalesW);

    [AtenOperator("aten::upsample_nearest3d")]
    public static Tensor Nearest3d(Tensor self, Seq<long> outputSize, double? scalesD, double? scalesH, double? scalesW) =>
        Run(self, outputSize, ResizeMode.Nearest, ResizeCoordinates.Asymmetric, scalesD, scalesH, scalesW);

    [AtenOperator("aten::_upsample_nearest_exact1d")]
    public static Tensor NearestExact1d(Tensor self, Seq<long> outputSize, double? scales) =>
        Run(self, outputSize, ResizeMode.Nearest, ResizeCoordinates.HalfPixel, scales);

    [AtenOperator("aten::_upsample_nearest_exact2d")]
    public static Tensor NearestExact2d(Tensor self, Seq<long> outputSize, double? scalesH, double? scalesW) =>
        Run(self, outputSize, ResizeMode.Nearest, ResizeCoordinates.HalfPixel, scalesH, scalesW);

    [AtenOperator("aten::_upsample_nearest_exact3d")]
    public static Tensor NearestExact3d(Tensor self, Seq<long> outputSize, double? scalesD, double? scalesH, double? scalesW) =>
        Run(self, outputSize, ResizeMode.Nearest, ResizeCoordinates.HalfPixel, scalesD, scalesH, scalesW);

    [AtenOperator("aten::upsample_linear1d")]
    public static Tensor Linear1d(Tensor self, Seq<long> outputSize, bool alignCorners, double? scales) =>
        Run(self, outputSize, ResizeMode.Linear, Coordinates(alignCorners), scales);

    [AtenOperator("aten::upsample_bilinear2d")]
    public static Tensor Bilinear2d(Tensor self, Seq<long> outputSize, bool alignCorners, double? scalesH, double? scalesW) =>
        Run(self, outputSize, ResizeMode.Linear, Coordinates(alignCorners), scalesH, scalesW);

    [AtenOperator("aten::upsample_trilinear3d")]
    public static Tensor Trilinear3d(Tensor self, Seq<long> outputSize, bool alignCorners, double? scalesD, double? scalesH, double? scalesW) =>
        Run(self, outputSize, ResizeMode.Linear, Coordinates(alignCorners), scalesD, scalesH, scalesW);

    [AtenOperator("aten::upsample_bicubic2d")]
    public static Tensor Bicubic2d(Tensor self, Seq<long> outputSize, bool alignCorners, double? scalesH, double? scalesW) =>
        Run(self, outputSize, ResizeMode.Cubic, Coordinates(alignCorners), scalesH, scalesW);

    [AtenOperator("aten::_upsample_bilinear2d_aa.vec")]
    public static Tensor BilinearAntialias(Tensor input, Seq<long>? outputSize, bool alignCorners, Seq<double>? scaleFactors) =>
        AntialiasResize.Run(input, OutputSize(input, outputSize, scaleFactors), alignCorners, Factors(scaleFactors), ResizeMode.Linear);

    [AtenOperator("aten::_upsample_bicubic2d_aa.vec")]
    public static Tensor BicubicAntialias(Tensor input, Seq<long>? outputSize, bool alignCorners, Seq<double>? scaleFactors) =>
        AntialiasResize.Run(input, OutputSize(input, outputSize, scaleFactors), alignCorners, Factors(scaleFactors), ResizeMode.Cubic);

    [AtenOperator("aten::_upsample_bilinear2d_aa")]
    public static Tensor BilinearAntialias(Tensor self, Seq<long> outputSize, bool alignCorners, double? scalesH, double? scalesW) =>
        AntialiasResize.Run(self, outputSize, alignCorners, [scalesH, scalesW], ResizeMode.Linear);

    [AtenOperator("aten::_upsample_bicubic2d_aa")]
    public static Tensor BicubicAntialias(Tensor self, Seq<long> outputSize, bool alignCorners, double? scalesH, double? scalesW) =>
        AntialiasResize.Run(self, outputSize, alignCorners, [scalesH, scalesW], ResizeMode.Cubic);

    private static ResizeCoordinates Coordinates(bool alignCorners) => alignCorners ? ResizeCoordinates.AlignCorners : ResizeCoordinates.HalfPixel;

    private static Tensor Run(Tensor input, Seq<long>? outputSize, Seq<double>? scaleFactors, ResizeMode mode, ResizeCoordinates coordinates) =>
        Run(input, OutputSize(input, outputSize, scaleFactors), mode, coordinates, Factors(scaleFactors));

    /// <param name="factors">Output size over input size where the program gives it; it need not be their quotient.</param>
    private static Tensor Run(Tensor input, Seq<long> outputSize, ResizeMode mode, ResizeCoordinates coordinates, params double?[] factors)
    {
        Seq<double> scales =
        [
            .. outputSize.Select((output, axis) =>
                axis < factors.Length && factors[axis] is > 0 and double factor ? 1 / factor : (double)input.Shape[axis + 2] / output),
        ];
        return Kernel.Run(input, outputSize, mode, coordinates, scales, channelsLast: false);
    }

    private static Seq<long> OutputSize(Tensor input, Seq<long>? outputSize, Seq<double>? scaleFactors) =>
        outputSize ?? [.. scaleFactors!.Value.Select((factor, axis) => (long)(input.Shape[axis + 2] * factor))];

    private static double?[] Factors(Seq<double>? scaleFactors) => scaleFactors is { } factors ? [.. factors.Select(factor => (double?)factor)] : [];
}
