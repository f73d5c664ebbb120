using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow;

public static partial class tf
{
    /// <param name="x">[N, H, W, C]</param>
    /// <param name="size">[H', W']</param>
    public static TfTensor ResizeBilinear(TfTensor x, Seq<Dim> size, bool alignCorners = false, bool halfPixelCenters = false) =>
        Like(x, new ResizeBilinear(size, alignCorners, halfPixelCenters));

    /// <param name="x">[N, H, W, C]</param>
    /// <param name="size">[H', W']</param>
    public static TfTensor ResizeNearestNeighbor(TfTensor x, Seq<Dim> size, bool alignCorners = false, bool halfPixelCenters = false) =>
        Like(x, new ResizeNearestNeighbor(size, alignCorners, halfPixelCenters));
}
