using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;
using Nobuco.TensorFlow;
using Nobuco.TensorFlow.Graph;
using static Nobuco.ChannelOrderingStrategy;

namespace Nobuco.Builtin;

/// <summary>Reductions along axes: in any order, each axis where it lies.</summary>
public static class Reduction
{
    [Converter("aten::mean", Manual)]
    [Implied("dtype")]
    public static TfTensor MeanAll(ConverterCall call, TfTensor self) => Reduce(call.ToResultType(self), null, false, tf.Mean);

    [Converter("aten::mean.dim", Manual)]
    [Implied("dtype")]
    public static TfTensor Mean(ConverterCall call, TfTensor self, Seq<long>? dim, bool keepdim) => Reduce(call.ToResultType(self), dim, keepdim, tf.Mean);

    [Converter("aten::sum", Manual)]
    [Implied("dtype")]
    public static TfTensor SumAll(ConverterCall call, TfTensor self) => Reduce(call.ToResultType(self), null, false, tf.Sum);

    [Converter("aten::sum.dim_IntList", Manual)]
    [Implied("dtype")]
    public static TfTensor Sum(ConverterCall call, TfTensor self, Seq<long>? dim, bool keepdim) => Reduce(call.ToResultType(self), dim, keepdim, tf.Sum);

    [Converter("aten::amax", Manual)]
    public static TfTensor AMax(TfTensor self, Seq<long> dim, bool keepdim) => Reduce(self, dim, keepdim, tf.Max);

    [Converter("aten::amin", Manual)]
    public static TfTensor AMin(TfTensor self, Seq<long> dim, bool keepdim) => Reduce(self, dim, keepdim, tf.Min);

    [Converter("aten::max.default", Manual)]
    public static TfTensor MaxAll(TfTensor self) => Reduce(self, null, false, tf.Max);

    [Converter("aten::min.default", Manual)]
    public static TfTensor MinAll(TfTensor self) => Reduce(self, null, false, tf.Min);

    [Converter("aten::max.dim", Manual)]
    public static (TfTensor Values, TfTensor Indices) Max(TfTensor self, long dim, bool keepdim) => (Reduce(self, [dim], keepdim, tf.Max), ArgMax(self, dim, keepdim));

    [Converter("aten::min.dim", Manual)]
    public static (TfTensor Values, TfTensor Indices) Min(TfTensor self, long dim, bool keepdim) => (Reduce(self, [dim], keepdim, tf.Min), ArgMin(self, dim, keepdim));

    /// <summary>Without an axis the index into the flattened tensor, in PyTorch's order.</summary>
    [Converter("aten::argmax", Manual)]
    public static TfTensor ArgMax(TfTensor self, long? dim, bool keepdim) => Arg(self, dim, keepdim, static (x, axis) => tf.ArgMax(x, axis));

    [Converter("aten::argmin", Manual)]
    public static TfTensor ArgMin(TfTensor self, long? dim, bool keepdim) => Arg(self, dim, keepdim, static (x, axis) => tf.ArgMin(x, axis));

    /// <summary>Sums of an element and those before it along an axis.</summary>
    [Converter("aten::cumsum", Manual)]
    [Implied("dtype")]
    public static TfTensor CumSum(ConverterCall call, TfTensor self, long dim) => self.Rank == 0 ? call.ToResultType(self) : tf.Cumsum(call.ToResultType(self), self.Axis(dim));

    /// <summary>(Σ |x|ᵖ)^(1/p); the largest or smallest magnitude for ±∞, the number of elements that are not zero for 0.</summary>
    [Converter("aten::linalg_vector_norm", Manual)]
    [Implied("dtype")]
    public static TfTensor VectorNorm(ConverterCall call, TfTensor self, double ord, Seq<long>? dim, bool keepdim)
    {
        TfTensor x = call.ToResultType(self);
        return ord switch
        {
            2 => tf.Sqrt(Reduce(tf.Square(x), dim, keepdim, tf.Sum)),
            1 => Reduce(tf.Abs(x), dim, keepdim, tf.Sum),
            0 => Reduce(tf.Cast(tf.NotEqual(x, 0), x.DType), dim, keepdim, tf.Sum),
            double.PositiveInfinity => Reduce(tf.Abs(x), dim, keepdim, tf.Max),
            double.NegativeInfinity => Reduce(tf.Abs(x), dim, keepdim, tf.Min),
            _ => tf.Pow(Reduce(tf.Pow(tf.Abs(x), ord), dim, keepdim, tf.Sum), 1 / ord),
        };
    }

    [Converter("aten::norm.ScalarOpt_dim", Manual)]
    public static TfTensor Norm(ConverterCall call, TfTensor self, double? p, Seq<long> dim, bool keepdim) => VectorNorm(call, self, p ?? 2, dim, keepdim);

    /// <summary>An empty or missing list of axes means all of them.</summary>
    internal static TfTensor Reduce(TfTensor x, Seq<long>? dim, bool keepDims, Func<TfTensor, Seq<int>, bool, TfTensor> reduce)
    {
        Seq<int> axes = dim is not { Count: > 0 } given ? Seq.Range(x.Rank) : given.Select(d => x.Axis(d)).Order().ToSeq();
        if (x.Rank == 0)
            return x;
        TfTensor result = reduce(x, axes, keepDims);
        return keepDims ? result.WithOrder(x.Order) : result.WithOrder(Remaining(x.Order, axes));
    }

    private static TfTensor Arg(TfTensor self, long? dim, bool keepdim, Func<TfTensor, int, TfTensor> find)
    {
        if (dim is not { } axis)
        {
            TfTensor flat = tf.Reshape(tf.ToOrder(self, AxisOrder.Identity(self.Rank)), [self.Shape.Product()]);
            TfTensor found = find(flat, 0);
            return keepdim ? tf.Reshape(found, Seq.Repeat(Dim.One, self.Rank)) : found;
        }
        int at = self.Axis(axis);
        TfTensor index = find(self, at).WithOrder(Remaining(self.Order, [at]));
        return keepdim ? tf.ExpandDims(index, [at]).WithOrder(self.Order) : index;
    }

    /// <summary>The order of the axes that are left when the physical <paramref name="axes"/> are gone.</summary>
    private static AxisOrder Remaining(AxisOrder order, Seq<int> axes)
    {
        int[] left = [.. Enumerable.Range(0, order.Rank).Where(axis => !axes.Contains(axis)).Select(axis => order.Permutation[axis])];
        return new AxisOrder(left.Select(axis => left.Count(other => other < axis)).ToSeq());
    }
}
