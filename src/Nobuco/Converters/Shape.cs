using Nobuco.Conversion;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;
using Nobuco.TensorFlow;
using Nobuco.TensorFlow.Graph;
using static Nobuco.ChannelOrderingStrategy;

namespace Nobuco.Builtin;

/// <summary>Permutations, reshapes, joining and splitting. A permutation only renames axes; a reshape moves only what it must.</summary>
public static class Shape
{
    [Converter("aten::permute", Manual)]
    [Converter("aten::permute_copy", Manual)]
    public static TfTensor Permute(TfTensor self, Seq<int> dims)
    {
        int[] axes = [.. dims.Select(d => ShapeMath.NormalizeAxis(d, self.Rank))];
        return self.WithOrder(new AxisOrder(self.Order.Permutation.Select(axis => Array.IndexOf(axes, axis)).ToSeq()));
    }

    [Converter("aten::transpose.int", Manual)]
    [Converter("aten::transpose_copy.int", Manual)]
    public static TfTensor Transpose(TfTensor self, int dim0, int dim1)
    {
        if (self.Rank == 0)
            return self;
        int[] dims = [.. Enumerable.Range(0, self.Rank)];
        (int first, int second) = (ShapeMath.NormalizeAxis(dim0, self.Rank), ShapeMath.NormalizeAxis(dim1, self.Rank));
        (dims[first], dims[second]) = (second, first);
        return Permute(self, [.. dims]);
    }

    [Converter("aten::swapaxes", Manual)]
    public static TfTensor SwapAxes(TfTensor self, int axis0, int axis1) => Transpose(self, axis0, axis1);

    [Converter("aten::swapdims", Manual)]
    public static TfTensor SwapDims(TfTensor self, int dim0, int dim1) => Transpose(self, dim0, dim1);

    [Converter("aten::t", Manual)]
    [Converter("aten::t_copy", Manual)]
    [Converter("aten::numpy_T", Manual)]
    public static TfTensor T(TfTensor self) => Permute(self, Seq.Range(self.Rank).Reverse().ToSeq());

    [Converter("aten::mT", Manual)]
    public static TfTensor MatrixTranspose(TfTensor self) => Transpose(self, -2, -1);

    [Converter("aten::movedim.int", Manual)]
    [Converter("aten::moveaxis.int", Manual)]
    public static TfTensor MoveDim(TfTensor self, int source, int destination) => MoveDims(self, [source], [destination]);

    [Converter("aten::movedim.intlist", Manual)]
    [Converter("aten::moveaxis.intlist", Manual)]
    public static TfTensor MoveDims(TfTensor self, Seq<int> source, Seq<int> destination)
    {
        int[] from = [.. source.Select(d => ShapeMath.NormalizeAxis(d, self.Rank))], to = [.. destination.Select(d => ShapeMath.NormalizeAxis(d, self.Rank))];
        var rest = new Queue<int>(Enumerable.Range(0, self.Rank).Except(from));
        return Permute(self, [.. Enumerable.Range(0, self.Rank).Select(d => Array.IndexOf(to, d) is >= 0 and var i ? from[i] : rest.Dequeue())]);
    }

    /// <summary>Everything that gives the same elements another shape: the call knows the shape.</summary>
    [Converter("aten::_unsafe_view", Manual)]
    [Converter("aten::reshape", Manual)]
    [Converter("aten::view", Manual)]
    [Converter("aten::view_copy", Manual)]
    [Converter("aten::_reshape_alias", Manual)]
    [Implied("shape", "size")]
    public static TfTensor Reshape(ConverterCall call, TfTensor self) => Reshaping.Reshape(self, call.Result.Shape);

    [Converter("aten::flatten.using_ints", Manual)]
    public static TfTensor Flatten(ConverterCall call, TfTensor self, long startDim, long endDim) => Reshape(call, self);

    [Converter("aten::unflatten.int", Manual)]
    public static TfTensor Unflatten(ConverterCall call, TfTensor self, long dim, Seq<Dim> sizes) => Reshape(call, self);

    [Converter("aten::squeeze", Manual)]
    [Converter("aten::squeeze_copy", Manual)]
    public static TfTensor Squeeze(ConverterCall call, TfTensor self) => Reshape(call, self);

    [Converter("aten::squeeze.dim", Manual)]
    [Converter("aten::squeeze_copy.dim", Manual)]
    public static TfTensor SqueezeDim(ConverterCall call, TfTensor self, long dim) => Reshape(call, self);

    [Converter("aten::squeeze.dims", Manual)]
    [Converter("aten::squeeze_copy.dims", Manual)]
    public static TfTensor SqueezeDims(ConverterCall call, TfTensor self, Seq<long> dim) => Reshape(call, self);

