using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;
using Nobuco.TensorFlow;
using static Nobuco.ChannelOrderingStrategy;

namespace Nobuco.Builtin;

/// <summary>Resampling of <c>[N, H, W, C]</c>; the call knows the size.</summary>
public static class Resize
{
    [Converter("aten::upsample_nearest2d.vec", ForceTensorFlowOrder)]
    public static TfTensor Nearest2dVec(ConverterCall call, TfTensor input, Seq<Dim>? outputSize, Seq<double>? scaleFactors) =>
        tf.ResizeNearestNeighbor(input, Size(call, input, scaleFactors));

    [Converter("aten::upsample_nearest2d", ForceTensorFlowOrder)]
    public static TfTensor Nearest2d(ConverterCall call, TfTensor self, Seq<Dim> outputSize, double? scalesH, double? scalesW) =>
        tf.ResizeNearestNeighbor(self, Size(call, self, Factors(scalesH, scalesW)));

    [Converter("aten::upsample_bilinear2d.vec", ForceTensorFlowOrder)]
    public static TfTensor Bilinear2dVec(ConverterCall call, TfTensor input, Seq<Dim>? outputSize, bool alignCorners, Seq<double>? scaleFactors) =>
        tf.ResizeBilinear(input, Size(call, input, alignCorners ? null : scaleFactors), alignCorners, halfPixelCenters: !alignCorners);

    [Converter("aten::upsample_bilinear2d", ForceTensorFlowOrder)]
    public static TfTensor Bilinear2d(ConverterCall call, TfTensor self, Seq<Dim> outputSize, bool alignCorners, double? scalesH, double? scalesW) =>
        tf.ResizeBilinear(self, Size(call, self, alignCorners ? null : Factors(scalesH, scalesW)), alignCorners, halfPixelCenters: !alignCorners);

    /// <summary>PyTorch samples with the given factors, TensorFlow with the ratio of the sizes: they must be the same.</summary>
    private static Seq<Dim> Size(ConverterCall call, TfTensor x, Seq<double>? factors)
    {
        Seq<Dim> size = call.Result.Shape[2..];
        for (int axis = 0; factors is { } given && axis < size.Count; axis++)
        {
            if (size[axis].TryValue is { } to && x.Shape[axis + 1].TryValue is { } from && Math.Abs((from * given[axis]) - to) > 1e-6)
                throw call.NotExpressible($"the scale factor {given[axis]} is not the ratio of the sizes {from} and {to}.");
        }
        return size;
    }

    private static Seq<double>? Factors(double? height, double? width) => height is { } h && width is { } w ? [h, w] : null;
}
