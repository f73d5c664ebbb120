using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;
using Nobuco.TensorFlow;
using static Nobuco.ChannelOrderingStrategy;

namespace Nobuco.Builtin;

/// <summary>Writing elements or rows to computed places; where one place is written twice, PyTorch leaves open which wins.</summary>
public static class Scattering
{
    /// <summary>result[i, index[i, j, …], …] = src[i, j, …]: the index replaces one coordinate.</summary>
    [Converter("aten::scatter.src", ForcePyTorchOrder)]
    public static TfTensor Scatter(TfTensor self, long dim, TfTensor index, TfTensor src) =>
        tf.TensorScatterUpdate(self, IndexTensors.Coordinates(index, dim), tf.StridedSlice(src, Seq.Repeat(Dim.Zero, src.Rank), index.Shape, Seq.Repeat(1L, src.Rank)));

    [Converter("aten::scatter.value", ForcePyTorchOrder)]
    public static TfTensor ScatterValue(TfTensor self, long dim, TfTensor index, double value) =>
        tf.TensorScatterUpdate(self, IndexTensors.Coordinates(index, dim), tf.BroadcastTo(tf.Constant(value, self.DType), index.Shape));

    [Converter("aten::scatter_add", ForcePyTorchOrder)]
    public static TfTensor ScatterAdd(TfTensor self, long dim, TfTensor index, TfTensor src)
    {
        TfTensor added = tf.StridedSlice(src, Seq.Repeat(Dim.Zero, src.Rank), index.Shape, Seq.Repeat(1L, src.Rank));
        return self + tf.ScatterNd(IndexTensors.Coordinates(index, dim), added, self.Shape);
    }

    /// <summary>Slices of source along an axis are added to those of self that the index names.</summary>
    [Converter("aten::index_add", ForcePyTorchOrder)]
    public static TfTensor IndexAdd(TfTensor self, long dim, TfTensor index, TfTensor source, double alpha) =>
        Rows(self, dim, rows => rows + tf.ScatterNd(Places(index), ToFront(alpha == 1 ? source : source * alpha, dim), rows.Shape));

    [Converter("aten::index_copy", ForcePyTorchOrder)]
    public static TfTensor IndexCopy(TfTensor self, long dim, TfTensor index, TfTensor source) =>
        Rows(self, dim, rows => tf.TensorScatterUpdate(rows, Places(index), ToFront(source, dim)));

    private static TfTensor Places(TfTensor index) => tf.ExpandDims(tf.Cast(index, DType.Int32), [1]);

    /// <summary>Works on slices of an axis as if it were the first.</summary>
    private static TfTensor Rows(TfTensor x, long dim, Func<TfTensor, TfTensor> change)
    {
        int[] forth = [.. Front(x, dim)];
        return tf.Transpose(change(ToFront(x, dim)), Enumerable.Range(0, x.Rank).Select(axis => Array.IndexOf(forth, axis)).ToSeq());
    }

    private static TfTensor ToFront(TfTensor x, long dim) => tf.Transpose(x, Front(x, dim));

    private static Seq<int> Front(TfTensor x, long dim)
    {
        int along = ShapeMath.NormalizeAxis(dim, x.Rank);
        return [along, .. Enumerable.Range(0, x.Rank).Where(axis => axis != along)];
    }
}
