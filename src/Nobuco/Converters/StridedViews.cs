using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;
using Nobuco.TensorFlow;
using static Nobuco.ChannelOrderingStrategy;

namespace Nobuco.Builtin;

/// <summary>
/// Views that no slice or permutation expresses. A view of a tensor of static size is a gathering of its elements: the indices are the same view of 0, 1, 2, ….
/// </summary>
public static class StridedViews
{
    [Converter("aten::as_strided", ForcePyTorchOrder)]
    [Converter("aten::as_strided_copy", ForcePyTorchOrder)]
    public static TfTensor AsStrided(ConverterCall call, TfTensor self, Seq<long> size, Seq<long> stride, long? storageOffset) =>
        View(call, self, indices => indices.AsStrided(size, stride, storageOffset ?? 0));

    [Converter("aten::diagonal", ForcePyTorchOrder)]
    [Converter("aten::diagonal_copy", ForcePyTorchOrder)]
    public static TfTensor Diagonal(ConverterCall call, TfTensor self, long offset, int dim1, int dim2) => View(call, self, x => Diagonal(x, offset, dim1, dim2));

    /// <summary>A vector becomes the diagonal of a matrix, a matrix gives its diagonal.</summary>
    [Converter("aten::diag", ForcePyTorchOrder)]
    public static TfTensor Diag(ConverterCall call, TfTensor self, long diagonal)
    {
        if (self.Rank == 2)
            return View(call, self, x => Diagonal(x, diagonal, 0, 1));
        long size = self.Shape[0].Value + Math.Abs(diagonal);
        Tensor mask = Tensor.Zeros(DType.Bool, [size, size]);
        Diagonal(mask, diagonal, 0, 1).CopyFrom(Tensor.Scalar(true));
        // Row r of the result holds element r − max(−diagonal, 0).
        TfTensor column = tf.Pad(tf.ExpandDims(self, [1]), [Math.Max(-diagonal, 0), 0], [Math.Max(diagonal, 0), 0]);
        return tf.SelectV2(tf.Constant(mask), column, tf.Constant(0, self.DType));
    }

    /// <summary>Windows of an axis, with their elements as a new last axis.</summary>
    [Converter("aten::unfold", ForcePyTorchOrder)]
    [Converter("aten::unfold_copy", ForcePyTorchOrder)]
    public static TfTensor Unfold(ConverterCall call, TfTensor self, int dimension, long size, long step) => View(call, self, x =>
    {
        int axis = ShapeMath.NormalizeAxis(dimension, x.Rank);
        long windows = ((x.Shape[axis] - size) / step) + 1;
        return x.AsStrided([.. x.Shape.With(axis, windows), size], [.. x.Strides.With(axis, x.Strides[axis] * step), x.Strides[axis]], 0);
    });

    /// <summary>The windows of <c>[N, C, H, W]</c> as columns: <c>[N, C · KH · KW, windows]</c>.</summary>
    [Converter("aten::im2col", ForcePyTorchOrder)]
    public static TfTensor Im2Col(ConverterCall call, TfTensor self, Seq<int> kernelSize, Seq<int> dilation, Seq<int> padding, Seq<int> stride)
    {
        TfTensor padded = tf.Pad(self, Pads(padding, self.Rank), Pads(padding, self.Rank));
        return tf.Reshape(View(call, padded, x => Windows(x, kernelSize, dilation, stride)), call.Result.Shape);
    }

