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

    [Converter("aten::prod", Manual)]
    [Implied("dtype")]
    public static TfTensor ProdAll(ConverterCall call, TfTensor self) => Reduce(call.ToResultType(self), null, false, tf.Prod);

    [Converter("aten::prod.dim_int", Manual)]
    [Implied("dtype")]
    public static TfTensor Prod(ConverterCall call, TfTensor self, long dim, bool keepdim) => Reduce(call.ToResultType(self), [dim], keepdim, tf.Prod);

    [Converter("aten::any.default", Manual)]
    public static TfTensor AnyAll(ConverterCall call, TfTensor self) => Any(call, self, null, false);

    [Converter("aten::any.dim", Manual)]
    public static TfTensor Any(ConverterCall call, TfTensor self, long dim, bool keepdim) => Any(call, self, [dim], keepdim);

    [Converter("aten::any.dims", Manual)]
    public static TfTensor Any(ConverterCall call, TfTensor self, Seq<long>? dim, bool keepdim) => call.ToResultType(Reduce(NotZero(self), dim, keepdim, tf.Any));

    [Converter("aten::all.default", Manual)]
    public static TfTensor AllAll(ConverterCall call, TfTensor self) => All(call, self, null, false);

    [Converter("aten::all.dim", Manual)]
    public static TfTensor All(ConverterCall call, TfTensor self, long dim, bool keepdim) => All(call, self, [dim], keepdim);

    [Converter("aten::all.dims", Manual)]
    public static TfTensor All(ConverterCall call, TfTensor self, Seq<long>? dim, bool keepdim) => call.ToResultType(Reduce(NotZero(self), dim, keepdim, tf.All));

    [Converter("aten::count_nonzero", Manual)]
    public static TfTensor CountNonzero(ConverterCall call, TfTensor self, long? dim) => CountNonzero(call, self, dim is { } axis ? [axis] : []);

    [Converter("aten::count_nonzero.dim_IntList", Manual)]
    public static TfTensor CountNonzero(ConverterCall call, TfTensor self, Seq<long> dim) => call.ToResultType(Reduce(tf.Cast(NotZero(self), DType.Int32), dim, false, tf.Sum));

    [Converter("aten::aminmax", Manual)]
    public static (TfTensor Min, TfTensor Max) AMinMax(TfTensor self, long? dim, bool keepdim)
    {
        Seq<long> axes = dim is { } axis ? [axis] : [];
        return (Reduce(self, axes, keepdim, tf.Min), Reduce(self, axes, keepdim, tf.Max));
    }

    /// <summary>log Σ eˣ, with the largest element taken out of the sum unless it is infinite.</summary>
    [Converter("aten::logsumexp", Manual)]
    [Converter("aten::special_logsumexp", Manual)]
    public static TfTensor LogSumExp(ConverterCall call, TfTensor self, Seq<long> dim, bool keepdim)
    {
        TfTensor x = call.ToResultType(self), largest = Reduce(x, dim, true, tf.Max);
        TfTensor shift = tf.SelectV2(tf.IsInf(largest), 0, largest);
        TfTensor sum = tf.Log(Reduce(tf.Exp(x - shift), dim, keepdim, tf.Sum));
        return sum + (keepdim || x.Rank == 0 ? shift : tf.Squeeze(shift, Axes(shift, dim)));
    }

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

    /// <summary>Products of an element and those before it along an axis: each step multiplies by what lies twice as far back.</summary>
    [Converter("aten::cumprod", Manual)]
    [Implied("dtype")]
    public static TfTensor CumProd(ConverterCall call, TfTensor self, long dim)
    {
        TfTensor y = call.ToResultType(self);
        if (self.Rank == 0)
            return y;
        int axis = self.Axis(dim);
        long length = y.Shape[axis].TryValue ?? throw call.NotExpressible("the length of its axis is symbolic.");
        Seq<Dim> none = Seq.Repeat(Dim.Zero, self.Rank);
        for (long step = 1; step < length; step *= 2)
            y *= tf.PadV2(tf.Slice(y, axis, 0, length - step), none.With(axis, step), none, 1);
        return y;
    }

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
        if (x.Rank == 0)
            return x;
        Seq<int> axes = Axes(x, dim);
        TfTensor result = reduce(x, axes, keepDims);
        return keepDims ? result.WithOrder(x.Order) : result.WithOrder(Remaining(x.Order, axes));
    }

    /// <summary>The physical axes of a reduction.</summary>
    internal static Seq<int> Axes(TfTensor x, Seq<long>? dim) =>
        dim is not { Count: > 0 } given || x.Rank == 0 ? Seq.Range(x.Rank) : given.Select(d => x.Axis(d)).Order().ToSeq();

    private static TfTensor NotZero(TfTensor x) => x.DType == DType.Bool ? x : tf.NotEqual(x, 0);

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
