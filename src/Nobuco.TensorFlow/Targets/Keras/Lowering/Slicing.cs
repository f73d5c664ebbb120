using System.Text.Json.Nodes;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.Keras.Model;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.Keras.Lowering;

/// <summary>Slices as Python writes them: bounds count from the end where the size is not known.</summary>
internal static class Slicing
{
    public static void StridedSlice(StridedSlice op, TfNode node, KerasGraph graph)
    {
        KerasArgument x = graph.Tensor(node.Inputs[0]);
        Seq<Dim> shape = node.Inputs[0].Type.Shape;
        if (Crops(op, node) is { } crops)
            Cropping(crops, x, node, graph);
        else if (node.Inputs.Count > 1)
            Computed(op, x, node, graph);
        else if (Seq.Range(shape.Count).Where(axis => !shape[axis].IsConstant && node.Output.Type.Shape[axis] == Dim.One).ToSeq() is { Count: > 0 } picked)
            Shapes.ExpandDims(picked, graph.AddIntermediate(new Squeeze(picked).Infer([node.Output.Type])[0], node.Origin, Shapes.GetItem, x, Key(op, shape, picked)), node, graph);
        else
            graph.AddOperation(node, Shapes.GetItem, x, Key(op, shape, []));
    }

    /// <summary>Elements of a slice's axes, if <paramref name="node"/> takes those axes away. Of a slice of an unknown size Keras knows no size, not even 1.</summary>
    public static bool TryPick(Squeeze op, TfNode node, KerasGraph graph)
    {
        if (node.Inputs[0].Producer is not { Op: StridedSlice slice, Inputs: [var x] } sliced || Crops(slice, sliced) is not null)
            return false;
        graph.AddOperation(node, Shapes.GetItem, graph.Tensor(x), Key(slice, x.Type.Shape, op.Axes));
        return true;
    }

    /// <summary>What Python has between brackets, with the number of an element for the axes that are picked from.</summary>
    private static ListArgument Key(StridedSlice op, Seq<Dim> shape, Seq<int> picked) => new(
        [.. Enumerable.Range(0, shape.Count).Select(axis => picked.Contains(axis) ? new ValueArgument(Bound(op.Begin[axis], shape[axis])) : (KerasArgument)Slice(op, axis, shape[axis])!)]);

    /// <summary>True when numbers express the bounds.</summary>
    public static bool IsSlice(StridedSlice op, Seq<Dim> shape) => Enumerable.Range(0, shape.Count).All(axis => Slice(op, axis, shape[axis]) is not null);

    private static SliceArgument? Slice(StridedSlice op, int axis, Dim size)
    {
        (Dim begin, Dim end, long stride) = (op.Begin[axis], op.End[axis], op.Strides[axis]);
        bool isWholeBegin = stride > 0 ? begin == Dim.Zero : begin == size - 1, isWholeEnd = stride > 0 ? end == size : end == -1;
        if ((!isWholeBegin && Bound(begin, size) is null) || (!isWholeEnd && Bound(end, size) is null))
            return null;
        return new SliceArgument(isWholeBegin ? null : Bound(begin, size), isWholeEnd ? null : Bound(end, size), stride == 1 ? null : stride);
    }

    /// <summary>The bound as a number, or as one before the end; null when it is neither.</summary>
    private static long? Bound(Dim bound, Dim size) => bound.TryValue ?? ((bound - size).TryValue is < 0 and var fromEnd ? fromEnd : null);

    private static void Computed(StridedSlice op, KerasArgument x, TfNode node, KerasGraph graph)
    {
        KerasOperation slice = new KerasOperation(null, "strided_slice").WithOperands2("begin", "end")
            .WithKeyword2("strides", KerasConfig.List(op.Strides))
            .WithKeyword2("end_mask", Enumerable.Range(0, op.End.Count).Sum(axis => op.Strides[axis] < 0 && op.End[axis] == -1 ? 1 << axis : 0));
        graph.AddOperation(node, slice, x, graph.Tensor(node.Inputs[1]), graph.Tensor(node.Inputs[2]));
    }

    /// <summary>What is cut off the spatial axes of [N, spatial…, C], if nothing else is.</summary>
    private static long[][]? Crops(StridedSlice op, TfNode node)
    {
        TfType x = node.Inputs[0].Type;
        Seq<Dim> shape = x.Shape;
        if (x.Rank is < 3 or > 5 || !x.DType.IsFloat() || op.Strides.Any(static s => s != 1) || !IsWhole(0) || !IsWhole(x.Rank - 1))
            return null;
        long?[][] crops = [.. Enumerable.Range(1, x.Rank - 2).Select(axis => new[] { op.Begin[axis].TryValue, (shape[axis] - op.End[axis]).TryValue })];
        // A layer that would leave nothing of an axis refuses it.
        bool areKnown = crops.All(static pair => pair[0] is not null && pair[1] is not null) && node.Output.Type.Shape.All(static d => d != Dim.Zero);
        return areKnown ? [.. crops.Select(static pair => new[] { pair[0]!.Value, pair[1]!.Value })] : null;

        bool IsWhole(int axis) => op.Begin[axis] == Dim.Zero && op.End[axis] == shape[axis];
    }

    private static void Cropping(long[][] crops, KerasArgument x, TfNode node, KerasGraph graph)
    {
        JsonArray pairs = new([.. crops.Select(static pair => (JsonNode)KerasConfig.List(pair))]);
        var config = new JsonObject { ["cropping"] = crops.Length == 1 ? pairs[0]!.DeepClone() : pairs };
        if (crops.Length > 1)
            config["data_format"] = KerasConfig.ChannelsLast;
        graph.AddLayer(node, $"Cropping{crops.Length}D", config, [x]);
    }
}
