using Nobuco.Tensors;
using Nobuco.TensorFlow;

namespace Nobuco.Builtin;

/// <summary>Where the maxima of a pooling are: indices into the flattened plane of an unpadded input, by PyTorch's rule the first of equal ones.</summary>
internal static class PoolingIndices
{
    /// <param name="x"><c>[N, spatial…, C]</c> of static size.</param>
    /// <returns>int64 of the pooled shape.</returns>
    public static TfTensor Of(TfTensor x, PoolWindow window)
    {
        TfTensor padded = Pooling.PadForMax(x, window);
        TfTensor? best = null, index = null;
        foreach (Seq<int> offset in window.Offsets())
        {
            TfTensor candidate = window.At(padded, offset);
            TfTensor place = tf.Constant(Places(x, window, offset)).WithOrder(candidate.Order);
            (best, index) = best is null || index is null
                ? (candidate, tf.BroadcastTo(place, candidate.Shape).WithOrder(candidate.Order))
                : (tf.Maximum(best, candidate), tf.SelectV2(tf.Greater(candidate, best), place, index));
        }
        return tf.Cast(index!, DType.Int64);
    }

    /// <summary>The flat index of the element at <paramref name="offset"/> of every window: int32 <c>[1, spatial…, 1]</c>.</summary>
    private static Tensor Places(TfTensor x, PoolWindow window, Seq<int> offset)
    {
        long[] places = [0];
        Seq<long> shape = [1];
        for (int axis = 0; axis < window.Kernel.Count; axis++)
        {
            long size = x.Shape[axis + 1].Value, windows = window.OutputSize(x, axis).Value;
            (int stride, int start) = (window.Strides[axis], offset[axis] - window.Pads[axis]);
            places = [.. places.SelectMany(p => Enumerable.Range(0, (int)windows).Select(i => (p * size) + (i * stride) + start))];
            shape = [.. shape, windows];
        }
        return Tensor.From(places, places.Length).Cast(DType.Int32).Reshape([.. shape, 1]);
    }
}
