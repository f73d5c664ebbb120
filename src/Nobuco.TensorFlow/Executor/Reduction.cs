using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using Nobuco.Tensors.Kernels;

namespace Nobuco.TensorFlow.Executor;

internal static class ReductionKernels
{
    public static void AddTo(KernelTable table)
    {
        Reduce<Mean>(table, ReductionKind.Mean);
        Reduce<Sum>(table, ReductionKind.Sum);
        Reduce<Max>(table, ReductionKind.Max);
        Reduce<Min>(table, ReductionKind.Min);
        Reduce<Prod>(table, ReductionKind.Product);
        Reduce<All>(table, ReductionKind.All);
        Reduce<Any>(table, ReductionKind.Any);
        table.Add<ArgMax>(static (op, call) => Tensors.Kernels.Reduction.ArgMax(call[0], op.Axis, keepDims: false).Cast(op.DType));
        table.Add<ArgMin>(static (op, call) => Tensors.Kernels.Reduction.ArgMin(call[0], op.Axis, keepDims: false).Cast(op.DType));
        table.AddSeveral<TopKV2>(static (op, call) => TopK(call[0], op.K));
        table.Add<Cumsum>(static (op, call) => Scan.Cumsum(call[0], op.Axis, op.Exclusive, op.Reverse));
    }

    /// <summary>TensorFlow reduces no axes where none are given; the kernel would reduce all.</summary>
    private static void Reduce<TOp>(KernelTable table, ReductionKind kind) where TOp : ReductionOp =>
        table.Add<TOp>((op, call) => op.Axes.Count == 0 ? call[0] : Tensors.Kernels.Reduction.Run(kind, call[0], op.Axes, op.KeepDims));

    private static IEnumerable<Tensor> TopK(Tensor x, long k)
    {
        (Tensor values, Tensor indices) = Sorting.TopK(x, k, x.Rank - 1);
        return [values, indices.Cast(DType.Int32)];
    }
}