    [Converter("aten::unsqueeze", Manual)]
    [Converter("aten::unsqueeze_copy", Manual)]
    public static TfTensor Unsqueeze(ConverterCall call, TfTensor self, long dim) => Reshape(call, self);

    [Converter("aten::view_as", Manual)]
    [Converter("aten::reshape_as", Manual)]
    public static TfTensor ViewAs(ConverterCall call, TfTensor self, TfTensor other) => Reshape(call, self);

    [Converter("aten::expand", Manual)]
    [Converter("aten::expand_copy", Manual)]
    [Implied("size", "implicit")]
    public static TfTensor Expand(ConverterCall call, TfTensor self) => TensorShapes.BroadcastToLogical(self, call.Result.Shape);

    [Converter("aten::expand_as", Manual)]
    public static TfTensor ExpandAs(ConverterCall call, TfTensor self, TfTensor other) => TensorShapes.BroadcastToLogical(self, call.Result.Shape);

    [Converter("aten::broadcast_to", Manual)]
    public static TfTensor BroadcastTo(ConverterCall call, TfTensor self, Seq<Dim> size) => TensorShapes.BroadcastToLogical(self, call.Result.Shape);

    /// <summary>Copies side by side; new axes come first.</summary>
    [Converter("aten::repeat", Manual)]
    public static TfTensor Repeat(TfTensor self, Seq<Dim> repeats) => Tiled(self, repeats);

    [Converter("aten::tile", Manual)]
    public static TfTensor Tile(TfTensor self, Seq<Dim> dims) => Tiled(self, [.. Enumerable.Repeat(Dim.One, Math.Max(0, self.Rank - dims.Count)), .. dims]);

    /// <summary>Each element several times along an axis.</summary>
    [Converter("aten::repeat_interleave.self_int", Manual)]
    public static TfTensor RepeatInterleave(ConverterCall call, TfTensor self, Dim repeats, long? dim)
    {
        TfTensor x = dim is null ? Reshaping.Reshape(self, [self.Shape.Product()]) : self;
        int axis = x.Axis(dim ?? 0);
        TfTensor repeated = tf.Tile(tf.ExpandDims(x, [axis + 1]), Seq.Repeat(Dim.One, x.Rank + 1).With(axis + 1, repeats));
        return tf.Reshape(repeated, x.Shape.With(axis, x.Shape[axis] * repeats)).WithOrder(x.Order);
    }

    /// <summary>Empty tensors of rank 1 take no part, whatever the others' rank.</summary>
    [Converter("aten::cat", Manual)]
    [Converter("aten::concat", Manual)]
    [Converter("aten::concatenate", Manual)]
    public static TfTensor Cat(ConverterCall call, IReadOnlyList<TfTensor> tensors, long dim)
    {
        TfTensor[] parts = [.. tensors.Where(x => x.Rank != 1 || call.Result.Rank == 1).Select(call.ToResultType)];
        return tf.ConcatV2(parts, parts[0].Axis(dim));
    }

    [Converter("aten::stack", Manual)]
    public static TfTensor Stack(ConverterCall call, IReadOnlyList<TfTensor> tensors, long dim)
    {
        Seq<Dim> shape = call.Result.Shape.With(ShapeMath.NormalizeAxis(dim, call.Result.Rank), 1);
        TfTensor[] parts = [.. tensors.Select(x => Reshaping.Reshape(call.ToResultType(x), shape))];
        return tf.ConcatV2(parts, parts[0].Axis(dim));
    }

    /// <summary>The call knows the sizes of the parts.</summary>
    [Converter("aten::split.Tensor", Manual)]
    [Converter("aten::split_copy.Tensor", Manual)]
    public static IReadOnlyList<TfTensor> Split(ConverterCall call, TfTensor self, Dim splitSize, long dim) => Parts(call, self, dim);

    [Converter("aten::split.sizes", Manual)]
    [Converter("aten::split_with_sizes", Manual)]
    [Converter("aten::split_with_sizes_copy", Manual)]
    [Implied("split_sizes", "split_size")]
    public static IReadOnlyList<TfTensor> SplitWithSizes(ConverterCall call, TfTensor self, long dim) => Parts(call, self, dim);

    [Converter("aten::chunk", Manual)]
    public static IReadOnlyList<TfTensor> Chunk(ConverterCall call, TfTensor self, long chunks, long dim) => Parts(call, self, dim);

    [Converter("aten::tensor_split.sections", Manual)]
    public static IReadOnlyList<TfTensor> TensorSplit(ConverterCall call, TfTensor self, Dim sections, long dim) => Parts(call, self, dim);

