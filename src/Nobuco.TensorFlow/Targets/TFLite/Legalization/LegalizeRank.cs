using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Passes;
using Nobuco.TensorFlow.Targets.Legalization;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.TFLite.Legalization;

/// <summary>
/// TRANSPOSE of more than five axes: axes of size 1 and axes that stay together count once. What is still too much becomes several
/// exchanges of two neighbouring blocks.
/// </summary>
internal sealed class LegalizeTransposeRank : Legalization<Transpose>
{
    private const int MaxRank = 5;

    protected override TfTensor? Rewrite(Transpose op, TfNode node)
    {
        TfTensor x = Input(node);
        if (x.Rank <= MaxRank)
            return null;
        List<List<int>> blocks = Blocks(op.Perm, x.Shape);
        Seq<Dim> resultShape = node.Output.Type.Shape;
        List<int> sources = [.. blocks.Select(b => b[0]).Order()];
        Seq<Dim> sizes = sources.Select(first => blocks.First(b => b[0] == first).Select(axis => x.Shape[axis]).Product()).ToSeq();
        Seq<int> perm = blocks.Select(b => sources.IndexOf(b[0])).ToSeq();
        TfTensor compact = tf.Reshape(x, sizes);
        return tf.Reshape(perm.Count <= MaxRank ? tf.Transpose(compact, perm) : Exchange(compact, perm), resultShape);
    }

    /// <summary>The axes of the result, runs of neighbours together, without those of size 1.</summary>
    private static List<List<int>> Blocks(Seq<int> perm, Seq<Dim> shape)
    {
        var blocks = new List<List<int>>();
        foreach (int axis in perm.Where(axis => shape[axis] != Dim.One))
        {
            if (blocks.Count > 0 && Enumerable.Range(blocks[^1][^1] + 1, Math.Max(0, axis - blocks[^1][^1] - 1)).All(between => shape[between] == Dim.One) && axis > blocks[^1][^1])
                blocks[^1].Add(axis);
            else
                blocks.Add([axis]);
        }
        return blocks;
    }

    /// <summary>Brings one axis after the other to its place: [left, passed, axis, right] → [left, axis, passed, right].</summary>
    private static TfTensor Exchange(TfTensor x, Seq<int> perm)
    {
        List<(int Axis, Dim Size)> order = [.. x.Shape.Select((size, axis) => (axis, size))];
        for (int place = 0; place < perm.Count; place++)
        {
            int at = order.FindIndex(a => a.Axis == perm[place]);
            if (at == place)
                continue;
            Dim left = Size(0, place), passed = Size(place, at), right = Size(at + 1, order.Count);
            x = tf.Transpose(tf.Reshape(x, [left, passed, order[at].Size, right]), [0, 2, 1, 3]);
            (int, Dim) moved = order[at];
            order.RemoveAt(at);
            order.Insert(place, moved);
        }
        return x;

        Dim Size(int from, int to) => order[from..to].Select(a => a.Size).Product();
    }
}

/// <summary>Slices of more than five axes: one axis after the other of [before, axis, behind].</summary>
internal sealed class LegalizeSliceRank : Legalization<StridedSlice>
{
    protected override TfTensor? Rewrite(StridedSlice op, TfNode node)
    {
        TfTensor x = Input(node);
        if (x.Rank <= 5 || node.Inputs.Count > 1)
            return null;
        for (int axis = 0; axis < x.Rank; axis++)
        {
            if (op.Begin[axis] != Dim.Zero || op.End[axis] != x.Shape[axis] || op.Strides[axis] != 1)
                x = OneAxis.Apply(x, axis, y => tf.Slice(y, 1, op.Begin[axis], op.End[axis], op.Strides[axis]));
        }
        return x;
    }
}

/// <summary>Paddings of more than five axes: one axis after the other of [before, axis, behind].</summary>
internal sealed class LegalizePadRank : Legalization<PaddingOp>
{
    protected override TfTensor? Rewrite(PaddingOp op, TfNode node)
    {
        TfTensor x = Input(node);
        if (x.Rank <= 5 || op is MirrorPad)
            return null;
        for (int axis = 0; axis < x.Rank; axis++)
        {
            Seq<Dim> before = [0, op.Before[axis], 0], after = [0, op.After[axis], 0];
            if (op.Before[axis] != Dim.Zero || op.After[axis] != Dim.Zero)
                x = OneAxis.Apply(x, axis, y => op is PadV2 ? tf.PadV2(y, before, after, Input(node, 1)) : tf.Pad(y, before, after));
        }
        return x;
    }
}

/// <summary>
/// Broadcasting to more than four axes: neighbouring axes along which the same operands repeat count once. Where that is not enough, operands
/// are broadcast first.
/// </summary>
internal sealed class LegalizeBroadcastRank : IRewrite
{
    private const int MaxRank = 4;

    public TfValue? TryRewrite(TfGraph graph, TfNode node)
    {
        if (node.Op is not (BinaryOp or SelectV2 or PRelu) || node.Output.Type.Rank <= MaxRank || node.Inputs.All(i => i.Type.Shape == node.Output.Type.Shape))
            return null;
        Seq<Dim> shape = node.Output.Type.Shape;
        Seq<Dim>[] operands = [.. node.Inputs.Select(i => BroadcastGroups.Extended(i.Type.Shape, shape.Count))];
        IReadOnlyList<(int Start, int End)> groups = BroadcastGroups.Of(operands, shape);
        TfTensor[] inputs = groups.Count <= MaxRank
            ? [.. node.Inputs.Select((input, i) => tf.Reshape(new TfTensor(input), groups.Select(g => operands[i][g.Start..g.End].Product()).ToSeq()))]
            : [.. node.Inputs.Select(input => tf.BroadcastTo(new TfTensor(input), shape))];
        return tf.Reshape(tf.Make(node.Op, inputs), shape).Value;
    }
}

/// <summary>BATCH_MATMUL has up to five axes (three where both operands have the same batch): batches count once.</summary>
internal sealed class LegalizeMatMulRank : Legalization<BatchMatMulV2>
{
    protected override TfTensor? Rewrite(BatchMatMulV2 op, TfNode node)
    {
        Seq<Dim> shape = node.Output.Type.Shape;
        if (shape.Count <= 5)
            return null;
        Seq<Dim> batch = shape[..^2];
        return tf.Reshape(tf.Make(op, Flat(Input(node), batch), Flat(Input(node, 1), batch)), shape);
    }

    private static TfTensor Flat(TfTensor x, Seq<Dim> batch)
    {
        Seq<Dim> matrix = x.Shape[^2..];
        return tf.Reshape(tf.BroadcastTo(x, [.. batch, .. matrix]), [batch.Product(), .. matrix]);
    }
}
