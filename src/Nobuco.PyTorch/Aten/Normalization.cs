using Nobuco.Tensors;
using Nobuco.Tensors.Kernels;

namespace Nobuco.PyTorch.Aten;

/// <summary>Normalisation: (x − mean) / √(variance + ε) · weight + bias.</summary>
internal static class Normalization
{
    [AtenOperator("aten::batch_norm")]
    public static Tensor BatchNorm(
        Tensor input, Tensor? weight, Tensor? bias, Tensor? runningMean, Tensor? runningVar, bool training, double momentum, double eps, bool cudnnEnabled)
    {
        if (!training)
            return Eval(input, weight, bias, runningMean!, runningVar!, eps);
        (Tensor result, _, _, Tensor? mean, Tensor? variance) = Train(input, weight, bias, runningMean, runningVar, momentum, eps);
        if (mean is not null)
            runningMean!.CopyFrom(mean);
        if (variance is not null)
            runningVar!.CopyFrom(variance);
        return result;
    }

    [AtenOperator("aten::native_batch_norm")]
    public static (Tensor, Tensor, Tensor) NativeBatchNorm(
        Tensor input, Tensor? weight, Tensor? bias, Tensor? runningMean, Tensor? runningVar, bool training, double momentum, double eps)
    {
        if (!training)
            return (Eval(input, weight, bias, runningMean!, runningVar!, eps), Tensor.Empty(input.DType, [0]), Tensor.Empty(input.DType, [0]));
        (Tensor result, Tensor mean, Tensor inverse, Tensor? newMean, Tensor? newVar) = Train(input, weight, bias, runningMean, runningVar, momentum, eps);
        if (newMean is not null)
            runningMean!.CopyFrom(newMean);
        if (newVar is not null)
            runningVar!.CopyFrom(newVar);
        return (result, mean, inverse);
    }

    [AtenOperator("aten::_native_batch_norm_legit")]
    public static (Tensor, Tensor, Tensor) NativeBatchNormLegit(
        Tensor input, Tensor? weight, Tensor? bias, Tensor runningMean, Tensor runningVar, bool training, double momentum, double eps) =>
        NativeBatchNorm(input, weight, bias, runningMean, runningVar, training, momentum, eps);

    [AtenOperator("aten::_native_batch_norm_legit.no_stats")]
    public static (Tensor, Tensor, Tensor) NativeBatchNormNoStats(Tensor input, Tensor? weight, Tensor? bias, bool training, double momentum, double eps) =>
        NativeBatchNorm(input, weight, bias, null, null, training: true, momentum, eps);

    [AtenOperator("aten::_native_batch_norm_legit_no_training")]
    public static (Tensor, Tensor, Tensor) NativeBatchNormNoTraining(
        Tensor input, Tensor? weight, Tensor? bias, Tensor runningMean, Tensor runningVar, double momentum, double eps) =>
        NativeBatchNorm(input, weight, bias, runningMean, runningVar, training: false, momentum, eps);

    [AtenOperator("aten::_native_batch_norm_legit_functional")]
    public static (Tensor, Tensor, Tensor, Tensor, Tensor) NativeBatchNormFunctional(
        Tensor input, Tensor? weight, Tensor? bias, Tensor runningMean, Tensor runningVar, bool training, double momentum, double eps)
    {
        if (training)
        {
            (Tensor result, Tensor mean, Tensor inverse, Tensor? newMean, Tensor? newVar) = Train(input, weight, bias, runningMean, runningVar, momentum, eps);
            return (result, mean, inverse, newMean!, newVar!);
        }
        (Tensor output, Tensor none, Tensor empty) = NativeBatchNorm(input, weight, bias, runningMean, runningVar, false, momentum, eps);
        return (output, none, empty, runningMean, runningVar);
    }

    /// <summary>Statistics over the spatial axes of every sample and channel.</summary>
    [AtenOperator("aten::instance_norm")]
    public static Tensor InstanceNorm(
        Tensor input, Tensor? weight, Tensor? bias, Tensor? runningMean, Tensor? runningVar, bool useInputStats, double momentum, double eps, bool cudnnEnabled)
    {
        if (!useInputStats)
            return Eval(input, weight, bias, runningMean!, runningVar!, eps);
        long rows = input.Shape[0] * input.Shape[1];
        Tensor normalized = RowMoments.Normalize(Wide(input), rows, eps).Normalized;
        return ChannelAffine.Run(normalized, weight, bias).Cast(input.DType);
    }

    [AtenOperator("aten::group_norm")]
    public static Tensor GroupNorm(Tensor input, long numGroups, Tensor? weight, Tensor? bias, double eps, bool cudnnEnabled)
    {
        Tensor normalized = RowMoments.Normalize(Wide(input), input.Shape[0] * numGroups, eps).Normalized;
        return ChannelAffine.Run(normalized, weight, bias).Cast(input.DType);
    }

    /// <param name="N">Samples.</param>
    /// <param name="C">Channels.</param>
    /// <param name="HxW">Spatial elements.</param>
    [AtenOperator("aten::native_group_norm")]
    public static (Tensor, Tensor, Tensor) NativeGroupNorm(Tensor input, Tensor? weight, Tensor? bias, long N, long C, long HxW, long group, double eps)
    {
        (Tensor normalized, Tensor mean, Tensor inverse) = RowMoments.Normalize(Wide(input), N * group, eps);
        Tensor result = ChannelAffine.Run(normalized.Reshape([N, C, HxW]), weight, bias).Reshape(input.Shape);
        return (result.Cast(input.DType), mean.Reshape([N, group]).Cast(input.DType), inverse.Reshape([N, group]).Cast(input.DType));
    }

