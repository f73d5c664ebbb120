using System.Text.Json.Nodes;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.Keras.Model;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.Keras.Lowering;

/// <summary>Operations that only move elements. Where the batch axis stays what it is they are layers.</summary>
internal static class Shapes
{
    /// <summary>Of a tensor and a list of slices and indices.</summary>
    public static KerasOperation GetItem => new KerasOperation("numpy.GetItem", "__operators__.getitem").WithOperands2("slice_spec");

    public static KerasOperation ReshapeTo(Seq<long> shape) =>
        new KerasOperation("numpy.Reshape", "reshape").WithConfig("newshape", KerasConfig.List(shape)).WithKeyword2("shape", KerasConfig.List(shape));

    public static KerasOperation Permutation(IEnumerable<int> axes) =>
        new KerasOperation("numpy.Transpose", "transpose").WithConfig("axes", KerasConfig.List(axes)).WithKeyword2("perm", KerasConfig.List(axes));

    /// <summary>The layer finds the batch size and one more by itself, the operation one size.</summary>
    public static void Reshape(Reshape op, TfNode node, KerasGraph graph)
    {
        KerasArgument x = graph.Tensor(node.Inputs[0]);
        if (IsReshapeLayer(op.Shape, node))
            ReshapeLayer(op.Shape, x, node, graph);
        else if (node.Inputs.Count > 1)
            graph.AddOperation(node, new KerasOperation(null, "reshape").WithOperands2("shape"), x, graph.Tensor(node.Inputs[1]));
        else
            graph.AddOperation(node, ReshapeTo(Resolved(op.Shape)), x);
    }

    public static void ExpandDims(ExpandDims op, TfNode node, KerasGraph graph) => ExpandDims(op.Axes, graph.Tensor(node.Inputs[0]), node, graph);

    /// <summary>Gives <paramref name="node"/> what <paramref name="x"/> is with new axes of size 1.</summary>
    public static void ExpandDims(Seq<int> axes, KerasArgument x, TfNode node, KerasGraph graph) =>
        AxisByAxis(axes.Order(), new Squeeze(axes).Infer([node.Output.Type])[0], x, "numpy.ExpandDims", "expand_dims", node, graph);

    public static void Squeeze(Squeeze op, TfNode node, KerasGraph graph)
    {
        if (!Slicing.TryPick(op, node, graph))
            AxisByAxis(op.Axes.OrderDescending(), node.Inputs[0].Type, graph.Tensor(node.Inputs[0]), "numpy.Squeeze", "squeeze", node, graph);
    }

    public static void Transpose(Transpose op, TfNode node, KerasGraph graph)
    {
        KerasArgument x = graph.Tensor(node.Inputs[0]);
        if (op.Perm[0] == 0 && node.Output.Type.DType.IsFloat() && op.Perm.Count > 1)
            graph.AddLayer(node, "Permute", new JsonObject { ["dims"] = KerasConfig.List(op.Perm[1..]) }, [x]);
        else
            graph.AddOperation(node, Permutation(op.Perm), x);
    }

    public static void ConcatV2(ConcatV2 op, TfNode node, KerasGraph graph)
    {
        KerasArgument[] parts = [.. node.Inputs.Select(graph.Tensor)];
        if (op.Axis > 0 && node.Output.Type is { Rank: >= 2, DType: var dtype } && dtype.IsFloat())
            graph.AddLayer(node, "Concatenate", new JsonObject { ["axis"] = op.Axis == node.Output.Type.Rank - 1 ? -1 : op.Axis }, [new ListArgument(parts)]);
        else
            graph.AddOperation(node, new KerasOperation("numpy.Concatenate", "concat").With("axis", op.Axis), new ListArgument(parts));
    }

    public static void Pack(Pack op, TfNode node, KerasGraph graph) =>
        graph.AddOperation(node, new KerasOperation("numpy.Stack", "stack").With("axis", op.Axis), new ListArgument([.. node.Inputs.Select(graph.Tensor)]));

    public static void Unpack(Unpack op, TfNode node, KerasGraph graph) =>
        graph.AddOperation(node, new KerasOperation("core.Unstack", "unstack").With("num", op.Num).With("axis", op.Axis), graph.Tensor(node.Inputs[0]));

    public static void Split(Split op, TfNode node, KerasGraph graph) =>
        graph.AddOperation(
            node,
            new KerasOperation("numpy.Split", "split").WithConfig("indices_or_sections", op.Num).WithKeyword2("num_or_size_splits", op.Num).With("axis", op.Axis),
            graph.Tensor(node.Inputs[0]));

