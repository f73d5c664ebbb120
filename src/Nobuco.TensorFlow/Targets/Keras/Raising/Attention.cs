using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.Keras.Raising;

internal static class Attention
{
    /// <summary>query [N, T, C] on value [N, S, C]; kernels [C, heads, size] and [heads, size, C], each with a bias.</summary>
    public static TfTensor MultiHead(RaisingCall call)
    {
        TfTensor query = call[0], value = call[1, "value"], key = call.Optional(2, "key") ?? value;
        int heads = call.Int("num_heads"), size = call.Int("key_dim");
        TfTensor q = Heads(query, Named("query", 0), Named("query", 1), heads) * (1 / Math.Sqrt(size));
        TfTensor k = Heads(key, Named("key", 0), Named("key", 1), heads), v = Heads(value, Named("value", 0), Named("value", 1), heads);
        TfTensor weights = tf.Softmax(tf.Make(new Graph.Ops.BatchMatMulV2(AdjY: true), q, k), -1);
        TfTensor mixed = tf.Transpose(tf.Make(new Graph.Ops.BatchMatMulV2(), weights, v), [0, 2, 1, 3]);
        TfTensor kernel = Named("output", 0);
        Dim channels = kernel.Shape[0] * kernel.Shape[1];
        return tf.Dense(tf.Reshape(mixed, [mixed.Shape[0], mixed.Shape[1], channels]), tf.Reshape(kernel, [channels, kernel.Shape[2]]), Named("output", 1));

        TfTensor Named(string part, int index) => call.Weight(call.Layer.Weights
            .Select(static (weight, i) => (weight.Name, Index: i))
            .Where(w => w.Name.Contains($"{part}_dense/", StringComparison.Ordinal) || w.Name.Contains($"/{part}/", StringComparison.Ordinal) || w.Name.Contains($"_{part}/", StringComparison.Ordinal))
            .Select(static w => w.Index)
            .ElementAt(index));
    }

    /// <summary>[N, T, C] · [C, heads, size] → [N, heads, T, size]</summary>
    private static TfTensor Heads(TfTensor x, TfTensor kernel, TfTensor bias, int heads)
    {
        Dim size = kernel.Shape[2];
        TfTensor flat = tf.Dense(x, tf.Reshape(kernel, [kernel.Shape[0], size * heads]), tf.Reshape(bias, [size * heads]));
        return tf.Transpose(tf.Reshape(flat, [x.Shape[0], x.Shape[1], heads, size]), [0, 2, 1, 3]);
    }
}
