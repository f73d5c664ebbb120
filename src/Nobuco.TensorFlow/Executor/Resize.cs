using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using Nobuco.Tensors.Kernels;

namespace Nobuco.TensorFlow.Executor;

internal static class ResizeKernels
{
    public static void AddTo(KernelTable table)
    {
        table.Add<ResizeBilinear>(static (op, call) => Run(op, call, ResizeMode.Linear));
        table.Add<ResizeNearestNeighbor>(static (op, call) => Run(op, call, ResizeMode.Nearest));
    }

    private static Tensor Run(ResizeOp op, KernelCall call, ResizeMode mode)
    {
        ResizeCoordinates coordinates = op.AlignCorners ? ResizeCoordinates.AlignCorners
            : op.HalfPixelCenters ? ResizeCoordinates.HalfPixel
            : ResizeCoordinates.Asymmetric;
        return Tensors.Kernels.Resize.Run(call[0], call.Sizes(op.Size, 1), mode, coordinates, [], channelsLast: true);
    }
}
