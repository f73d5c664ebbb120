using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.Keras.Model;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.Keras.Lowering;

/// <summary>Gathering and scattering.</summary>
internal static class Indexing
{
    /// <summary>Rows of a weight are an <c>Embedding</c>.</summary>
    public static void GatherV2(GatherV2 op, TfNode node, KerasGraph graph)
    {
        (TfValue table, TfValue indices) = (node.Inputs[0], node.Inputs[1]);
        if (op.Axis == 0 && table is { Type: { Rank: 2, DType: var dtype }, Producer.Op: Const { QualifiedName: not null } } && dtype.IsFloat() && (graph[indices] is TensorArgument || graph.IsParameter(table)))
        {
            var config = new System.Text.Json.Nodes.JsonObject { ["input_dim"] = table.Type.Shape[0].Value, ["output_dim"] = table.Type.Shape[1].Value, ["mask_zero"] = false };
            graph.AddLayer(node, "Embedding", config, [graph.Tensor(indices)], ("embeddings", table));
            return;
        }
        KerasOperation take = new KerasOperation("numpy.Take", "gather").WithOperands2("indices").With("axis", op.Axis).WithKeyword2("batch_dims", op.BatchDims);
        graph.AddOperation(node, take, graph.Tensor(table), graph[indices]);
    }

    public static void GatherNd(TfNode node, KerasGraph graph) =>
        graph.AddOperation(node, new KerasOperation(null, "gather_nd").WithOperands2("indices"), graph.Tensor(node.Inputs[0]), graph[node.Inputs[1]]);

    public static void ScatterNd(ScatterNd op, TfNode node, KerasGraph graph)
    {
        KerasOperation scatter = new KerasOperation("core.Scatter", "scatter_nd").WithOperands2("updates", "shape");
        if (graph.Version == KerasVersion.Keras2)
            graph.AddOperation(node, scatter, graph.Tensor(node.Inputs[0]), graph[node.Inputs[1]], Creation.Sizes(node, op.Shape, 2, graph));
        else
            graph.AddOperation(node, scatter.WithConfig("shape", KerasConfig.List(op.Shape.Select(static s => s.Value))), graph[node.Inputs[0]], graph.Tensor(node.Inputs[1]));
    }

    public static void Where(TfNode node, KerasGraph graph) => graph.AddOperation(node, new KerasOperation(null, "where"), graph.Tensor(node.Inputs[0]));
}
