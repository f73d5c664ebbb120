using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;
using Nobuco.TensorFlow;
using static Nobuco.ChannelOrderingStrategy;

namespace Nobuco.Builtin;

/// <summary>Attention out of matrix products and a softmax. Formula: torch.nn.functional.scaled_dot_product_attention.</summary>
public static class Attention
{
    /// <summary>softmax(scale · query · keyᵀ + mask) · value; query is <c>[…, L, E]</c>, key and value are <c>[…, S, E]</c>, the mask broadcasts to <c>[…, L, S]</c>.</summary>
    [Converter("aten::scaled_dot_product_attention", ForcePyTorchOrder)]
    public static TfTensor ScaledDotProduct(
        ConverterCall call, TfTensor query, TfTensor key, TfTensor value, TfTensor? attnMask, double dropoutP, bool isCausal, double? scale, bool enableGqa)
    {
        if (dropoutP > 0)
            throw call.NotExpressible("its dropout is random.");
        double factor = scale ?? 1 / Math.Sqrt(query.Shape[^1].TryValue ?? throw call.NotExpressible("the size of its heads is symbolic."));
        if (enableGqa)
            (key, value) = (Shared(key, query), Shared(value, query));
        TfTensor scores = tf.BatchMatMulV2(query * factor, key, adjY: true);
        if (isCausal)
            scores = Masked(scores, Causal(query.Shape[^2], key.Shape[^2]));
        if (attnMask is not null)
            scores = attnMask.DType == DType.Bool ? Masked(scores, attnMask) : scores + tf.Cast(attnMask, scores.DType);
        return tf.BatchMatMulV2(tf.Softmax(scores), value);
    }

    private static TfTensor Masked(TfTensor scores, TfTensor mask) => tf.SelectV2(mask, scores, double.NegativeInfinity);

    /// <summary>True where a position does not look ahead: column ≤ row.</summary>
    private static TfTensor Causal(Dim rows, Dim columns) =>
        tf.LessEqual(tf.ExpandDims(tf.Range(0, columns, 1, DType.Int32), [0]), tf.ExpandDims(tf.Range(0, rows, 1, DType.Int32), [1]));

    /// <summary>Each head of keys or values serves several query heads that follow each other: axis −3 is repeated.</summary>
    private static TfTensor Shared(TfTensor x, TfTensor query)
    {
        int axis = x.Rank - 3;
        Dim times = Dim.FloorDiv(query.Shape[axis], x.Shape[axis]);
        TfTensor repeated = tf.Tile(tf.ExpandDims(x, [axis + 1]), Seq.Repeat(Dim.One, x.Rank + 1).With(axis + 1, times));
        return tf.Reshape(repeated, x.Shape.With(axis, query.Shape[axis]));
    }
}