    /// <summary>The sums of all columns' elements where they lie in <c>[N, C, H, W]</c>.</summary>
    [Converter("aten::col2im", ForcePyTorchOrder)]
    public static TfTensor Col2Im(ConverterCall call, TfTensor self, Seq<int> outputSize, Seq<int> kernelSize, Seq<int> dilation, Seq<int> padding, Seq<int> stride)
    {
        if (!self.Value.Type.IsStatic)
            throw call.NotExpressible("its input has a symbolic size.");
        Seq<long> result = call.Result.Shape.Select(static d => d.Value).ToSeq();
        Seq<long> padded = result.Select((size, axis) => axis < result.Count - 2 ? size : size + (2 * padding[axis - (result.Count - 2)])).ToSeq();
        Tensor places = Windows(Iota(padded), kernelSize, dilation, stride).Contiguous();
        TfTensor sums = tf.ScatterNd(tf.Constant(places.Reshape([places.Count, 1])), tf.Reshape(self, [places.Count]), [ShapeMath.Product(padded)]);
        Seq<Dim> begin = Pads(padding, result.Count), end = result.Select((size, axis) => begin[axis] + size).ToSeq();
        return tf.StridedSlice(tf.Reshape(sums, padded.Select(static s => (Dim)s).ToSeq()), begin, end, Seq.Repeat(1L, result.Count));
    }

    [Converter("aten::tril", Manual)]
    public static TfTensor Tril(TfTensor self, long diagonal) => Triangle(self, (row, column) => column - row <= diagonal);

    [Converter("aten::triu", Manual)]
    public static TfTensor Triu(TfTensor self, long diagonal) => Triangle(self, (row, column) => column - row >= diagonal);

    private static TfTensor Triangle(TfTensor x, Func<long, long, bool> keep)
    {
        (long rows, long columns) = (x.LogicalShape[^2].Value, x.LogicalShape[^1].Value);
        var mask = new bool[rows * columns];
        for (long i = 0; i < mask.Length; i++)
            mask[i] = keep(i / columns, i % columns);
        return tf.SelectV2(tf.Constant(Tensor.From(mask, rows, columns)), x, tf.Constant(0, x.DType));
    }

    private static TfTensor View(ConverterCall call, TfTensor self, Func<Tensor, Tensor> view)
    {
        if (!self.Value.Type.IsStatic)
            throw call.NotExpressible("its input has a symbolic size.");
        Seq<long> shape = self.Value.Type.StaticShape;
        return tf.GatherV2(tf.Reshape(self, [ShapeMath.Product(shape)]), tf.Constant(view(Iota(shape)).Contiguous()), 0);
    }

    /// <summary>0, 1, 2, … in that shape.</summary>
    private static Tensor Iota(Seq<long> shape)
    {
        long count = ShapeMath.Product(shape);
        return Tensor.From([.. Enumerable.Range(0, (int)count)], count).Reshape(shape);
    }

    /// <summary>No padding but of the last two axes.</summary>
    private static Seq<Dim> Pads(Seq<int> padding, int rank) => [.. Enumerable.Repeat(Dim.Zero, rank - 2), padding[0], padding[1]];

    /// <summary>The windows of the last two axes: <c>[…, KH, KW, rows, columns]</c>.</summary>
    private static Tensor Windows(Tensor x, Seq<int> kernel, Seq<int> dilation, Seq<int> stride)
    {
        long Count(int axis) => ((x.Shape[x.Rank - 2 + axis] - (dilation[axis] * (kernel[axis] - 1)) - 1) / stride[axis]) + 1;
        (long row, long column) = (x.Strides[^2], x.Strides[^1]);
        return x.AsStrided(
            [.. x.Shape[..^2], kernel[0], kernel[1], Count(0), Count(1)],
            [.. x.Strides[..^2], row * dilation[0], column * dilation[1], row * stride[0], column * stride[1]],
            x.Offset);
    }

    private static Tensor Diagonal(Tensor x, long offset, int dim1, int dim2)
    {
        (int first, int second) = (ShapeMath.NormalizeAxis(dim1, x.Rank), ShapeMath.NormalizeAxis(dim2, x.Rank));
        Tensor rows = x.Slice(first, Math.Max(-offset, 0), long.MaxValue), block = rows.Slice(second, Math.Max(offset, 0), long.MaxValue);
        long length = Math.Min(block.Shape[first], block.Shape[second]);
        int[] rest = [.. Enumerable.Range(0, x.Rank).Where(axis => axis != first && axis != second)];
        return block.AsStrided([.. rest.Select(a => block.Shape[a]), length], [.. rest.Select(a => block.Strides[a]), block.Strides[first] + block.Strides[second]], block.Offset);
    }
}
