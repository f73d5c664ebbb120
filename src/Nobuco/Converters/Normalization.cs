using Nobuco.Conversion;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;
using Nobuco.TensorFlow;
using static Nobuco.ChannelOrderingStrategy;

namespace Nobuco.Builtin;

/// <summary>Normalisations: γ · (x − μ) / √(σ² + ε) + β with statistics of different axes. Inputs with channels come as <c>[N, spatial…, C]</c>.</summary>
public static class Normalization
{
    [Converter("aten::batch_norm", ForceTensorFlowOrder)]
    public static TfTensor BatchNorm(
        TfTensor input, TfTensor? weight, TfTensor? bias, TfTensor? runningMean, TfTensor? runningVar, bool training, double momentum, double eps, bool cudnnEnabled) =>
        training || runningMean is null || runningVar is null
            ? OwnStatistics(input, weight, bias, eps).Output
            : Affine(input, weight, bias, runningMean, runningVar, momentum, eps);

    [Converter("aten::_native_batch_norm_legit_no_training", ForceTensorFlowOrder)]
    public static (TfTensor Output, TfTensor Mean, TfTensor InverseDeviation) NativeBatchNormNoTraining(
        ConverterCall call, TfTensor input, TfTensor? weight, TfTensor? bias, TfTensor runningMean, TfTensor runningVar, double momentum, double eps)
    {
        TfTensor none = tf.Constant(Tensor.Zeros(call.Results[1].DType, [0]));
        return (Affine(input, weight, bias, runningMean, runningVar, momentum, eps), none, none);
    }

    [Converter("aten::_native_batch_norm_legit.no_stats", ForceTensorFlowOrder)]
    public static (TfTensor Output, TfTensor Mean, TfTensor InverseDeviation) NativeBatchNormOwnStatistics(
        TfTensor input, TfTensor? weight, TfTensor? bias, bool training, double momentum, double eps) => OwnStatistics(input, weight, bias, eps);

    /// <summary>Statistics of the input per channel over batch and space, or the running ones.</summary>
    [Converter("aten::instance_norm", ForceTensorFlowOrder)]
    public static TfTensor InstanceNorm(
        TfTensor input, TfTensor? weight, TfTensor? bias, TfTensor? runningMean, TfTensor? runningVar, bool useInputStats, double momentum, double eps, bool cudnnEnabled)
    {
        if (!useInputStats && runningMean is not null && runningVar is not null)
            return Affine(input, weight, bias, runningMean, runningVar, momentum, eps);
        (TfTensor centred, TfTensor scale) = Standardize(input, SpatialAxes(input), eps);
        return ScaleAndShift(centred * scale, weight, bias);
    }

    [Converter("aten::group_norm", ForceTensorFlowOrder)]
    public static TfTensor GroupNorm(TfTensor input, long numGroups, TfTensor? weight, TfTensor? bias, double eps, bool cudnnEnabled) =>
        Grouped(input, numGroups, weight, bias, eps).Output;

    [Converter("aten::native_group_norm", ForceTensorFlowOrder)]
    public static (TfTensor Output, TfTensor Mean, TfTensor InverseDeviation) NativeGroupNorm(
        TfTensor input, TfTensor? weight, TfTensor? bias, Dim N, Dim C, Dim HxW, long group, double eps) => Grouped(input, group, weight, bias, eps);

    /// <summary>Over the last axes, as many as <paramref name="normalizedShape"/> has.</summary>
    [Converter("aten::layer_norm", Manual)]
    public static TfTensor LayerNorm(TfTensor input, Seq<Dim> normalizedShape, [PyTorchOrder] TfTensor? weight, [PyTorchOrder] TfTensor? bias, double eps, bool cudnnEnable) =>
        tf.LayerNormalization(input, weight, bias, LastAxes(input, normalizedShape.Count), eps);

    [Converter("aten::native_layer_norm", Manual)]
    public static (TfTensor Output, TfTensor Mean, TfTensor InverseDeviation) NativeLayerNorm(
        TfTensor input, Seq<Dim> normalizedShape, [PyTorchOrder] TfTensor? weight, [PyTorchOrder] TfTensor? bias, double eps)
    {
        Seq<int> axes = LastAxes(input, normalizedShape.Count);
        TfTensor mean = tf.Mean(input, axes, true);
        TfTensor variance = tf.Mean(tf.Square(input - mean), axes, true);
        return (tf.LayerNormalization(input, weight, bias, axes, eps), mean, tf.Rsqrt(variance + (float)eps));
    }

    /// <summary>weight · x / √(mean(x²) + ε) over the last axes; the default ε is that of the type.</summary>
    [Converter("aten::rms_norm", Manual)]
    public static TfTensor RmsNorm(TfTensor input, Seq<Dim> normalizedShape, [PyTorchOrder] TfTensor? weight, double? eps)
    {
        Seq<int> axes = LastAxes(input, normalizedShape.Count);
        TfTensor y = input * tf.Rsqrt(tf.Mean(tf.Square(input), axes, true) + (eps ?? BitConverter.Int32BitsToSingle(0x34000000)));
        return weight is null ? y : y * weight;
    }

