using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using Nobuco.Tensors.Kernels;

namespace Nobuco.TensorFlow.Executor;

internal static class PoolingKernels
{
    public static void AddTo(KernelTable table)
    {
        table.Add<MaxPool>(static (op, call) => op.Activation.Apply(Max(call[0], op.KernelSize, op.Strides, op.Padding)));
        table.Add<AvgPool>(static (op, call) => op.Activation.Apply(Average(call[0], op.KernelSize, op.Strides, op.Padding)));
        table.Add<MaxPool3D>(static (op, call) => Max(call[0], op.KernelSize, op.Strides, op.Padding));
        table.Add<AvgPool3D>(static (op, call) => Average(call[0], op.KernelSize, op.Strides, op.Padding));
    }

    private static Tensor Max(Tensor x, Seq<int> kernel, Seq<int> strides, Graph.Ops.Padding padding) =>
        Tensors.Kernels.Pooling.Max(x, Geometry(x, kernel, strides, padding), channelsLast: true);

    private static Tensor Average(Tensor x, Seq<int> kernel, Seq<int> strides, Graph.Ops.Padding padding) =>
        Tensors.Kernels.Pooling.Average(x, Geometry(x, kernel, strides, padding), countIncludePad: false, divisor: null, channelsLast: true);

    private static PoolingGeometry Geometry(Tensor x, Seq<int> kernel, Seq<int> strides, Graph.Ops.Padding padding)
    {
        var dilations = Seq.Repeat(1, kernel.Count);
        (Seq<int> before, Seq<int> after) = SamePadding.Of(padding, x.Shape[1..^1], [.. kernel.Select(static size => (long)size)], strides, dilations);
        return new PoolingGeometry(kernel, strides, before, after, dilations);
    }
}
