using Nobuco.Conversion;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;
using Nobuco.TensorFlow;
using static Nobuco.ChannelOrderingStrategy;

namespace Nobuco.Builtin;

/// <summary>Slices, and writing into them.</summary>
public static class Indexing
{
    /// <summary>Elements start, start + step, … along an axis; the call knows how many.</summary>
    [Converter("aten::slice.Tensor", Manual)]
    [Converter("aten::slice_copy.Tensor", Manual)]
    public static TfTensor Slice(ConverterCall call, TfTensor self, long dim, Dim? start, Dim? end, long step)
    {
        int axis = self.Axis(dim);
        (Dim begin, Dim stop) = Bounds(self.Shape[axis], start, step, call.Result.Shape[ShapeMath.NormalizeAxis(dim, self.Rank)]);
        return tf.Slice(self, axis, begin, stop, step);
    }

    [Converter("aten::narrow", Manual)]
    [Converter("aten::narrow_copy", Manual)]
    public static TfTensor Narrow(TfTensor self, long dim, Dim start, Dim length)
    {
        int axis = self.Axis(dim);
        (Dim begin, Dim stop) = Bounds(self.Shape[axis], start, 1, length);
        return tf.Slice(self, axis, begin, stop);
    }

    [Converter("aten::select.int", Manual)]
    [Converter("aten::select_copy.int", Manual)]
    public static TfTensor Select(TfTensor self, long dim, Dim index)
    {
        int axis = self.Axis(dim);
        (Dim begin, Dim stop) = Bounds(self.Shape[axis], index, 1, 1);
        return tf.Squeeze(tf.Slice(self, axis, begin, stop), [axis]);
    }

    /// <summary>self with the elements start, start + step, … of an axis taken from src.</summary>
    [Converter("aten::slice_scatter", Manual)]
    public static TfTensor SliceScatter(ConverterCall call, TfTensor self, TfTensor src, long dim, Dim? start, Dim? end, long step)
    {
        int axis = self.Axis(dim);
        Dim length = src.LogicalShape[ShapeMath.NormalizeAxis(dim, self.Rank)];
        (Dim begin, Dim stop) = Bounds(self.Shape[axis], start, step, length);
        return Update(self, call.ToResultType(src), axis, begin, stop, step);
    }

    /// <summary>self with one index of an axis taken from src, which lacks that axis.</summary>
    [Converter("aten::select_scatter", Manual)]
    public static TfTensor SelectScatter(ConverterCall call, TfTensor self, TfTensor src, long dim, Dim index)
    {
        int axis = self.Axis(dim), logical = ShapeMath.NormalizeAxis(dim, self.Rank);
        Seq<Dim> shape = call.Result.Shape.With(logical, 1);
        (Dim begin, Dim stop) = Bounds(self.Shape[axis], index, 1, 1);
        return Update(self, Reshaping.Reshape(call.ToResultType(src), shape), axis, begin, stop, 1);
    }

    /// <summary>Each element less the one before it along an axis, n times; of bool whether they differ.</summary>
    [Converter("aten::diff", Manual)]
    public static TfTensor Diff(ConverterCall call, TfTensor self, long n, long dim, TfTensor? prepend, TfTensor? append)
    {
        int axis = self.Axis(dim);
        TfTensor[] parts = [.. new[] { prepend, self, append }.OfType<TfTensor>().Select(x => tf.ToOrder(call.ToResultType(x), self.Order))];
        TfTensor y = tf.ConcatV2(parts, axis);
        for (; n > 0; n--)
        {
            Dim size = y.Shape[axis];
            TfTensor later = tf.Slice(y, axis, 1, size), earlier = tf.Slice(y, axis, 0, size - 1);
            y = y.DType == DType.Bool ? tf.NotEqual(later, earlier) : later - earlier;
        }
        return y;
    }

    /// <summary>The rows of weight that the indices name.</summary>
    [Converter("aten::embedding", ForcePyTorchOrder)]
    public static TfTensor Embedding(TfTensor weight, TfTensor indices, Dim paddingIdx, bool scaleGradByFreq, bool sparse) => tf.GatherV2(weight, indices, 0);

    /// <summary>1 where the new last axis is at the index, else 0; the call knows how many classes there are.</summary>
    [Converter("aten::one_hot", ForcePyTorchOrder)]
    public static TfTensor OneHot(ConverterCall call, TfTensor self, long numClasses) =>
        call.ToResultType(tf.OneHot(tf.Cast(self, DType.Int32), call.Result.Shape[^1], tf.Constant(1, DType.Int32), tf.Constant(0, DType.Int32)));

    [Converter("aten::index_select", Manual)]
    public static TfTensor IndexSelect(TfTensor self, long dim, [PyTorchOrder] TfTensor index) =>
        tf.GatherV2(self, index, self.Axis(dim)).WithOrder(self.Order);

    /// <summary>A constant or computed set of indices of an axis gets one value.</summary>
    [Converter("aten::index_fill.int_Scalar", Manual)]
    public static TfTensor IndexFill(ConverterCall call, TfTensor self, long dim, [PyTorchOrder] TfTensor index, double value)
    {
        int axis = self.Axis(dim);
        TfTensor hits = tf.OneHot(tf.Cast(index, DType.Int32), self.Shape[axis], tf.Constant(1.0, DType.Float32), tf.Constant(0.0, DType.Float32));
        Seq<Dim> shape = Seq.Repeat(Dim.One, self.Rank).With(axis, self.Shape[axis]);
        TfTensor mask = tf.Reshape(tf.Greater(tf.Sum(hits, [0]), 0.5), shape).WithOrder(self.Order);
        return tf.SelectV2(mask, tf.Constant(value, self.DType), self);
    }

    private static TfTensor Update(TfTensor self, TfTensor src, int axis, Dim begin, Dim end, long step)
    {
        Seq<Dim> from = Seq.Repeat(Dim.Zero, self.Rank).With(axis, begin), to = self.Shape.With(axis, end);
        return tf.TensorStridedSliceUpdate(self, from, to, Seq.Repeat(1L, self.Rank).With(axis, step), tf.ToOrder(src, self.Order));
    }

    /// <summary>Begin and end of a slice of <paramref name="count"/> elements; a negative start counts from the end, one beyond it is the end.</summary>
    private static (Dim Begin, Dim End) Bounds(Dim size, Dim? start, long step, Dim count)
    {
        Dim begin = start ?? 0;
        if (begin.TryValue is < 0)
            begin = size.TryValue is { } known ? Math.Max(0, known + begin.Value) : size + begin;
        if (begin.TryValue is { } first && size.TryValue is { } last && first > last)
            begin = size;
        return (begin, count == Dim.Zero ? begin : begin + ((count - 1) * step) + 1);
    }
}
