using Nobuco.Tensors.Kernels;
using Nobuco.Tensors.Symbolic;
using Nobuco.Tensors;
using Nobuco.TensorFlow;
using static Nobuco.ChannelOrderingStrategy;

namespace Nobuco.Builtin;

/// <summary>Resampling of <c>[N, spatial…, C]</c>; the call knows the size.</summary>
public static class Resize
{
    [Converter("aten::upsample_nearest1d.vec", ForceTensorFlowOrder)]
    [Converter("aten::upsample_nearest2d.vec", ForceTensorFlowOrder)]
    [Converter("aten::upsample_nearest3d.vec", ForceTensorFlowOrder)]
    public static TfTensor NearestVec(ConverterCall call, TfTensor input, Seq<Dim>? outputSize, Seq<double>? scaleFactors) =>
        Resampling.Nearest(call, input, ResizeCoordinates.Asymmetric, Each(scaleFactors));

    [Converter("aten::_upsample_nearest_exact1d.vec", ForceTensorFlowOrder)]
    [Converter("aten::_upsample_nearest_exact2d.vec", ForceTensorFlowOrder)]
    [Converter("aten::_upsample_nearest_exact3d.vec", ForceTensorFlowOrder)]
    public static TfTensor NearestExactVec(ConverterCall call, TfTensor input, Seq<Dim>? outputSize, Seq<double>? scaleFactors) =>
        Resampling.Nearest(call, input, ResizeCoordinates.HalfPixel, Each(scaleFactors));

    [Converter("aten::upsample_linear1d.vec", ForceTensorFlowOrder)]
    [Converter("aten::upsample_bilinear2d.vec", ForceTensorFlowOrder)]
    [Converter("aten::upsample_trilinear3d.vec", ForceTensorFlowOrder)]
    public static TfTensor LinearVec(ConverterCall call, TfTensor input, Seq<Dim>? outputSize, bool alignCorners, Seq<double>? scaleFactors) =>
        Resampling.Linear(call, input, alignCorners, Each(scaleFactors));

    [Converter("aten::upsample_bicubic2d.vec", ForceTensorFlowOrder)]
    public static TfTensor BicubicVec(ConverterCall call, TfTensor input, Seq<Dim>? outputSize, bool alignCorners, Seq<double>? scaleFactors) =>
        Resampling.Cubic(call, input, alignCorners, Each(scaleFactors));

    [Converter("aten::_upsample_bilinear2d_aa.vec", ForceTensorFlowOrder)]
    public static TfTensor BilinearAntialiasVec(ConverterCall call, TfTensor input, Seq<Dim>? outputSize, bool alignCorners, Seq<double>? scaleFactors) =>
        Resampling.Antialias(call, input, ResizeMode.Linear, alignCorners, Each(scaleFactors));

    [Converter("aten::_upsample_bicubic2d_aa.vec", ForceTensorFlowOrder)]
    public static TfTensor BicubicAntialiasVec(ConverterCall call, TfTensor input, Seq<Dim>? outputSize, bool alignCorners, Seq<double>? scaleFactors) =>
        Resampling.Antialias(call, input, ResizeMode.Cubic, alignCorners, Each(scaleFactors));

    [Converter("aten::upsample_nearest1d", ForceTensorFlowOrder)]
    public static TfTensor Nearest1d(ConverterCall call, TfTensor self, Seq<Dim> outputSize, double? scales) => Resampling.Nearest(call, self, ResizeCoordinates.Asymmetric, [scales]);

    [Converter("aten::upsample_nearest2d", ForceTensorFlowOrder)]
    public static TfTensor Nearest2d(ConverterCall call, TfTensor self, Seq<Dim> outputSize, double? scalesH, double? scalesW) =>
        Resampling.Nearest(call, self, ResizeCoordinates.Asymmetric, [scalesH, scalesW]);

    [Converter("aten::upsample_nearest3d", ForceTensorFlowOrder)]
    public static TfTensor Nearest3d(ConverterCall call, TfTensor self, Seq<Dim> outputSize, double? scalesD, double? scalesH, double? scalesW) =>
        Resampling.Nearest(call, self, ResizeCoordinates.Asymmetric, [scalesD, scalesH, scalesW]);

    [Converter("aten::_upsample_nearest_exact1d", ForceTensorFlowOrder)]
    public static TfTensor NearestExact1d(ConverterCall call, TfTensor self, Seq<Dim> outputSize, double? scales) => Resampling.Nearest(call, self, ResizeCoordinates.HalfPixel, [scales]);

    [Converter("aten::_upsample_nearest_exact2d", ForceTensorFlowOrder)]
    public static TfTensor NearestExact2d(ConverterCall call, TfTensor self, Seq<Dim> outputSize, double? scalesH, double? scalesW) =>
        Resampling.Nearest(call, self, ResizeCoordinates.HalfPixel, [scalesH, scalesW]);

    [Converter("aten::_upsample_nearest_exact3d", ForceTensorFlowOrder)]
    public static TfTensor NearestExact3d(ConverterCall call, TfTensor self, Seq<Dim> outputSize, double? scalesD, double? scalesH, double? scalesW) =>
        Resampling.Nearest(call, self, ResizeCoordinates.HalfPixel, [scalesD, scalesH, scalesW]);

    [Converter("aten::upsample_linear1d", ForceTensorFlowOrder)]
    public static TfTensor Linear1d(ConverterCall call, TfTensor self, Seq<Dim> outputSize, bool alignCorners, double? scales) => Resampling.Linear(call, self, alignCorners, [scales]);

    [Converter("aten::upsample_bilinear2d", ForceTensorFlowOrder)]
    public static TfTensor Bilinear2d(ConverterCall call, TfTensor self, Seq<Dim> outputSize, bool alignCorners, double? scalesH, double? scalesW) =>
        Resampling.Linear(call, self, alignCorners, [scalesH, scalesW]);

    [Converter("aten::upsample_trilinear3d", ForceTensorFlowOrder)]
    public static TfTensor Trilinear3d(ConverterCall call, TfTensor self, Seq<Dim> outputSize, bool alignCorners, double? scalesD, double? scalesH, double? scalesW) =>
        Resampling.Linear(call, self, alignCorners, [scalesD, scalesH, scalesW]);

    [Converter("aten::upsample_bicubic2d", ForceTensorFlowOrder)]
    public static TfTensor Bicubic2d(ConverterCall call, TfTensor self, Seq<Dim> outputSize, bool alignCorners, double? scalesH, double? scalesW) =>
        Resampling.Cubic(call, self, alignCorners, [scalesH, scalesW]);

    [Converter("aten::_upsample_bilinear2d_aa", ForceTensorFlowOrder)]
    public static TfTensor BilinearAntialias(ConverterCall call, TfTensor self, Seq<Dim> outputSize, bool alignCorners, double? scalesH, double? scalesW) =>
        Resampling.Antialias(call, self, ResizeMode.Linear, alignCorners, [scalesH, scalesW]);

    [Converter("aten::_upsample_bicubic2d_aa", ForceTensorFlowOrder)]
    public static TfTensor BicubicAntialias(ConverterCall call, TfTensor self, Seq<Dim> outputSize, bool alignCorners, double? scalesH, double? scalesW) =>
        Resampling.Antialias(call, self, ResizeMode.Cubic, alignCorners, [scalesH, scalesW]);

    private static double?[] Each(Seq<double>? factors) => factors is { } given ? [.. given.Select(static factor => (double?)factor)] : [];
}
