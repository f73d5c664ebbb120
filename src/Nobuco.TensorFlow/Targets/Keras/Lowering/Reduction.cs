using System.Text.Json.Nodes;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.Keras.Model;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.Keras.Lowering;

internal static class Reduction
{
    /// <summary>A reduction over axes.</summary>
    public static Action<TfNode, KerasGraph> Over(string keras3, string keras2) => (node, graph) =>
    {
        var op = (ReductionOp)node.Op;
        graph.AddOperation(node, new KerasOperation(keras3, keras2).With("axis", KerasConfig.List(op.Axes)).With("keepdims", op.KeepDims), graph.Tensor(node.Inputs[0]));
    };

    /// <summary>Over all spatial axes of [N, spatial…, C] it is a layer.</summary>
    public static Action<TfNode, KerasGraph> Global(string kind, string keras3, string keras2) => (node, graph) =>
    {
        var op = (ReductionOp)node.Op;
        int rank = node.Inputs[0].Type.Rank;
        bool isLayer = rank is >= 3 and <= 5 && node.Output.Type.DType.IsFloat() && op.Axes == Enumerable.Range(1, rank - 2).ToSeq();
        if (isLayer)
            graph.AddLayer(node, $"Global{kind}Pooling{rank - 2}D", new JsonObject { ["data_format"] = KerasConfig.ChannelsLast, ["keepdims"] = op.KeepDims }, [graph.Tensor(node.Inputs[0])]);
        else
            Over(keras3, keras2)(node, graph);
    };

    public static Action<TfNode, KerasGraph> Index(string keras3, string keras2) => (node, graph) =>
    {
        var op = (ArgOp)node.Op;
        // The indices are int32 in Keras 3 and int64 in TensorFlow.
        DType given = graph.Version == KerasVersion.Keras3 ? DType.Int32 : DType.Int64;
        KerasOperation index = new KerasOperation(keras3, keras2).With("axis", op.Axis);
        if (op.DType == given)
        {
            graph.AddOperation(node, index, graph.Tensor(node.Inputs[0]));
            return;
        }
        KerasArgument found = graph.AddIntermediate(node.Output.Type with { DType = given }, node.Origin, index, graph.Tensor(node.Inputs[0]));
        graph.AddOperation(node, Elementwise.CastTo(op.DType), found);
    };

    public static void TopKV2(TopKV2 op, TfNode node, KerasGraph graph) =>
        graph.AddOperation(node, new KerasOperation("math.TopK", "math.top_k").With("k", op.K).With("sorted", true), graph.Tensor(node.Inputs[0]));

    public static void Cumsum(Cumsum op, TfNode node, KerasGraph graph) =>
        graph.AddOperation(
            node,
            new KerasOperation("numpy.Cumsum", "math.cumsum").With("axis", op.Axis).WithKeyword2("exclusive", op.Exclusive).WithKeyword2("reverse", op.Reverse),
            graph.Tensor(node.Inputs[0]));
}
