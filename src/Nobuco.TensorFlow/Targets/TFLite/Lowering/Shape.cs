using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.TFLite.Schema;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;
using static Nobuco.TensorFlow.Targets.TFLite.Lowering.LoweredAttributes;

namespace Nobuco.TensorFlow.Targets.TFLite.Lowering;

/// <summary>Operations that only move elements.</summary>
internal static class Shapes
{
    public static void Reshape(Reshape op, TfNode node, SubGraphBuilder graph)
    {
        if (node.Inputs.Count > 1)
            graph.Add(node, BuiltinOperator.RESHAPE, graph.Inputs(node));
        else
            ReshapeTo(op.Shape, node, graph);
    }

    /// <summary>A RESHAPE, which every delegate knows; with more than one unknown size the operator that needs none of them.</summary>
    public static void ExpandDims(ExpandDims op, TfNode node, SubGraphBuilder graph)
    {
        if (WritableSizes.IsReshape(node.Output.Type.Shape))
        {
            ReshapeTo(node.Output.Type.Shape, node, graph);
            return;
        }
        TensorSlot x = graph[node.Inputs[0]];
        Seq<int> axes = op.Axes.Order().ToSeq();
        for (int i = 0; i < axes.Count - 1; i++)
        {
            Seq<Dim> shape = x.Type.Shape;
            TfType type = x.Type with { Shape = [.. shape[..axes[i]], Dim.One, .. shape[axes[i]..]] };
            x = graph.AddIntermediate(type, node.Origin, BuiltinOperator.EXPAND_DIMS, [x, graph.Index(axes[i])]);
        }
        graph.Add(node, BuiltinOperator.EXPAND_DIMS, [x, graph.Index(axes[^1])]);
    }

    /// <inheritdoc cref="ExpandDims"/>
    public static void Squeeze(Squeeze op, TfNode node, SubGraphBuilder graph)
    {
        if (WritableSizes.IsReshape(node.Output.Type.Shape))
            ReshapeTo(node.Output.Type.Shape, node, graph);
        else
            graph.Add(node, BuiltinOperator.SQUEEZE, graph.Inputs(node), ("squeeze_dims", op.Axes));
    }

    public static void Transpose(Transpose op, TfNode node, SubGraphBuilder graph) =>
        graph.Add(node, BuiltinOperator.TRANSPOSE, [graph[node.Inputs[0]], graph.Indices(op.Perm)]);

    public static void ConcatV2(ConcatV2 op, TfNode node, SubGraphBuilder graph) =>
        graph.Add(
            node,
            BuiltinOperator.CONCATENATION,
            graph.Inputs(node),
            ("axis", op.Axis),
            ("fused_activation_function", Lowered(op.Activation)));

    public static void Pack(Pack op, TfNode node, SubGraphBuilder graph) =>
        graph.Add(node, BuiltinOperator.PACK, graph.Inputs(node), ("values_count", node.Inputs.Count), ("axis", op.Axis));

    public static void Unpack(Unpack op, TfNode node, SubGraphBuilder graph) =>
        graph.Add(node, BuiltinOperator.UNPACK, graph.Inputs(node), ("num", op.Num), ("axis", op.Axis));

    public static void Split(Split op, TfNode node, SubGraphBuilder graph) =>
        graph.Add(node, BuiltinOperator.SPLIT, [graph.Index(op.Axis), graph[node.Inputs[0]]], ("num_splits", op.Num));

    public static void SplitV(SplitV op, TfNode node, SubGraphBuilder graph) =>
        graph.Add(
            node,
            BuiltinOperator.SPLIT_V,
            [graph[node.Inputs[0]], graph.Indices(op.Sizes), graph.Index(op.Axis)],
            ("num_splits", op.Sizes.Count));

    /// <summary>
    /// SLICE for unit strides, which delegates know. Of vectors of sizes only STRIDED_SLICE is computed before memory is planned, and of symbolic sizes only it follows when inputs are
    /// resized: LiteRT 2.3 keeps the size that SLICE had before.
    /// </summary>
    public static void StridedSlice(StridedSlice op, TfNode node, SubGraphBuilder graph)
    {
        if (node.Inputs.Count > 1)
            graph.Add(node, BuiltinOperator.STRIDED_SLICE, [.. graph.Inputs(node), graph.Indices(op.Strides)], ("end_mask", WritableSizes.Mask(op, WritableSizes.IsBeforeFirst)));
        else if (op.Strides.All(s => s == 1) && node.Inputs[0].Type is { IsStatic: true } and not { DType: DType.Int32, Rank: 1 })
            graph.Add(node, BuiltinOperator.SLICE, [graph[node.Inputs[0]], graph.Indices(op.Begin.Select(b => b.Value)), graph.Indices(node.Output.Type.StaticShape)]);
        else
            Strided(op, node, graph);
    }

    public static void Tile(Tile op, TfNode node, SubGraphBuilder graph) =>
        graph.Add(node, BuiltinOperator.TILE, [graph[node.Inputs[0]], graph.Sizes(op.Multiples, node, 1)]);

    public static void BroadcastTo(BroadcastTo op, TfNode node, SubGraphBuilder graph) =>
        graph.Add(node, BuiltinOperator.BROADCAST_TO, [graph[node.Inputs[0]], graph.Sizes(op.Shape, node, 1)]);

    /// <summary>Kernels reverse one axis at a time.</summary>
    public static void ReverseV2(ReverseV2 op, TfNode node, SubGraphBuilder graph)
    {
        TensorSlot x = graph[node.Inputs[0]];
        foreach (int axis in op.Axes[..^1])
            x = graph.AddIntermediate(x.Type, node.Origin, BuiltinOperator.REVERSE_V2, [x, graph.Indices([axis])]);
        graph.Add(node, BuiltinOperator.REVERSE_V2, [x, graph.Indices([op.Axes[^1]])]);
    }

    public static void SpaceToDepth(SpaceToDepth op, TfNode node, SubGraphBuilder graph) =>
        graph.Add(node, BuiltinOperator.SPACE_TO_DEPTH, graph.Inputs(node), ("block_size", op.BlockSize));

    public static void DepthToSpace(DepthToSpace op, TfNode node, SubGraphBuilder graph) =>
        graph.Add(node, BuiltinOperator.DEPTH_TO_SPACE, graph.Inputs(node), ("block_size", op.BlockSize));

    public static void Shape(Shape op, TfNode node, SubGraphBuilder graph) =>
        graph.Add(node, BuiltinOperator.SHAPE, graph.Inputs(node), ("out_type", TensorType.INT32));

    private static void ReshapeTo(Seq<Dim> shape, TfNode node, SubGraphBuilder graph)
    {
        Seq<long> sizes = WritableSizes.OfReshape(shape);
        graph.Add(node, BuiltinOperator.RESHAPE, [graph[node.Inputs[0]], graph.Indices(sizes)], ("new_shape", sizes));
    }

    private static void Strided(StridedSlice op, TfNode node, SubGraphBuilder graph) =>
        graph.Add(
            node,
            BuiltinOperator.STRIDED_SLICE,
            [
                graph[node.Inputs[0]],
                graph.Indices(op.Begin.Select(b => b.Value)),
                graph.Indices(op.End.Select((end, axis) => WritableSizes.IsOpen(op, node, axis) ? 0 : end.Value)),
                graph.Indices(op.Strides),
            ],
            ("end_mask", WritableSizes.Mask(op, (slice, axis) => WritableSizes.IsOpen(slice, node, axis))));
}