    [AtenOperator("aten::layer_norm")]
    public static Tensor LayerNorm(Tensor input, Seq<long> normalizedShape, Tensor? weight, Tensor? bias, double eps, bool cudnnEnable) =>
        NativeLayerNorm(input, normalizedShape, weight, bias, eps).Item1;

    [AtenOperator("aten::native_layer_norm")]
    public static (Tensor, Tensor, Tensor) NativeLayerNorm(Tensor input, Seq<long> normalizedShape, Tensor? weight, Tensor? bias, double eps)
    {
        Seq<long> leading = input.Shape[..(input.Rank - normalizedShape.Count)];
        (Tensor result, Tensor mean, Tensor inverse) = RowMoments.Normalize(Wide(input), ShapeMath.Product(leading), eps);
        if (weight is not null)
            result = Elementwise.Mul(result, weight.Cast(result.DType));
        if (bias is not null)
            result = Elementwise.Add(result, bias.Cast(result.DType));
        Seq<long> moments = [.. leading, .. Seq.Repeat(1L, normalizedShape.Count)];
        return (result.Cast(input.DType), mean.Reshape(moments), inverse.Reshape(moments));
    }

    /// <summary>x / √(mean(x²) + ε) · weight</summary>
    [AtenOperator("aten::rms_norm")]
    public static Tensor RmsNorm(Tensor input, Seq<long> normalizedShape, Tensor? weight, double? eps)
    {
        Tensor x = Wide(input);
        long[] axes = [.. Enumerable.Range(input.Rank - normalizedShape.Count, normalizedShape.Count).Select(axis => (long)axis)];
        Tensor meanSquare = Reduction.Mean(Elementwise.Mul(x, x), [.. axes], true, null);
        Scalar epsilon = eps ?? (x.DType == DType.Float64 ? double.BitIncrement(1) - 1 : float.BitIncrement(1) - 1);
        Tensor result = Elementwise.Mul(x, Nobuco.Tensors.Kernels.Elementwise.Unary(UnaryKind.Rsqrt, Elementwise.Add(meanSquare, epsilon)));
        return (weight is null ? result : Elementwise.Mul(result, weight.Cast(x.DType))).Cast(input.DType);
    }

    /// <summary>v · (g / ‖v‖) with the norm over all axes but <paramref name="dim"/>.</summary>
    [AtenOperator("aten::_weight_norm")]
    public static Tensor WeightNorm(Tensor v, Tensor g, long dim) => WeightNormInterface(v, g, dim).Item1;

    [AtenOperator("aten::_weight_norm_interface")]
    public static (Tensor, Tensor) WeightNormInterface(Tensor v, Tensor g, long dim)
    {
        Tensor norm = NormExceptDim(v, 2, dim);
        return (Elementwise.Mul(v, Elementwise.Div(g, norm)), norm);
    }

    [AtenOperator("aten::norm_except_dim")]
    public static Tensor NormExceptDim(Tensor v, long pow, long dim)
    {
        int kept = dim == -1 ? -1 : ShapeMath.NormalizeAxis(dim, v.Rank);
        Seq<long> axes = [.. Enumerable.Range(0, v.Rank).Where(axis => axis != kept).Select(axis => (long)axis)];
        return kept < 0 ? Statistics.VectorNorm(v, pow, axes, false, null) : Statistics.VectorNorm(v, pow, axes, true, null);
    }

    /// <summary>Float16 and bfloat16 are normalised in float32.</summary>
    private static Tensor Wide(Tensor x) => x.DType == DType.Float64 ? x : x.Cast(DType.Float32);

    private static Tensor Eval(Tensor input, Tensor? weight, Tensor? bias, Tensor mean, Tensor variance, double eps)
    {
        Tensor inverse = InverseDeviation(variance.Cast(Wide(input).DType), eps);
        Tensor scale = weight is null ? inverse : Elementwise.Mul(inverse, weight);
        Tensor shift = Elementwise.Mul(Elementwise.Mul(mean, scale), (Scalar)(-1L));
        return ChannelAffine.Run(Wide(input), scale, bias is null ? shift : Elementwise.Add(bias, shift)).Cast(input.DType);
    }

    private static Tensor InverseDeviation(Tensor variance, double eps) =>
        Nobuco.Tensors.Kernels.Elementwise.Unary(UnaryKind.Rsqrt, Elementwise.Add(variance, (Scalar)eps));

    /// <summary>Normalises by the batch's own statistics; the running ones move by <paramref name="momentum"/> (the variance unbiased).</summary>
    private static (Tensor Result, Tensor Mean, Tensor InverseDeviation, Tensor? RunningMean, Tensor? RunningVar) Train(
        Tensor input, Tensor? weight, Tensor? bias, Tensor? runningMean, Tensor? runningVar, double momentum, double eps)
    {
        Tensor x = Wide(input);
        Seq<int> axes = [.. Enumerable.Range(0, x.Rank).Where(axis => axis != 1)];
        Tensor mean = Nobuco.Tensors.Kernels.Reduction.Run(ReductionKind.Mean, x, axes, keepDims: false);
        Tensor variance = Nobuco.Tensors.Kernels.Reduction.Variance(x, axes, 0, keepDims: false);
        Tensor result = Eval(input, weight, bias, mean, variance, eps);
        double count = x.Count / (double)x.Shape[1];
        Tensor unbiased = Elementwise.Mul(variance, (Scalar)(count / (count - 1)));
        return (result, mean, InverseDeviation(variance, eps), Moved(runningMean, mean, momentum), Moved(runningVar, unbiased, momentum));
    }

    private static Tensor? Moved(Tensor? running, Tensor batch, double momentum) => running is null
        ? null
        : Elementwise.Add(Elementwise.Mul(running, (Scalar)(1 - momentum)), Elementwise.Mul(batch.Cast(running.DType), (Scalar)momentum));
}
