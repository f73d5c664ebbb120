using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using Nobuco.Tensors.Kernels;

namespace Nobuco.TensorFlow.Executor;

internal static class CreationKernels
{
    public static void AddTo(KernelTable table)
    {
        table.Add<Graph.Ops.Range>(static (_, call) => Range(call[0], call[1], call[2]));
        table.Add<Fill>(static (op, call) => call[0].BroadcastTo(call.Sizes(op.Dims, 1)));
        table.Add<Sizes>(static (op, call) => Tensor.From(call.Sizes(op.Dims).ToArray(), op.Dims.Count).Cast(op.DType));
    }

    private static Tensor Range(Tensor start, Tensor limit, Tensor delta)
    {
        long count = start.DType.IsFloat()
            ? (long)Math.Ceiling((limit.ItemAsDouble() - start.ItemAsDouble()) / delta.ItemAsDouble())
            : CeilingDivide(limit.ItemAsInt64() - start.ItemAsInt64(), delta.ItemAsInt64());
        Tensor steps = Tensor.From(Enumerable.Range(0, (int)Math.Max(count, 0)).ToArray(), Math.Max(count, 0)).Cast(start.DType);
        return Elementwise.Binary(BinaryKind.Add, start, Elementwise.Binary(BinaryKind.Multiply, steps, delta));
    }

    private static long CeilingDivide(long a, long b) => (a / b) + (a % b != 0 && (a < 0) == (b < 0) ? 1 : 0);
}
