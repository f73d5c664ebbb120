using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.Legalization;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.Keras.Legalization;

/// <summary>The on value where the index is the place on the new axis.</summary>
internal sealed class LegalizeOneHot : Legalization<OneHot>
{
    protected override TfTensor? Rewrite(OneHot op, TfNode node)
    {
        TfTensor indices = Input(node);
        if (op.Depth.TryValue is not { } depth)
            return null;
        TfTensor places = tf.Constant(Tensor.From([.. Enumerable.Range(0, (int)depth)], depth).Cast(indices.DType).Reshape([depth, .. Seq.Repeat(1L, indices.Rank - op.Axis)]));
        return tf.SelectV2(tf.Equal(tf.ExpandDims(indices, [op.Axis]), places), Input(node, 1), Input(node, 2));
    }
}

/// <summary>Of index vectors the numbers of the places that they name, in a tensor whose indexed axes are one.</summary>
internal sealed class LegalizeGatherNd : Legalization<GatherNd>
{
    protected override TfTensor? Rewrite(GatherNd op, TfNode node)
    {
        TfTensor x = Input(node), indices = Input(node, 1);
        int depth = (int)indices.Shape[^1].Value;
        if (!x.Shape[..depth].All(static size => size.IsConstant))
            return null;
        TfTensor number = tf.Constant(0L, indices.DType);
        for (int axis = 0; axis < depth; axis++)
            number = (number * x.Shape[axis].Value) + tf.Squeeze(tf.Slice(indices, indices.Rank - 1, axis, axis + 1), [indices.Rank - 1]);
        return tf.GatherV2(tf.Reshape(x, [Dims.Product(x.Shape[..depth]), .. x.Shape[depth..]]), number, 0);
    }
}

/// <summary>The batch axes go into the gathered one, of which each batch has its own part.</summary>
internal sealed class LegalizeBatchedGather : Legalization<GatherV2>
{
    protected override TfTensor? Rewrite(GatherV2 op, TfNode node)
    {
        TfTensor x = Input(node), indices = Input(node, 1);
        int batch = op.BatchDims;
        if (batch == 0 || !x.Shape.Concat(indices.Shape).All(static size => size.IsConstant))
            return null;
        Seq<int> perm = [.. Enumerable.Range(0, batch), op.Axis, .. Enumerable.Range(batch, x.Rank - batch).Where(axis => axis != op.Axis)];
        TfTensor first = tf.Transpose(x, perm);
        long batches = Dims.Product(x.Shape[..batch]).Value, size = x.Shape[op.Axis].Value;
        TfTensor flat = tf.Reshape(first, [batches * size, .. first.Shape[(batch + 1)..]]);
        Seq<long> offsets = [.. x.Shape[..batch].Select(static s => s.Value), .. Seq.Repeat(1L, indices.Rank - batch)];
        TfTensor starts = tf.Constant(Tensor.From([.. Enumerable.Range(0, (int)batches).Select(i => i * size)], batches).Cast(indices.DType).Reshape(offsets));
        TfTensor taken = tf.GatherV2(flat, indices + starts, 0);
        // What lies between the batch axes and the gathered one goes before the indices' own axes again.
        int between = op.Axis - batch, own = indices.Rank - batch;
        Seq<int> back = [.. Enumerable.Range(0, batch), .. Enumerable.Range(indices.Rank, between), .. Enumerable.Range(batch, own), .. Enumerable.Range(indices.Rank + between, taken.Rank - indices.Rank - between)];
        return tf.Transpose(taken, back);
    }
}
