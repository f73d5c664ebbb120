using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using static Nobuco.TensorFlow.Targets.GraphDef.Attributes;

namespace Nobuco.TensorFlow.Targets.GraphDef.Lowering;

/// <summary>Reductions; axes are constants.</summary>
internal static class Reduction
{
    /// <summary>All and Any are of bool and do not say so.</summary>
    public static void Over(TfNode node, GraphDefBuilder graph)
    {
        var op = (ReductionOp)node.Op;
        string[] inputs = [graph[node.Inputs[0]], graph.Indices(op.Axes)];
        if (op is All or Any)
            graph.Add(node, op.Name, inputs, Type("Tidx", DType.Int32), Flag("keep_dims", op.KeepDims));
        else
            graph.Add(node, op.Name, inputs, T(node.Output), Type("Tidx", DType.Int32), Flag("keep_dims", op.KeepDims));
    }

    public static void Arg(TfNode node, GraphDefBuilder graph)
    {
        var op = (ArgOp)node.Op;
        graph.Add(
            node,
            op.Name,
            [graph[node.Inputs[0]], graph.Index(op.Axis)],
            T(node.Inputs[0]),
            Type("Tidx", DType.Int32),
            Type("output_type", op.DType));
    }

    public static void TopKV2(TopKV2 op, TfNode node, GraphDefBuilder graph) =>
        graph.Add(node, "TopKV2", [graph[node.Inputs[0]], graph.Index(op.K)], T(node.Inputs[0]), Flag("sorted", true));

    public static void Cumsum(Cumsum op, TfNode node, GraphDefBuilder graph) =>
        graph.Add(
            node,
            "Cumsum",
            [graph[node.Inputs[0]], graph.Index(op.Axis)],
            T(node.Output),
            Type("Tidx", DType.Int32),
            Flag("exclusive", op.Exclusive),
            Flag("reverse", op.Reverse));
}