    /// <summary>Keras 3 takes the places of the cuts, TensorFlow the sizes of the parts.</summary>
    public static void SplitV(SplitV op, TfNode node, KerasGraph graph)
    {
        long[] cuts = [.. Enumerable.Range(1, op.Sizes.Count - 1).Select(i => op.Sizes.Take(i).Sum())];
        graph.AddOperation(
            node,
            new KerasOperation("numpy.Split", "split").WithConfig("indices_or_sections", KerasConfig.List(cuts)).WithKeyword2("num_or_size_splits", KerasConfig.List(op.Sizes)).With("axis", op.Axis),
            graph.Tensor(node.Inputs[0]));
    }

    public static void Tile(Tile op, TfNode node, KerasGraph graph) => BySizes("numpy.Tile", "tile", "repeats", "multiples", op.Multiples, node, graph);

    public static void BroadcastTo(BroadcastTo op, TfNode node, KerasGraph graph) => BySizes("numpy.BroadcastTo", "broadcast_to", "shape", "shape", op.Shape, node, graph);

    public static void ReverseV2(ReverseV2 op, TfNode node, KerasGraph graph) =>
        graph.AddOperation(node, new KerasOperation("numpy.Flip", "reverse").With("axis", KerasConfig.List(op.Axes)), graph.Tensor(node.Inputs[0]));

    public static void SpaceToDepth(SpaceToDepth op, TfNode node, KerasGraph graph) =>
        graph.AddOperation(node, new KerasOperation(null, "nn.space_to_depth").WithKeyword2("block_size", op.BlockSize), graph.Tensor(node.Inputs[0]));

    public static void DepthToSpace(DepthToSpace op, TfNode node, KerasGraph graph) =>
        graph.AddOperation(node, new KerasOperation(null, "nn.depth_to_space").WithKeyword2("block_size", op.BlockSize), graph.Tensor(node.Inputs[0]));

    public static void Shape(TfNode node, KerasGraph graph) => graph.AddOperation(node, new KerasOperation(null, "shape"), graph.Tensor(node.Inputs[0]));

    /// <summary>True when a layer can express the shape: the batch axis stays, and one size at most is unknown beside it.</summary>
    public static bool IsReshapeLayer(Seq<Dim> shape, TfNode node)
    {
        TfType x = node.Inputs[0].Type;
        return x.DType.IsFloat() && x.Rank >= 1 && shape.Count >= 1 && x.Shape[0] == shape[0] && x.Shape.Concat(shape).All(static d => d != Dim.Zero)
            && shape.Skip(1).Count(static d => !d.IsConstant) <= 1;
    }

    /// <summary>True when the operation can express the shape without an input that carries it.</summary>
    public static bool IsReshape(Seq<Dim> shape, TfNode node) => IsReshapeLayer(shape, node)
        || (shape.Count(static d => !d.IsConstant) <= 1 && (shape.All(static d => d.IsConstant) || shape.All(static d => d != Dim.Zero)));

    private static void ReshapeLayer(Seq<Dim> shape, KerasArgument x, TfNode node, KerasGraph graph)
    {
        if (shape.Count == 2 && node.Inputs[0].Type.Rank > 2)
            graph.AddLayer(node, "Flatten", new JsonObject { ["data_format"] = KerasConfig.ChannelsLast }, [x]);
        else
            graph.AddLayer(node, "Reshape", new JsonObject { ["target_shape"] = KerasConfig.List(Resolved(shape[1..])) }, [x]);
    }

    private static Seq<long> Resolved(Seq<Dim> shape) => shape.Select(static d => d.TryValue ?? -1).ToSeq();

    private static void AxisByAxis(IEnumerable<int> axes, TfType type, KerasArgument x, string keras3, string keras2, TfNode node, KerasGraph graph)
    {
        int[] each = [.. axes];
        foreach (int axis in each[..^1])
        {
            Op step = node.Op is Squeeze ? new Squeeze([axis]) : new ExpandDims([axis]);
            type = step.Infer([type])[0];
            x = graph.AddIntermediate(type, node.Origin, new KerasOperation(keras3, keras2).With("axis", axis), x);
        }
        graph.AddOperation(node, new KerasOperation(keras3, keras2).With("axis", each[^1]), x);
    }

    private static void BySizes(string keras3, string keras2, string name3, string name2, Seq<Dim> sizes, TfNode node, KerasGraph graph)
    {
        KerasOperation operation = new KerasOperation(keras3, keras2).WithOperands2(name2);
        KerasArgument x = graph.Tensor(node.Inputs[0]);
        if (graph.Version == KerasVersion.Keras2)
            graph.AddOperation(node, operation, x, Creation.Sizes(node, sizes, 1, graph));
        else
            graph.AddOperation(node, operation.WithConfig(name3, KerasConfig.List(sizes.Select(static s => s.Value))), x);
    }
}
