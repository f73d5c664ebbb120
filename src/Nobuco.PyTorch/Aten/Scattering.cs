using Nobuco.Tensors;
using Nobuco.Tensors.Kernels;
using Kernel = Nobuco.Tensors.Kernels.Scattering;

namespace Nobuco.PyTorch.Aten;

/// <summary>Writing by index: copies of a tensor in which some elements are others.</summary>
internal static class Scattering
{
    [AtenOperator("aten::index_put")]
    [AtenOperator("aten::_unsafe_index_put")]
    public static Tensor IndexPut(Tensor self, IReadOnlyList<Tensor?> indices, Tensor values, bool accumulate) =>
        Kernel.IndexPut(self, indices, values.Cast(self.DType), accumulate ? ScatterMode.Add : ScatterMode.Replace);

    [AtenOperator("aten::index_put.hacked_twin")]
    public static Tensor IndexPutAll(Tensor self, IReadOnlyList<Tensor> indices, Tensor values, bool accumulate) =>
        IndexPut(self, indices, values, accumulate);

    [AtenOperator("aten::_index_put_impl")]
    public static Tensor IndexPutImpl(Tensor self, IReadOnlyList<Tensor?> indices, Tensor values, bool accumulate, bool @unsafe) =>
        IndexPut(self, indices, values, accumulate);

    [AtenOperator("aten::scatter.src")]
    public static Tensor Scatter(Tensor self, long dim, Tensor index, Tensor src) => Scatter(self, dim, index, src, ScatterMode.Replace);

    [AtenOperator("aten::scatter.value")]
    public static Tensor ScatterValue(Tensor self, long dim, Tensor index, Scalar value) =>
        Scatter(self, dim, index, Creation.Filled(index.Shape, value, self.DType), ScatterMode.Replace);

    [AtenOperator("aten::scatter.reduce")]
    public static Tensor ScatterReduce(Tensor self, long dim, Tensor index, Tensor src, string reduce) =>
        Scatter(self, dim, index, src, Mode(reduce));

    [AtenOperator("aten::scatter.value_reduce")]
    public static Tensor ScatterValueReduce(Tensor self, long dim, Tensor index, Scalar value, string reduce) =>
        Scatter(self, dim, index, Creation.Filled(index.Shape, value, self.DType), Mode(reduce));

    [AtenOperator("aten::scatter_add")]
    public static Tensor ScatterAdd(Tensor self, long dim, Tensor index, Tensor src) => Scatter(self, dim, index, src, ScatterMode.Add);

    /// <param name="reduce">sum, prod, mean, amax or amin.</param>
    /// <param name="includeSelf">The old elements count too.</param>
    [AtenOperator("aten::scatter_reduce.two")]
    public static Tensor ScatterReduceTwo(Tensor self, long dim, Tensor index, Tensor src, string reduce, bool includeSelf) =>
        Reduce(self, src, reduce, includeSelf, (target, values, mode) =>
            Scatter(target, dim, index, values.Rank == 0 ? values.BroadcastTo(index.Shape) : values, mode));

    [AtenOperator("aten::index_reduce")]
    public static Tensor IndexReduce(Tensor self, long dim, Tensor index, Tensor source, string reduce, bool includeSelf) =>
        Reduce(self, source, reduce, includeSelf, (target, values, mode) => WriteRows(target, dim, index, values, mode));

    [AtenOperator("aten::index_add")]
    public static Tensor IndexAdd(Tensor self, long dim, Tensor index, Tensor source, Scalar alpha) =>
        WriteRows(self, dim, index, alpha.ToComplex() == 1 ? source : Elementwise.Mul(source, alpha), ScatterMode.Add);

    [AtenOperator("aten::index_copy")]
    public static Tensor IndexCopy(Tensor self, long dim, Tensor index, Tensor source) => WriteRows(self, dim, index, source, ScatterMode.Replace);

    [AtenOperator("aten::index_fill.int_Scalar")]
    [AtenOperator("aten::index_fill.int_Tensor")]
    public static Tensor IndexFill(Tensor self, long dim, Tensor index, Operand value) =>
        WriteRows(self, dim, index, value.Tensor, ScatterMode.Replace);

    [AtenOperator("aten::put")]
    public static Tensor Put(Tensor self, Tensor index, Tensor source, bool accumulate)
    {
        Tensor values = source.Reshape([source.Count]), flat = self.Reshape([self.Count]);
        return WriteRows(flat, 0, index, values, accumulate ? ScatterMode.Add : ScatterMode.Replace).Reshape(self.Shape);
    }

