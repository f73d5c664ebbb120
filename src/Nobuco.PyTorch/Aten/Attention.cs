using Nobuco.Tensors;
using Nobuco.Tensors.Kernels;

namespace Nobuco.PyTorch.Aten;

/// <summary>Scaled dot-product attention: softmax(Q · Kᵀ · scale + mask) · V.</summary>
internal static class Attention
{
    [AtenOperator("aten::scaled_dot_product_attention")]
    public static Tensor ScaledDotProduct(
        Tensor query, Tensor key, Tensor value, Tensor? attnMask, double dropoutP, bool isCausal, double? scale, bool enableGqa)
    {
        if (enableGqa)
            (key, value) = (RepeatHeads(key, query), RepeatHeads(value, query));
        return Run(query, key, value, attnMask, dropoutP, isCausal, scale).Output;
    }

    /// <returns>The output and the attention weights.</returns>
    [AtenOperator("aten::_scaled_dot_product_attention_math")]
    public static (Tensor, Tensor) Math(
        Tensor query, Tensor key, Tensor value, Tensor? attnMask, double dropoutP, bool isCausal, Tensor? dropoutMask, double? scale, bool enableGqa)
    {
        if (enableGqa)
            (key, value) = (RepeatHeads(key, query), RepeatHeads(value, query));
        (Tensor output, Tensor scores) = Run(query, key, value, attnMask, dropoutP, isCausal, scale);
        return (output, Activation.SafeSoftmax(scores, -1, null));
    }

    /// <returns>The output, and log Σ exp of the scores [N, heads, L].</returns>
    [AtenOperator("aten::_scaled_dot_product_flash_attention_for_cpu")]
    public static (Tensor, Tensor) FlashForCpu(Tensor query, Tensor key, Tensor value, double dropoutP, bool isCausal, Tensor? attnMask, double? scale)
    {
        (Tensor output, Tensor scores) = Run(query, key, value, attnMask, dropoutP, isCausal, scale);
        return (output, Reduction.LogSumExp(scores, [-1], false));
    }

    /// <returns>As in <see cref="FlashForCpu"/>; what else the operator returns concerns its gradient on other devices and is empty.</returns>
    [AtenOperator("aten::_scaled_dot_product_flash_attention")]
    public static (Tensor, Tensor, Tensor, Tensor, long, long, Tensor, Tensor, Tensor) Flash(
        Tensor query, Tensor key, Tensor value, double dropoutP, bool isCausal, bool returnDebugMask, double? scale)
    {
        (Tensor output, Tensor logSumExp) = FlashForCpu(query, key, value, dropoutP, isCausal, null, scale);
        Tensor none = Tensor.Empty(DType.Int64, [0]);
        return (output, logSumExp, none, none, query.Shape[^2], key.Shape[^2], none, none, Tensor.Empty(query.DType, [0]));
    }

    /// <summary>Self-attention with the projections of query, key and value in one weight [3·E, E].</summary>
    /// <param name="maskType">0: [L, L], 1: [N, L] of keys to leave out, 2: broadcast to [N, heads, L, L]. True, or −∞, leaves out.</param>
    [AtenOperator("aten::_native_multi_head_attention")]
    public static (Tensor, Tensor) MultiHead(
        Tensor query, Tensor key, Tensor value, long embedDim, long numHead, Tensor qkvWeight, Tensor qkvBias, Tensor projWeight, Tensor projBias, Tensor? mask,
        bool needWeights, bool averageAttnWeights, long? maskType)
    {
        Tensor Project(Tensor x, long part) => Heads(
            Linear.Apply(x, qkvWeight.Slice(0, part * embedDim, (part + 1) * embedDim), qkvBias.Slice(0, part * embedDim, (part + 1) * embedDim)), numHead);
        Tensor? bias = mask is null ? null : MaskBias(mask, maskType);
        (Tensor heads, Tensor scores) = Run(Project(query, 0), Project(key, 1), Project(value, 2), bias, 0, false, null);
        Tensor joined = heads.Transpose(1, 2).Reshape([query.Shape[0], query.Shape[1], embedDim]);
        Tensor output = Linear.Apply(joined, projWeight, projBias);
        if (!needWeights)
            return (output, Tensor.Empty(query.DType, [0]));
        Tensor weights = Activation.Softmax(scores, -1, null);
        return (output, averageAttnWeights ? Reduction.Mean(weights, [1], false, null) : weights);
    }

