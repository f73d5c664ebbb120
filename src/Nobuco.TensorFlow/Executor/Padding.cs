using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Executor;

internal static class PaddingKernels
{
    public static void AddTo(KernelTable table)
    {
        table.Add<Pad>(static (op, call) => Constant(op, call, call.Optional(1), null));
        table.Add<PadV2>(static (op, call) => Constant(op, call, call.Optional(2), call[1]));
        table.Add<MirrorPad>(static (op, call) =>
        {
            (Seq<int> before, Seq<int> after) = Amounts(op, call, call.Optional(1));
            return Tensors.Kernels.Padding.Mirror(call[0], before, after, op.Symmetric);
        });
    }

    private static Tensor Constant(PaddingOp op, KernelCall call, Tensor? amounts, Tensor? value)
    {
        (Seq<int> before, Seq<int> after) = Amounts(op, call, amounts);
        return Tensors.Kernels.Padding.Constant(call[0], before, after, value);
    }

    private static (Seq<int> Before, Seq<int> After) Amounts(PaddingOp op, KernelCall call, Tensor? given) => given is null
        ? ([.. call.Sizes(op.Before).Select(static size => (int)size)], [.. call.Sizes(op.After).Select(static size => (int)size)])
        : ([.. given.Select(1, 0).ToArray<int>()], [.. given.Select(1, 1).ToArray<int>()]);
}
