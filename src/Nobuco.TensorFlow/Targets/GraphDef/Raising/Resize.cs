namespace Nobuco.TensorFlow.Targets.GraphDef.Raising;

/// <summary>Resizings.</summary>
internal static class Resize
{
    public static TfTensor Bilinear(RaisingCall call) =>
        tf.ResizeBilinear(call[0], call.Sizes(1), call.Flag("align_corners"), call.Flag("half_pixel_centers"));

    public static TfTensor NearestNeighbor(RaisingCall call) =>
        tf.ResizeNearestNeighbor(call[0], call.Sizes(1), call.Flag("align_corners"), call.Flag("half_pixel_centers"));
}