    /// <summary>Σ x1 · x2 / (max(‖x1‖, ε) · max(‖x2‖, ε)) along an axis.</summary>
    [Converter("aten::cosine_similarity", Manual)]
    public static TfTensor CosineSimilarity(TfTensor x1, TfTensor x2, long dim, double eps)
    {
        TfTensor Length(TfTensor x) => tf.Maximum(tf.Sqrt(Reduction.Reduce(tf.Square(x), [dim], false, tf.Sum)), eps);
        TfTensor y = tf.ToOrder(x2, x1.Order);
        return Reduction.Reduce(x1 * y, [dim], false, tf.Sum) / (Length(x1) * Length(y));
    }

    /// <summary>g · v / ‖v‖, the norm over all axes but one.</summary>
    [Converter("aten::_weight_norm", ForcePyTorchOrder)]
    public static TfTensor WeightNorm(TfTensor v, TfTensor g, long dim)
    {
        Seq<int> axes = Enumerable.Range(0, v.Rank).Where(axis => axis != ShapeMath.NormalizeAxis(dim, v.Rank)).ToSeq();
        return v * (g / tf.Sqrt(tf.Sum(tf.Square(v), axes, true)));
    }

    private static TfTensor Affine(TfTensor x, TfTensor? weight, TfTensor? bias, TfTensor mean, TfTensor variance, double momentum, double eps) =>
        tf.BatchNormalization(x, weight ?? Filled(mean, 1), bias ?? Filled(mean, 0), mean, variance, eps, x.Rank - 1, momentum);

    private static (TfTensor Output, TfTensor Mean, TfTensor InverseDeviation) OwnStatistics(TfTensor x, TfTensor? weight, TfTensor? bias, double eps)
    {
        Seq<int> axes = Seq.Range(x.Rank - 1);
        TfTensor mean = tf.Mean(x, axes, true);
        TfTensor centred = x - mean;
        TfTensor scale = tf.Rsqrt(tf.Mean(tf.Square(centred), axes, true) + (float)eps);
        return (ScaleAndShift(centred * scale, weight, bias), tf.Squeeze(mean, axes), tf.Squeeze(scale, axes));
    }

    /// <summary>x − μ and 1 / √(σ² + ε) over the axes, which stay with size 1.</summary>
    private static (TfTensor Centred, TfTensor Scale) Standardize(TfTensor x, Seq<int> axes, double eps)
    {
        TfTensor centred = x - tf.Mean(x, axes, true);
        return (centred, tf.Rsqrt(tf.Mean(tf.Square(centred), axes, true) + (float)eps));
    }

    /// <summary><c>[N, spatial…, C]</c> as <c>[N, space, groups, C / groups]</c>: the statistics are those of axes 1 and 3.</summary>
    private static (TfTensor Output, TfTensor Mean, TfTensor InverseDeviation) Grouped(TfTensor input, long groups, TfTensor? weight, TfTensor? bias, double eps)
    {
        Dim batch = input.Shape[0], channels = input.Shape[^1];
        Dim space = input.Shape[1..^1].Aggregate(Dim.One, (a, b) => a * b);
        TfTensor x = tf.Reshape(input, [batch, space, groups, Dim.FloorDiv(channels, groups)]);
        TfTensor mean = tf.Mean(x, [1, 3], true);
        (TfTensor centred, TfTensor scale) = Standardize(x, [1, 3], eps);
        TfTensor y = tf.Reshape(centred * scale, input.Shape).WithOrder(input.Order);
        return (ScaleAndShift(y, weight, bias), tf.Squeeze(mean, [1, 3]), tf.Squeeze(scale, [1, 3]));
    }

    /// <summary>Weights of one element per channel lie along the last physical axis.</summary>
    private static TfTensor ScaleAndShift(TfTensor x, TfTensor? weight, TfTensor? bias)
    {
        TfTensor y = weight is null ? x : x * weight.AlongAxis(x, x.Rank - 1);
        return bias is null ? y : y + bias.AlongAxis(x, x.Rank - 1);
    }

    private static TfTensor Filled(TfTensor like, float value) =>
        tf.Constant(Tensor.Scalar(value).Cast(like.DType).BroadcastTo([like.Shape[0].Value]));

    private static Seq<int> SpatialAxes(TfTensor x) => Enumerable.Range(1, x.Rank - 2).ToSeq();

    private static Seq<int> LastAxes(TfTensor x, int count) => Enumerable.Range(x.Rank - count, count).Select(axis => x.Axis(axis)).ToSeq();
}
