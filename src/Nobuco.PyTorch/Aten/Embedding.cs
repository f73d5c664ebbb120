using Nobuco.Tensors;
using Nobuco.Tensors.Kernels;

namespace Nobuco.PyTorch.Aten;

/// <summary>Rows of a table by index.</summary>
internal static class Embedding
{
    [AtenOperator("aten::embedding")]
    public static Tensor Lookup(Tensor weight, Tensor indices, long paddingIdx, bool scaleGradByFreq, bool sparse) =>
        Indexing.IndexSelect(weight, 0, indices.Reshape([indices.Count])).Reshape([.. indices.Shape, .. weight.Shape[1..]]);

    /// <summary>Sums, means or maxima of the rows of each bag; only the first result is defined, as with PyTorch on the CPU.</summary>
    /// <param name="offsets">Where each bag starts in <paramref name="indices"/>.</param>
    /// <param name="mode">0 sum, 1 mean, 2 max.</param>
    [AtenOperator("aten::embedding_bag.padding_idx")]
    public static (Tensor Output, Tensor OffsetToBag, Tensor BagSize, Tensor MaxIndices) Bag(
        Tensor weight, Tensor indices, Tensor offsets, bool scaleGradByFreq, long mode, bool sparse, Tensor? perSampleWeights, bool includeLastOffset, long? paddingIdx)
    {
        long[] starts = offsets.ToArray<long>(), rows = indices.ToArray<long>();
        int count = includeLastOffset ? starts.Length - 1 : starts.Length;
        Tensor output = Tensor.Zeros(weight.DType, [count, weight.Shape[1]]);
        Tensor sizes = Tensor.Zeros(DType.Int64, [count]);
        for (int bag = 0; bag < count; bag++)
        {
            long end = bag + 1 < starts.Length ? starts[bag + 1] : rows.Length;
            long[] kept = [.. Enumerable.Range((int)starts[bag], (int)(end - starts[bag])).Where(i => rows[i] != paddingIdx).Select(i => (long)i)];
            sizes.Span<long>()[bag] = kept.Length;
            if (kept.Length > 0)
                output.Select(0, bag).CopyFrom(Combine(weight, rows, kept, mode, perSampleWeights));
        }
        return (output, Tensor.Zeros(DType.Int64, [0]), sizes, Tensor.Zeros(DType.Int64, [count]));
    }

    [AtenOperator("aten::embedding_bag")]
    public static (Tensor Output, Tensor OffsetToBag, Tensor BagSize, Tensor MaxIndices) Bag(
        Tensor weight, Tensor indices, Tensor offsets, bool scaleGradByFreq, long mode, bool sparse, Tensor? perSampleWeights, bool includeLastOffset) =>
        Bag(weight, indices, offsets, scaleGradByFreq, mode, sparse, perSampleWeights, includeLastOffset, null);

    [AtenOperator("aten::_embedding_bag")]
    [AtenOperator("aten::_embedding_bag_forward_only")]
    public static (Tensor Output, Tensor OffsetToBag, Tensor BagSize, Tensor MaxIndices) Bag(
        Tensor weight, Tensor indices, Tensor offsets, bool scaleGradByFreq, long mode, bool sparse, Tensor? perSampleWeights, bool includeLastOffset, long paddingIdx) =>
        Bag(weight, indices, offsets, scaleGradByFreq, mode, sparse, perSampleWeights, includeLastOffset, (long?)paddingIdx);

    private static Tensor Combine(Tensor weight, long[] rows, long[] kept, long mode, Tensor? perSampleWeights)
    {
        Tensor values = Indexing.IndexSelect(weight, 0, Tensor.From([.. kept.Select(i => rows[i])], kept.Length));
        if (perSampleWeights is not null)
            values = Elementwise.Mul(values, Indexing.IndexSelect(perSampleWeights, 0, Tensor.From(kept, kept.Length)).Unsqueeze(1));
        ReductionKind kind = mode switch { 0 => ReductionKind.Sum, 1 => ReductionKind.Mean, _ => ReductionKind.Max };
        return Reduction.Run(kind, values, [0], keepdim: false);
    }
}