    [AtenOperator("aten::_transformer_encoder_layer_fwd")]
    public static Tensor EncoderLayer(
        Tensor src, long embedDim, long numHeads, Tensor qkvWeight, Tensor qkvBias, Tensor projWeight, Tensor projBias, bool useGelu, bool normFirst, double eps,
        Tensor normWeight1, Tensor normBias1, Tensor normWeight2, Tensor normBias2,
        Tensor ffnWeight1, Tensor ffnBias1, Tensor ffnWeight2, Tensor ffnBias2, Tensor? mask, long? maskType)
    {
        Tensor Normalize1(Tensor x) => Normalization.LayerNorm(x, [embedDim], normWeight1, normBias1, eps, true);
        Tensor Normalize2(Tensor x) => Normalization.LayerNorm(x, [embedDim], normWeight2, normBias2, eps, true);
        Tensor Attend(Tensor x) =>
            MultiHead(x, x, x, embedDim, numHeads, qkvWeight, qkvBias, projWeight, projBias, mask, false, true, maskType).Item1;
        Tensor FeedForward(Tensor x)
        {
            Tensor hidden = Linear.Apply(x, ffnWeight1, ffnBias1);
            return Linear.Apply(Nobuco.Tensors.Kernels.Elementwise.Unary(useGelu ? UnaryKind.Gelu : UnaryKind.Relu, hidden), ffnWeight2, ffnBias2);
        }
        if (normFirst)
        {
            Tensor attended = Elementwise.Add(src, Attend(Normalize1(src)));
            return Elementwise.Add(attended, FeedForward(Normalize2(attended)));
        }
        Tensor first = Normalize1(Elementwise.Add(src, Attend(src)));
        return Normalize2(Elementwise.Add(first, FeedForward(first)));
    }

    private static (Tensor Output, Tensor Scores) Run(
        Tensor query, Tensor key, Tensor value, Tensor? mask, double dropout, bool isCausal, double? scale)
    {
        if (dropout > 0)
            throw new UnsupportedOperatorException("aten.scaled_dot_product_attention.default with dropout");
        Scalar factor = scale ?? (1 / System.Math.Sqrt(query.Shape[^1]));
        Tensor scores = Elementwise.Mul(MatMul.Run(query, key, transposeB: true), factor);
        if (isCausal)
            scores = WithMask(scores, Causal(query.Shape[^2], key.Shape[^2]));
        if (mask is not null)
            scores = WithMask(scores, mask);
        return (MatMul.Run(Activation.SafeSoftmax(scores, -1, null), value), scores);
    }

    /// <summary>A boolean mask is false where nothing is attended to; another one is added.</summary>
    private static Tensor WithMask(Tensor scores, Tensor mask) => mask.DType == DType.Bool
        ? Nobuco.Tensors.Kernels.Elementwise.Select(mask, scores, ((Scalar)double.NegativeInfinity).ToTensor(scores.DType))
        : Elementwise.Add(scores, mask);

    private static Tensor Causal(long rows, long columns) => Indexing.Tril(Creation.Filled([rows, columns], true, DType.Bool), 0);

    /// <summary>Every head of the keys serves several heads of the queries.</summary>
    private static Tensor RepeatHeads(Tensor x, Tensor query) => Shape.RepeatInterleave(x, query.Shape[^3] / x.Shape[^3], -3, null);

    /// <summary>[N, L, E] → [N, heads, L, E / heads]</summary>
    private static Tensor Heads(Tensor x, long count) => x.Reshape([x.Shape[0], x.Shape[1], count, x.Shape[2] / count]).Transpose(1, 2);

    private static Tensor MaskBias(Tensor mask, long? maskType)
    {
        Tensor shaped = maskType == 1 ? mask.Reshape([mask.Shape[0], 1, 1, mask.Shape[1]]) : mask;
        return shaped.DType == DType.Bool ? Nobuco.Tensors.Kernels.Elementwise.Unary(UnaryKind.LogicalNot, shaped) : shaped;
    }
}
