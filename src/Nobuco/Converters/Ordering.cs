using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;
using Nobuco.TensorFlow;
using Nobuco.TensorFlow.Graph;
using static Nobuco.ChannelOrderingStrategy;

namespace Nobuco.Builtin;

/// <summary>Sorting by TopKV2, which works along the last axis in memory and takes the first of equal elements first; NaN has no place in its order.</summary>
public static class Ordering
{
    [Converter("aten::topk", Manual)]
    public static (TfTensor Values, TfTensor Indices) TopK(ConverterCall call, TfTensor self, Dim k, long dim, bool largest, bool sorted) =>
        First(self, dim, k.TryValue ?? throw call.NotExpressible("the number of its elements is symbolic."), largest);

    [Converter("aten::sort", Manual)]
    public static (TfTensor Values, TfTensor Indices) Sort(ConverterCall call, TfTensor self, long dim, bool descending) => First(self, dim, Length(call, self, dim), descending);

    [Converter("aten::sort.stable", Manual)]
    public static (TfTensor Values, TfTensor Indices) Sort(ConverterCall call, TfTensor self, bool? stable, long dim, bool descending) => Sort(call, self, dim, descending);

    [Converter("aten::argsort", Manual)]
    public static TfTensor ArgSort(ConverterCall call, TfTensor self, long dim, bool descending) => Sort(call, self, dim, descending).Indices;

    [Converter("aten::argsort.stable", Manual)]
    public static TfTensor ArgSort(ConverterCall call, TfTensor self, bool stable, long dim, bool descending) => Sort(call, self, dim, descending).Indices;

    [Converter("aten::msort", Manual)]
    public static TfTensor MSort(ConverterCall call, TfTensor self) => Sort(call, self, 0, descending: false).Values;

    /// <summary>The k-th smallest along an axis.</summary>
    [Converter("aten::kthvalue", Manual)]
    public static (TfTensor Values, TfTensor Indices) KthValue(TfTensor self, long k, long dim, bool keepdim)
    {
        (TfTensor values, TfTensor indices) = First(self, dim, k, largest: false);
        return (Last(values, dim, k, keepdim), Last(indices, dim, k, keepdim));
    }

    /// <summary>The lower of the two in the middle.</summary>
    [Converter("aten::median.dim", Manual)]
    public static (TfTensor Values, TfTensor Indices) Median(ConverterCall call, TfTensor self, long dim, bool keepdim) =>
        self.Rank == 0 ? First(self, dim, 1, largest: false) : KthValue(self, (Length(call, self, dim) + 1) / 2, dim, keepdim);

    [Converter("aten::median", Manual)]
    public static TfTensor MedianAll(ConverterCall call, TfTensor self) => Median(call, tf.Reshape(self, [self.Shape.Product()]), 0, keepdim: false).Values;

    /// <summary>The number of boundaries below a value, or with <paramref name="right"/> not above it.</summary>
    [Converter("aten::bucketize.Tensor", ForcePyTorchOrder)]
    public static TfTensor Bucketize(ConverterCall call, TfTensor self, TfTensor boundaries, bool outInt32, bool right) =>
        Places(call, tf.Reshape(boundaries, [.. Seq.Repeat(Dim.One, self.Rank), boundaries.Shape[0]]), self, right);

    /// <summary>For sequences <c>[…, n]</c>, or one <c>[n]</c> for all, where in them values <c>[…, m]</c> belong.</summary>
    [Converter("aten::searchsorted.Tensor", ForcePyTorchOrder)]
    public static TfTensor SearchSorted(ConverterCall call, TfTensor sortedSequence, TfTensor self, bool outInt32, bool right, string? side) =>
        sortedSequence.Rank == 1
            ? Bucketize(call, self, sortedSequence, outInt32, right || side == "right")
            : Places(call, tf.ExpandDims(sortedSequence, [sortedSequence.Rank - 1]), self, right || side == "right");

    /// <summary>Written so that NaN comes after all others, as in PyTorch.</summary>
    private static TfTensor Places(ConverterCall call, TfTensor boundaries, TfTensor values, bool right)
    {
        TfTensor each = tf.ExpandDims(values, [values.Rank]);
        TfTensor ahead = tf.LogicalNot(right ? tf.Greater(boundaries, each) : tf.GreaterEqual(boundaries, each));
        return call.ToResultType(tf.Sum(tf.Cast(ahead, DType.Int32), [values.Rank]));
    }

    private static long Length(ConverterCall call, TfTensor x, long dim) =>
        x.Rank == 0 ? 1 : x.Shape[x.Axis(dim)].TryValue ?? throw call.NotExpressible("the length of its axis is symbolic.");

    private static (TfTensor Values, TfTensor Indices) First(TfTensor x, long dim, long k, bool largest)
    {
        if (x.Rank == 0)
            return (x, tf.Constant(0L, DType.Int64));
        int axis = ShapeMath.NormalizeAxis(dim, x.Rank);
        TfTensor last = tf.ToOrder(x, new AxisOrder([.. x.Order.Permutation.Where(a => a != axis), axis])), keys = Keys(last);
        (TfTensor values, TfTensor indices) = tf.TopKV2(largest ? keys : Reversed(keys), k);
        return (tf.Cast(largest ? values : Reversed(values), x.DType), tf.Cast(indices, DType.Int64));
    }

    /// <summary>Small integers are ordered as int32.</summary>
    private static TfTensor Keys(TfTensor x) => x.DType.IsFloat() || x.DType == DType.Int64 ? x : tf.Cast(x, DType.Int32);

    /// <summary>The other way around without overflow, and back again: −x, of integers −1 − x.</summary>
    private static TfTensor Reversed(TfTensor x) => x.DType.IsFloat() ? tf.Neg(x) : -1 - x;

    private static TfTensor Last(TfTensor x, long dim, long k, bool keepDims)
    {
        if (x.Rank == 0)
            return x;
        int axis = x.Axis(dim);
        TfTensor slice = tf.Slice(x, axis, k - 1, k);
        return keepDims ? slice : tf.Squeeze(slice, [axis]);
    }
}
