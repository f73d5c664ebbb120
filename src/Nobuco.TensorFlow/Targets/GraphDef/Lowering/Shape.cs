using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;
using static Nobuco.TensorFlow.Targets.GraphDef.Attributes;

namespace Nobuco.TensorFlow.Targets.GraphDef.Lowering;

/// <summary>Operations that only move elements.</summary>
internal static class Shapes
{
    public static void Reshape(Reshape op, TfNode node, GraphDefBuilder graph) =>
        graph.Add(
            node,
            "Reshape",
            [graph[node.Inputs[0]], node.Inputs.Count > 1 ? graph[node.Inputs[1]] : graph.Indices(WritableSizes.OfReshape(op.Shape))],
            T(node.Output),
            Type("Tshape", DType.Int32));

    /// <summary>One axis at a time; several at once as a Reshape where the sizes allow it.</summary>
    public static void ExpandDims(ExpandDims op, TfNode node, GraphDefBuilder graph)
    {
        Seq<Dim> shape = node.Output.Type.Shape;
        string x = graph[node.Inputs[0]];
        if (op.Axes.Count > 1 && WritableSizes.IsReshape(shape))
        {
            graph.Add(node, "Reshape", [x, graph.Indices(WritableSizes.OfReshape(shape))], T(node.Output), Type("Tshape", DType.Int32));
            return;
        }
        foreach (int axis in op.Axes.Order())
            x = graph.AddIntermediate(node, "ExpandDims", [x, graph.Index(axis)], T(node.Output), Type("Tdim", DType.Int32));
        graph.SetResults(node, x);
    }

    public static void Squeeze(Squeeze op, TfNode node, GraphDefBuilder graph) =>
        graph.Add(node, "Squeeze", graph.Inputs(node), T(node.Output), Ints("squeeze_dims", op.Axes));

    public static void Transpose(Transpose op, TfNode node, GraphDefBuilder graph) =>
        graph.Add(node, "Transpose", [graph[node.Inputs[0]], graph.Indices(op.Perm)], T(node.Output), Type("Tperm", DType.Int32));

    public static void ConcatV2(ConcatV2 op, TfNode node, GraphDefBuilder graph) =>
        graph.Add(node, "ConcatV2", [.. graph.Inputs(node), graph.Index(op.Axis)], Int("N", node.Inputs.Count), T(node.Output), Type("Tidx", DType.Int32));

    public static void Pack(Pack op, TfNode node, GraphDefBuilder graph) =>
        graph.Add(node, "Pack", graph.Inputs(node), Int("N", node.Inputs.Count), T(node.Output), Int("axis", op.Axis));

    public static void Unpack(Unpack op, TfNode node, GraphDefBuilder graph) =>
        graph.Add(node, "Unpack", graph.Inputs(node), Int("num", op.Num), T(node.Inputs[0]), Int("axis", op.Axis));

    public static void Split(Split op, TfNode node, GraphDefBuilder graph) =>
        graph.Add(node, "Split", [graph.Index(op.Axis), graph[node.Inputs[0]]], Int("num_split", op.Num), T(node.Inputs[0]));

    public static void SplitV(SplitV op, TfNode node, GraphDefBuilder graph) =>
        graph.Add(
            node,
            "SplitV",
            [graph[node.Inputs[0]], graph.Indices(op.Sizes), graph.Index(op.Axis)],
            Int("num_split", op.Sizes.Count),
            T(node.Inputs[0]),
            Type("Tlen", DType.Int32));

    /// <summary>Slice for unit strides, where all bounds are numbers.</summary>
    public static void StridedSlice(StridedSlice op, TfNode node, GraphDefBuilder graph)
    {
        string x = graph[node.Inputs[0]];
        if (node.Inputs.Count > 1)
            Strided(op, node, [.. graph.Inputs(node), graph.Indices(op.Strides)], WritableSizes.IsBeforeFirst, graph);
        else if (op.Strides.All(static s => s == 1))
            graph.Add(node, "Slice", [x, graph.Indices(op.Begin.Select(static b => b.Value)), graph.Indices(WritableSizes.OfSlice(node))], T(node.Output), Type("Index", DType.Int32));
        else
            Strided(op, node, [x, .. Bounds(op, node, graph)], (slice, axis) => WritableSizes.IsOpen(slice, node, axis), graph);
    }

    public static void Tile(Tile op, TfNode node, GraphDefBuilder graph) =>
        graph.Add(node, "Tile", [graph[node.Inputs[0]], graph.Sizes(op.Multiples, node, 1)], T(node.Output), Type("Tmultiples", DType.Int32));

    public static void BroadcastTo(BroadcastTo op, TfNode node, GraphDefBuilder graph) =>
        graph.Add(node, "BroadcastTo", [graph[node.Inputs[0]], graph.Sizes(op.Shape, node, 1)], T(node.Output), Type("Tidx", DType.Int32));

    public static void ReverseV2(ReverseV2 op, TfNode node, GraphDefBuilder graph) =>
        graph.Add(node, "ReverseV2", [graph[node.Inputs[0]], graph.Indices(op.Axes)], Type("Tidx", DType.Int32), T(node.Output));

    public static void SpaceToDepth(SpaceToDepth op, TfNode node, GraphDefBuilder graph) =>
        graph.Add(node, "SpaceToDepth", graph.Inputs(node), T(node.Output), Int("block_size", op.BlockSize), Text("data_format", "NHWC"));

    public static void DepthToSpace(DepthToSpace op, TfNode node, GraphDefBuilder graph) =>
        graph.Add(node, "DepthToSpace", graph.Inputs(node), T(node.Output), Int("block_size", op.BlockSize), Text("data_format", "NHWC"));

    public static void Shape(Shape op, TfNode node, GraphDefBuilder graph) =>
        graph.Add(node, "Shape", graph.Inputs(node), T(node.Inputs[0]), Type("out_type", DType.Int32));

    private static string[] Bounds(StridedSlice op, TfNode node, GraphDefBuilder graph) =>
    [
        graph.Indices(op.Begin.Select(static b => b.Value)),
        graph.Indices(op.End.Select((end, axis) => WritableSizes.IsOpen(op, node, axis) ? 0 : end.Value)),
        graph.Indices(op.Strides),
    ];

    private static void Strided(StridedSlice op, TfNode node, IEnumerable<string> inputs, Func<StridedSlice, int, bool> isOpen, GraphDefBuilder graph) =>
        graph.Add(
            node,
            "StridedSlice",
            inputs,
            T(node.Output),
            Type("Index", DType.Int32),
            Int("begin_mask", 0),
            Int("end_mask", WritableSizes.Mask(op, isOpen)),
            Int("ellipsis_mask", 0),
            Int("new_axis_mask", 0),
            Int("shrink_axis_mask", 0));
}