    [AtenOperator("aten::masked_scatter")]
    public static Tensor MaskedScatter(Tensor self, Tensor mask, Tensor source)
    {
        Seq<long> shape = ShapeMath.Broadcast(self.Shape, mask.Shape);
        Tensor isWritten = mask.BroadcastTo(shape);
        long count = Reduction.CountNonzero(isWritten, null).ItemAsInt64();
        return IndexPut(self.BroadcastTo(shape), [isWritten], source.Reshape([source.Count]).Slice(0, 0, count), false);
    }

    [AtenOperator("aten::select_scatter")]
    public static Tensor SelectScatter(Tensor self, Tensor src, long dim, long index)
    {
        Tensor result = self.Clone();
        result.Select(ShapeMath.NormalizeAxis(dim, self.Rank), index).CopyFrom(src);
        return result;
    }

    [AtenOperator("aten::slice_scatter")]
    public static Tensor SliceScatter(Tensor self, Tensor src, long dim, long? start, long? end, long step)
    {
        Tensor result = self.Clone();
        result.Slice(ShapeMath.NormalizeAxis(dim, self.Rank), start ?? 0, end ?? long.MaxValue, step).CopyFrom(src);
        return result;
    }

    [AtenOperator("aten::as_strided_scatter")]
    public static Tensor AsStridedScatter(Tensor self, Tensor src, Seq<long> size, Seq<long> stride, long? storageOffset)
    {
        Tensor result = self.Clone();
        result.AsStrided(size, stride, storageOffset ?? 0).CopyFrom(src);
        return result;
    }

    [AtenOperator("aten::diagonal_scatter")]
    public static Tensor DiagonalScatter(Tensor self, Tensor src, long offset, long dim1, long dim2)
    {
        Tensor result = self.Clone();
        int first = ShapeMath.NormalizeAxis(dim1, self.Rank), second = ShapeMath.NormalizeAxis(dim2, self.Rank);
        Tensor start = result.Slice(offset < 0 ? first : second, Math.Abs(offset), long.MaxValue);
        int[] kept = [.. Enumerable.Range(0, self.Rank).Where(axis => axis != first && axis != second)];
        Seq<long> shape = [.. kept.Select(axis => start.Shape[axis]), Math.Min(start.Shape[first], start.Shape[second])];
        Seq<long> strides = [.. kept.Select(axis => start.Strides[axis]), start.Strides[first] + start.Strides[second]];
        start.AsStrided(shape, strides, start.Offset).CopyFrom(src);
        return result;
    }

    private static Tensor Scatter(Tensor self, long dim, Tensor index, Tensor source, ScatterMode mode) =>
        Kernel.Scatter(self, ShapeMath.NormalizeAxis(dim, self.Rank), index, source.Cast(self.DType), mode);

    /// <summary>Writes the slices <paramref name="index"/> along an axis.</summary>
    private static Tensor WriteRows(Tensor self, long dim, Tensor index, Tensor values, ScatterMode mode)
    {
        if (self.Rank == 0)
            return WriteRows(self.Unsqueeze(0), 0, index, values.Reshape([values.Count]), mode).Squeeze(0);
        int axis = ShapeMath.NormalizeAxis(dim, self.Rank);
        return Kernel.IndexPut(self, [.. Enumerable.Repeat<Tensor?>(null, axis), index.Reshape([index.Count])], values.Cast(self.DType), mode);
    }

    private static Tensor Reduce(Tensor self, Tensor source, string reduce, bool includeSelf, Func<Tensor, Tensor, ScatterMode, Tensor> write)
    {
        ScatterMode mode = Mode(reduce);
        Tensor start = includeSelf ? self : write(self, Neutral(mode, self.DType).BroadcastTo(source.Shape), ScatterMode.Replace);
        Tensor result = write(start, source, mode);
        if (reduce != "mean")
            return result;
        Tensor untouched = Tensor.Zeros(DType.Int64, self.Shape), one = Tensor.Scalar(1L);
        Tensor counts = write(untouched, one.BroadcastTo(source.Shape), ScatterMode.Add);
        Tensor divisor = includeSelf ? Elementwise.Add(counts, one) : Elementwise.Maximum(counts, one);
        return self.DType.IsFloat() ? Elementwise.Div(result, divisor) : Elementwise.FloorDivide(result, divisor).Cast(self.DType);
    }

    private static ScatterMode Mode(string reduce) => reduce switch
    {
        "multiply" or "prod" => ScatterMode.Multiply,
        "amax" => ScatterMode.Maximum,
        "amin" => ScatterMode.Minimum,
        _ => ScatterMode.Add,
    };

    private static Tensor Neutral(ScatterMode mode, DType dtype) => mode switch
    {
        ScatterMode.Add => Tensor.Zeros(dtype, []),
        ScatterMode.Multiply => Creation.Filled([], 1, dtype),
        _ => Limits.Extreme(dtype, highest: mode == ScatterMode.Minimum),
    };
}