    [Converter("aten::tensor_split.indices", Manual)]
    public static IReadOnlyList<TfTensor> TensorSplit(ConverterCall call, TfTensor self, Seq<Dim> indices, long dim) => Parts(call, self, dim);

    [Converter("aten::unbind.int", Manual)]
    [Converter("aten::unbind_copy.int", Manual)]
    public static IReadOnlyList<TfTensor> Unbind(ConverterCall call, TfTensor self, long dim)
    {
        int axis = self.Axis(dim);
        return [.. Enumerable.Range(0, call.Results.Count).Select(i => tf.Squeeze(tf.Slice(self, axis, i, i + 1), [axis]))];
    }

    [Converter("aten::flip", Manual)]
    public static TfTensor Flip(TfTensor self, Seq<long> dims) => tf.ReverseV2(self, dims.Select(d => self.Axis(d)).Order().ToSeq());

    [Converter("aten::flipud", Manual)]
    public static TfTensor FlipUD(TfTensor self) => Flip(self, [0]);

    [Converter("aten::fliplr", Manual)]
    public static TfTensor FlipLR(TfTensor self) => Flip(self, [1]);

    /// <summary>Elements move on along axes, the last ones come first; without axes along the flattened tensor.</summary>
    [Converter("aten::roll", Manual)]
    public static TfTensor Roll(ConverterCall call, TfTensor self, Seq<Dim> shifts, Seq<long> dims)
    {
        if (dims.Count == 0)
            return Reshaping.Reshape(Rolled(Reshaping.Reshape(self, [self.Shape.Product()]), shifts[0], 0), call.Result.Shape);
        return dims.Zip(shifts).Aggregate(self, static (x, move) => Rolled(x, move.Second, x.Axis(move.First)));
    }

    /// <summary>Channels g·n + k become k·groups + g.</summary>
    [Converter("aten::channel_shuffle", Manual)]
    [Converter("aten::native_channel_shuffle", Manual)]
    public static TfTensor ChannelShuffle(TfTensor self, Dim groups)
    {
        Seq<Dim> shape = self.LogicalShape;
        Seq<Dim> split = [shape[0], groups, Dim.FloorDiv(shape[1], groups), .. shape[2..]];
        return Reshaping.Reshape(Transpose(Reshaping.Reshape(self, split), 1, 2), shape);
    }

    /// <summary>Vectors spread along an axis each.</summary>
    [Converter("aten::meshgrid", ForcePyTorchOrder)]
    [Converter("aten::meshgrid.indexing", ForcePyTorchOrder)]
    [Implied("indexing")]
    public static IReadOnlyList<TfTensor> Meshgrid(ConverterCall call, IReadOnlyList<TfTensor> tensors)
    {
        // Indexing "xy" swaps the first two axes of the results.
        bool swapped = call.Node.Operator.Arguments.Count > 1 && call.Node.Argument("indexing") is "xy" && tensors.Count > 1;
        return [.. tensors.Select((x, i) =>
        {
            int axis = swapped && i < 2 ? 1 - i : i;
            TfTensor along = tf.Reshape(x, Seq.Repeat(Dim.One, tensors.Count).With(axis, x.Shape.Product()));
            return tf.BroadcastTo(along, call.Results[i].Shape);
        })];
    }

    private static TfTensor Tiled(TfTensor x, Seq<Dim> repeats)
    {
        int added = repeats.Count - x.Rank;
        TfTensor wide = tf.ExpandDims(x, Seq.Range(added)).WithOrder(x.Order.WithLeading(added));
        return tf.Tile(wide, wide.Order.Apply(repeats));
    }

    private static IReadOnlyList<TfTensor> Parts(ConverterCall call, TfTensor self, long dim)
    {
        int axis = self.Axis(dim), logical = ShapeMath.NormalizeAxis(dim, self.Rank);
        Dim[] sizes = [.. call.Results.Select(r => r.Shape[logical])];
        if (sizes.Length == 1)
            return [self];
        if (sizes.All(size => size == sizes[0]) && self.Shape[axis].IsConstant)
            return tf.Split(self, sizes.Length, axis);
        List<TfTensor> parts = [];
        Dim start = 0;
        foreach (Dim size in sizes)
        {
            parts.Add(tf.Slice(self, axis, start, start + size));
            start += size;
        }
        return parts;
    }

    private static TfTensor Rolled(TfTensor x, Dim shift, int axis)
    {
        Dim size = x.Shape[axis], cut = size - Dim.Mod(shift, size);
        return cut == size ? x : tf.ConcatV2([tf.Slice(x, axis, cut, size), tf.Slice(x, axis, 0, cut)], axis);
    }
}
