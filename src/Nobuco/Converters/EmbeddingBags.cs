using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;
using Nobuco.TensorFlow;
using static Nobuco.ChannelOrderingStrategy;

namespace Nobuco.Builtin;

/// <summary>Sums, means and maxima of the rows of a table that lie in the same bag. Formula: torch.nn.EmbeddingBag.</summary>
public static class EmbeddingBags
{
    /// <summary>Only the first result is defined, as with PyTorch on the CPU; the others, whose sizes change with its versions, are there to be counted.</summary>
    /// <param name="indices">[n]: the rows of all bags, one bag after the other</param>
    /// <param name="offsets">[bags]: where each bag starts; the last one is where they end if <paramref name="includeLastOffset"/></param>
    /// <param name="mode">0 sum, 1 mean, 2 max</param>
    [Converter("aten::embedding_bag.padding_idx", ForcePyTorchOrder)]
    [Implied("scale_grad_by_freq", "sparse")]
    public static (TfTensor Output, TfTensor OffsetToBag, TfTensor BagSize, TfTensor MaxIndices) Bag(
        ConverterCall call, TfTensor weight, TfTensor indices, TfTensor offsets, long mode, TfTensor? perSampleWeights, bool includeLastOffset, long? paddingIdx)
    {
        TfTensor starts = includeLastOffset ? tf.Slice(offsets, 0, 0, offsets.Shape[0] - 1) : offsets;
        TfTensor members = Members(starts, indices, paddingIdx);
        TfTensor rows = tf.GatherV2(weight, indices, 0);
        if (perSampleWeights is not null)
            rows *= tf.ExpandDims(perSampleWeights, [1]);
        TfTensor shares = tf.Cast(members, weight.DType), sizes = tf.Sum(shares, [1]);
        TfTensor output = mode switch
        {
            0 => tf.BatchMatMulV2(shares, rows),
            1 => tf.BatchMatMulV2(shares, rows) / tf.Maximum(tf.ExpandDims(sizes, [1]), 1),
            _ => Largest(members, rows, sizes),
        };
        return (output, Undefined(call, 1), Undefined(call, 2), Undefined(call, 3));
    }

    [Converter("aten::embedding_bag", ForcePyTorchOrder)]
    [Implied("scale_grad_by_freq", "sparse")]
    public static (TfTensor Output, TfTensor OffsetToBag, TfTensor BagSize, TfTensor MaxIndices) Bag(
        ConverterCall call, TfTensor weight, TfTensor indices, TfTensor offsets, long mode, TfTensor? perSampleWeights, bool includeLastOffset) =>
        Bag(call, weight, indices, offsets, mode, perSampleWeights, includeLastOffset, null);

    /// <summary>A negative <paramref name="paddingIdx"/> is none.</summary>
    [Converter("aten::_embedding_bag", ForcePyTorchOrder)]
    [Converter("aten::_embedding_bag_forward_only", ForcePyTorchOrder)]
    [Implied("scale_grad_by_freq", "sparse")]
    public static (TfTensor Output, TfTensor OffsetToBag, TfTensor BagSize, TfTensor MaxIndices) Bag(
        ConverterCall call, TfTensor weight, TfTensor indices, TfTensor offsets, long mode, TfTensor? perSampleWeights, bool includeLastOffset, long paddingIdx) =>
        Bag(call, weight, indices, offsets, mode, perSampleWeights, includeLastOffset, paddingIdx < 0 ? null : (long?)paddingIdx);

    /// <summary>[bags, n]: whether an index is in a bag, which is the last that starts at it or before.</summary>
    private static TfTensor Members(TfTensor starts, TfTensor indices, long? paddingIdx)
    {
        Dim bags = starts.Shape[0], count = indices.Shape[0];
        TfTensor positions = tf.Range(0, count, 1, DType.Int32), begun = tf.LessEqual(tf.ExpandDims(tf.Cast(starts, DType.Int32), [1]), positions);
        TfTensor bag = tf.Sum(tf.Cast(begun, DType.Int32), [0]) - 1;
        TfTensor members = tf.Equal(tf.ExpandDims(tf.Range(0, bags, 1, DType.Int32), [1]), bag);
        return paddingIdx is { } padding ? tf.LogicalAnd(members, tf.NotEqual(indices, padding)) : members;
    }

    /// <summary>The largest of each bag's rows; an empty bag has zeros.</summary>
    private static TfTensor Largest(TfTensor members, TfTensor rows, TfTensor sizes)
    {
        TfTensor candidates = tf.SelectV2(tf.ExpandDims(members, [2]), tf.ExpandDims(rows, [0]), double.NegativeInfinity);
        return tf.SelectV2(tf.Greater(tf.ExpandDims(sizes, [1]), 0), tf.Max(candidates, [1]), 0);
    }

    private static TfTensor Undefined(ConverterCall call, int result) =>
        tf.Fill(call.Results[result].Shape, tf.Constant(0L, DType.Int64));
}
