namespace Nobuco.Tensors.Kernels;

/// <summary>Softmax and its logarithm.</summary>
public static class Softmax
{
    /// <summary>exp(x − max) / Σ exp(x − max) along an axis, or its logarithm x − max − log Σ exp(x − max).</summary>
    public static Tensor Run(Tensor x, int axis, bool log)
    {
        if (x.Count == 0)
            return x.Contiguous();
        if (x.Rank == 0)
            return Elementwise.Map(x, value => double.IsFinite(value) ? (log ? 0 : 1) : double.NaN);
        axis = ShapeMath.NormalizeAxis(axis, x.Rank);
        if (x.DType is DType.Float16 or DType.BFloat16)
            return Run(x.Cast(DType.Float32), axis, log).Cast(x.DType);
        Tensor shifted = Elementwise.Binary(BinaryKind.Subtract, x, Reduction.Run(ReductionKind.Max, x, [axis], keepDims: true));
        Tensor powers = Elementwise.Unary(UnaryKind.Exp, shifted);
        Tensor sum = Reduction.Run(ReductionKind.Sum, powers, [axis], keepDims: true);
        return log
            ? Elementwise.Binary(BinaryKind.Subtract, shifted, Elementwise.Unary(UnaryKind.Log, sum))
            : Elementwise.Binary(BinaryKind.Divide, powers, sum);
    }
}
