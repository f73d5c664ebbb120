using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.Legalization;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.TfJs.Legalization;

/// <summary>The new axis is always the last one, whatever the attribute says.</summary>
internal sealed class LegalizeOneHotAxis : Legalization<OneHot>
{
    protected override TfTensor? Rewrite(OneHot op, TfNode node)
    {
        int last = node.Inputs[0].Type.Rank;
        if (op.Axis == last)
            return null;
        Seq<int> perm = [.. Seq.Range(op.Axis), last, .. Enumerable.Range(op.Axis, last - op.Axis)];
        return tf.Transpose(tf.Make(op with { Axis = last }, Input(node), Input(node, 1), Input(node, 2)), perm);
    }
}

/// <summary>WebAssembly takes the indices of every batch for those of the first: batches are rows of one table, and indices count from its beginning.</summary>
internal sealed class LegalizeGatherBatch : Legalization<GatherV2>
{
    protected override TfTensor? Rewrite(GatherV2 op, TfNode node)
    {
        if (op.BatchDims == 0)
            return null;
        TfTensor x = Input(node), indices = Input(node, 1);
        Seq<Dim> shape = x.Shape;
        Dim batch = shape[..op.BatchDims].Product(), outer = shape[op.BatchDims..op.Axis].Product(), size = shape[op.Axis], inner = shape[(op.Axis + 1)..].Product();
        TfTensor table = tf.Reshape(tf.Transpose(tf.Reshape(x, [batch, outer, size, inner]), [0, 2, 1, 3]), [batch * size, outer, inner]);
        Dim count = indices.Shape[op.BatchDims..].Product();
        TfTensor starts = tf.ExpandDims(tf.Range(0, batch, 1, DType.Int32), [1]) * tf.Size(size);
        TfTensor taken = tf.GatherV2(table, tf.Cast(tf.Reshape(indices, [batch, count]), DType.Int32) + starts, 0);
        return tf.Reshape(tf.Transpose(taken, [0, 2, 1, 3]), node.Output.Type.Shape);
    }
}

/// <summary>WebAssembly writes integers, whatever the two values are.</summary>
internal sealed class LegalizeOneHotType : Legalization<OneHot>
{
    protected override TfTensor? Rewrite(OneHot op, TfNode node)
    {
        if (node.Output.Type.DType.IsInteger())
            return null;
        TfTensor isOn = tf.Make(op, Input(node), tf.Constant(1, DType.Int32), tf.Constant(0, DType.Int32));
        return tf.SelectV2(tf.Equal(isOn, 1L), Input(node, 1), Input(node, 2));
    }
}
