using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;
using Nobuco.TensorFlow;
using static Nobuco.ChannelOrderingStrategy;

namespace Nobuco.Builtin;

/// <summary>Variances and deviations: Σ (x − μ)² / (n − correction) along axes; without a correction 1 is taken from the count.</summary>
public static class Statistics
{
    [Converter("aten::var", Manual)]
    public static TfTensor VarAll(TfTensor self, bool unbiased) => Variance(self, null, Correction(unbiased), false);

    [Converter("aten::var.dim", Manual)]
    public static TfTensor Var(TfTensor self, Seq<long>? dim, bool unbiased, bool keepdim) => Variance(self, dim, Correction(unbiased), keepdim);

    [Converter("aten::var.correction", Manual)]
    public static TfTensor Var(TfTensor self, Seq<long>? dim, double? correction, bool keepdim) => Variance(self, dim, correction ?? 1, keepdim);

    [Converter("aten::std", Manual)]
    public static TfTensor StdAll(TfTensor self, bool unbiased) => tf.Sqrt(Variance(self, null, Correction(unbiased), false));

    [Converter("aten::std.dim", Manual)]
    public static TfTensor Std(TfTensor self, Seq<long>? dim, bool unbiased, bool keepdim) => tf.Sqrt(Variance(self, dim, Correction(unbiased), keepdim));

    [Converter("aten::std.correction", Manual)]
    public static TfTensor Std(TfTensor self, Seq<long>? dim, double? correction, bool keepdim) => tf.Sqrt(Variance(self, dim, correction ?? 1, keepdim));

    [Converter("aten::var_mean", Manual)]
    public static (TfTensor Var, TfTensor Mean) VarMeanAll(TfTensor self, bool unbiased) => VarMean(self, null, Correction(unbiased), false);

    [Converter("aten::var_mean.dim", Manual)]
    public static (TfTensor Var, TfTensor Mean) VarMean(TfTensor self, Seq<long>? dim, bool unbiased, bool keepdim) => VarMean(self, dim, Correction(unbiased), keepdim);

    [Converter("aten::var_mean.correction", Manual)]
    public static (TfTensor Var, TfTensor Mean) VarMean(TfTensor self, Seq<long>? dim, double? correction, bool keepdim) =>
        (Variance(self, dim, correction ?? 1, keepdim), Reduction.Reduce(self, dim, keepdim, tf.Mean));

    [Converter("aten::std_mean", Manual)]
    public static (TfTensor Std, TfTensor Mean) StdMeanAll(TfTensor self, bool unbiased) => StdMean(self, null, Correction(unbiased), false);

    [Converter("aten::std_mean.dim", Manual)]
    public static (TfTensor Std, TfTensor Mean) StdMean(TfTensor self, Seq<long>? dim, bool unbiased, bool keepdim) => StdMean(self, dim, Correction(unbiased), keepdim);

    [Converter("aten::std_mean.correction", Manual)]
    public static (TfTensor Std, TfTensor Mean) StdMean(TfTensor self, Seq<long>? dim, double? correction, bool keepdim) =>
        (tf.Sqrt(Variance(self, dim, correction ?? 1, keepdim)), Reduction.Reduce(self, dim, keepdim, tf.Mean));

    private static double Correction(bool unbiased) => unbiased ? 1 : 0;

    private static TfTensor Variance(TfTensor x, Seq<long>? dim, double correction, bool keepdim)
    {
        TfTensor squares = tf.Square(x - Reduction.Reduce(x, dim, true, tf.Mean));
        TfTensor mean = Reduction.Reduce(squares, dim, keepdim, tf.Mean);
        if (correction == 0)
            return mean;
        Dim count = Reduction.Axes(x, dim).Aggregate(Dim.One, (product, axis) => product * x.Shape[axis]);
        if (count.TryValue is { } n)
            return mean * (n / Math.Max(n - correction, 0));
        TfTensor size = tf.Cast(tf.Size(count), x.DType);
        return mean * (size / tf.Maximum(size - correction, 0));
    }
}
