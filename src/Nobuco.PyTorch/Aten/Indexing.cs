using Nobuco.Tensors;
using Nobuco.Tensors.Kernels;

namespace Nobuco.PyTorch.Aten;

/// <summary>Reading by index.</summary>
internal static class Indexing
{
    [AtenOperator("aten::index.Tensor")]
    [AtenOperator("aten::_unsafe_index.Tensor")]
    public static Tensor Index(Tensor self, IReadOnlyList<Tensor?> indices) => Gathering.Index(self, indices);

    [AtenOperator("aten::index.Tensor_hacked_twin")]
    [AtenOperator("aten::_unsafe_index.Tensor_hacked_twin")]
    public static Tensor IndexAll(Tensor self, IReadOnlyList<Tensor> indices) => Gathering.Index(self, indices);

    /// <summary>result[i][j][k] = self[i][index[i][j][k]][k] for dim = 1.</summary>
    [AtenOperator("aten::gather")]
    public static Tensor Gather(Tensor self, long dim, Tensor index, bool sparseGrad) =>
        Gathering.Gather(self, ShapeMath.NormalizeAxis(dim, self.Rank), index);

    /// <summary>A gather after broadcasting all other axes.</summary>
    [AtenOperator("aten::take_along_dim")]
    public static Tensor TakeAlongDim(Tensor self, Tensor indices, long? dim)
    {
        if (dim is not { } given)
            return Take(self, indices).Reshape([indices.Count]);
        int axis = ShapeMath.NormalizeAxis(given, self.Rank);
        Seq<long> shape = ShapeMath.Broadcast(self.Shape.With(axis, 1), indices.Shape.With(axis, 1));
        return Gather(self.BroadcastTo(shape.With(axis, self.Shape[axis])), axis, indices.BroadcastTo(shape.With(axis, indices.Shape[axis])), false);
    }

    [AtenOperator("aten::take")]
    public static Tensor Take(Tensor self, Tensor index) => Gather(self.Reshape([self.Count]), 0, index.Reshape([index.Count]), false).Reshape(index.Shape);

    [AtenOperator("aten::index_select")]
    public static Tensor IndexSelect(Tensor self, long dim, Tensor index) =>
        self.Rank == 0 ? self.Clone() : Gathering.Take(self, ShapeMath.NormalizeAxis(dim, self.Rank), index.Reshape([index.Count]));

    [AtenOperator("aten::masked_select")]
    public static Tensor MaskedSelect(Tensor self, Tensor mask)
    {
        Seq<long> shape = ShapeMath.Broadcast(self.Shape, mask.Shape);
        return Index(self.BroadcastTo(shape), [mask.BroadcastTo(shape)]);
    }

    /// <summary>Int64 [count, rank]: the coordinates of elements that are not zero.</summary>
    [AtenOperator("aten::nonzero")]
    [AtenOperator("aten::argwhere")]
    public static Tensor Nonzero(Tensor self) => Gathering.NonZero(self);

    [AtenOperator("aten::nonzero_numpy")]
    public static IReadOnlyList<Tensor> NonzeroNumpy(Tensor self)
    {
        Tensor source = self.Rank == 0 ? self.Unsqueeze(0) : self;
        Tensor all = Nonzero(source);
        return [.. Enumerable.Range(0, source.Rank).Select(axis => all.Select(1, axis))];
    }

    [AtenOperator("aten::where")]
    public static IReadOnlyList<Tensor> Where(Tensor condition) => NonzeroNumpy(condition);

    [AtenOperator("aten::tril")]
    public static Tensor Tril(Tensor self, long diagonal) => Rows(self, row => (0, Math.Max(row + diagonal + 1, 0)));

    [AtenOperator("aten::triu")]
    public static Tensor Triu(Tensor self, long diagonal) => Rows(self, row => (Math.Max(row + diagonal, 0), long.MaxValue));

    [AtenOperator("aten::one_hot")]
    public static Tensor OneHot(Tensor self, long numClasses)
    {
        long[] classes = self.ToArray<long>();
        long count = numClasses >= 0 ? numClasses : classes.Max() + 1;
        Tensor result = Tensor.Zeros(DType.Int64, [.. self.Shape, count]);
        Span<long> elements = result.Span<long>();
        for (int i = 0; i < classes.Length; i++)
        {
            if ((ulong)classes[i] >= (ulong)count)
                throw new ArgumentOutOfRangeException(nameof(self), classes[i], $"There are {count} classes.");
            elements[(int)((i * count) + classes[i])] = 1;
        }
        return result;
    }

    [AtenOperator("aten::bucketize.Tensor")]
    public static Tensor Bucketize(Tensor self, Tensor boundaries, bool outInt32, bool right) =>
        Searchsorted(boundaries, self, outInt32, right, null, null);

    [AtenOperator("aten::bucketize.Scalar")]
    public static Tensor Bucketize(Scalar self, Tensor boundaries, bool outInt32, bool right) =>
        Searchsorted(boundaries, self.ToTensor(), outInt32, right, null, null);

    /// <summary>How many elements of the sorted rows are below (<paramref name="right"/>: not above) each value.</summary>
    [AtenOperator("aten::searchsorted.Tensor")]
    [AtenOperator("aten::searchsorted.Scalar")]
    public static Tensor Searchsorted(Tensor sortedSequence, Tensor self, bool outInt32, bool right, string? side, Tensor? sorter)
    {
        double[] sorted = (sorter is null ? sortedSequence : Gather(sortedSequence, -1, sorter, false)).ToArray<double>();
        double[] values = self.ToArray<double>();
        int size = (int)sortedSequence.Shape[^1];
        int perRow = sortedSequence.Rank == 1 ? values.Length : (int)self.Shape[^1];
        bool upper = right || side == "right";
        Tensor result = Tensor.Empty(DType.Int64, self.Shape);
        Span<long> counts = result.Span<long>();
        for (int i = 0; i < values.Length; i++)
            counts[i] = Below(sorted.AsSpan(i / perRow * size, size), values[i], upper);
        return outInt32 ? result.Cast(DType.Int32) : result;
    }

    [AtenOperator("aten::isin.Tensor_Tensor")]
    public static Tensor IsIn(Tensor elements, Tensor testElements, bool assumeUnique, bool invert)
    {
        HashSet<double> wanted = [.. testElements.ToArray<double>()];
        bool[] result = Array.ConvertAll(elements.ToArray<double>(), x => wanted.Contains(x) != invert);
        return Tensor.From<bool>(result, elements.Shape);
    }

    [AtenOperator("aten::isin.Tensor_Scalar")]
    public static Tensor IsInScalar(Tensor elements, Scalar testElement, bool assumeUnique, bool invert) =>
        IsIn(elements, testElement.ToTensor(), assumeUnique, invert);

    /// <summary>Zeros but for the columns that <paramref name="kept"/> gives for a row.</summary>
    private static Tensor Rows(Tensor self, Func<long, (long Start, long End)> kept)
    {
        Tensor result = Tensor.Zeros(self.DType, self.Shape);
        int row = self.Rank - 2;
        for (long i = 0; i < self.Shape[row]; i++)
        {
            (long start, long end) = kept(i);
            result.Select(row, i).Slice(row, start, end).CopyFrom(self.Select(row, i).Slice(row, start, end));
        }
        return result;
    }

    private static int Below(ReadOnlySpan<double> sorted, double value, bool orEqual)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            bool isBelow = orEqual ? !(sorted[middle] > value) : !(sorted[middle] >= value);
            (low, high) = isBelow ? (middle + 1, high) : (low, middle);
        }
        return low;
    }
}
