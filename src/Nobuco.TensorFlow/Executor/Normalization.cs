using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using Nobuco.Tensors.Kernels;

namespace Nobuco.TensorFlow.Executor;

internal static class NormalizationKernels
{
    public static void AddTo(KernelTable table)
    {
        table.Add<BatchNormalization>(BatchNormalization);
        table.Add<LayerNormalization>(LayerNormalization);
        table.Add<LRN>(LocalResponse);
        table.Add<L2Normalize>(L2Normalize);
    }

    private static Tensor BatchNormalization(BatchNormalization op, KernelCall call)
    {
        Tensor x = call[0];
        Seq<long> along = Seq.Repeat(1L, x.Rank).With(op.Axis, x.Shape[op.Axis]);
        Tensor scale = Multiply(call[1], InverseRoot(call[4], op.Epsilon));
        Tensor offset = Elementwise.Binary(BinaryKind.Subtract, call[2], Multiply(call[3], scale));
        return x.DType == DType.Float32 && op.Axis == x.Rank - 1
            ? ChannelAffine.Run(x.Contiguous(), scale.ToArray<float>(), offset.ToArray<float>())
            : Add(Multiply(x, scale.Reshape(along)), offset.Reshape(along));
    }

    private static Tensor LayerNormalization(LayerNormalization op, KernelCall call)
    {
        Tensor x = call[0];
        Tensor centred = Elementwise.Binary(BinaryKind.Subtract, x, Reduction.Run(ReductionKind.Mean, x, op.Axes, keepDims: true));
        Tensor result = Multiply(centred, InverseRoot(Reduction.Variance(x, op.Axes, 0, keepDims: true), op.Epsilon));
        if (call.Optional(1) is { } gamma)
            result = Multiply(result, Along(gamma, x.Rank, op.Axes));
        return call.Optional(2) is { } beta ? Add(result, Along(beta, x.Rank, op.Axes)) : result;
    }

    private static Tensor LocalResponse(LRN op, KernelCall call)
    {
        Tensor x = call[0];
        Seq<int> radius = [0, 0, 0, op.DepthRadius];
        Tensor squares = Tensors.Kernels.Padding.Constant(Elementwise.Unary(UnaryKind.Square, x), radius, radius);
        Tensor sum = squares.Slice(3, 0, x.Shape[3]);
        for (int i = 1; i <= 2 * op.DepthRadius; i++)
            sum = Add(sum, squares.Slice(3, i, i + x.Shape[3]));
        Tensor norm = Add(Multiply(sum, Scalar(op.Alpha, x)), Scalar(op.Bias, x));
        return Elementwise.Binary(BinaryKind.Divide, x, Elementwise.Binary(BinaryKind.Power, norm, Scalar(op.Beta, x)));
    }

    private static Tensor L2Normalize(L2Normalize op, KernelCall call)
    {
        Tensor sum = Reduction.Run(ReductionKind.Sum, Elementwise.Unary(UnaryKind.Square, call[0]), [op.Axis], keepDims: true);
        return Multiply(call[0], Elementwise.Unary(UnaryKind.Rsqrt, Elementwise.Clamp(sum, op.Epsilon, null)));
    }

    /// <summary>A tensor shaped like the axes, in their order, as one of the given rank.</summary>
    private static Tensor Along(Tensor scale, int rank, Seq<int> axes)
    {
        Seq<int> sorted = [.. Enumerable.Range(0, axes.Count).OrderBy(i => axes[i])];
        long[] shape = Seq.Repeat(1L, rank).ToArray();
        for (int i = 0; i < axes.Count; i++)
            shape[axes[i]] = scale.Shape[i];
        return scale.Permute(sorted).Reshape([.. shape]);
    }

    private static Tensor InverseRoot(Tensor variance, double epsilon) =>
        Elementwise.Unary(UnaryKind.Rsqrt, Add(variance, Scalar(epsilon, variance)));

    private static Tensor Scalar(double value, Tensor like) => Tensor.Scalar(value).Cast(like.DType);

    private static Tensor Add(Tensor a, Tensor b) => Elementwise.Binary(BinaryKind.Add, a, b);

    private static Tensor Multiply(Tensor a, Tensor b) => Elementwise.Binary(BinaryKind.Multiply, a, b);
}
