using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.Keras.Raising;

/// <summary>Scaling with half-pixel centers.</summary>
internal static class Resize
{
    public static TfTensor UpSampling2D(RaisingCall call)
    {
        Seq<int> factors = call.Ints("size");
        return To(call, [call[0].Shape[1] * factors[0], call[0].Shape[2] * factors[1]], (string?)call.Setting("interpolation") ?? "nearest");
    }

    public static TfTensor ToSize(RaisingCall call) => To(call, call.Sizes("size"), (string?)(call.Setting("interpolation") ?? call.Setting("method")) ?? "bilinear");

    private static TfTensor To(RaisingCall call, Seq<Dim> size, string interpolation) => interpolation switch
    {
        "nearest" => tf.Make(new ResizeNearestNeighbor(size, AlignCorners: false, HalfPixelCenters: true), call[0]),
        "bilinear" => tf.Make(new ResizeBilinear(size, AlignCorners: false, HalfPixelCenters: true), call[0]),
        _ => throw call.Unsupported($"interpolates by '{interpolation}'"),
    };
}
