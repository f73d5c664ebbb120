using Nobuco.TensorFlow.Graph;

namespace Nobuco.TensorFlow.Targets.Keras.Lowering;

internal static class Creation
{
    public static KerasOperation ZerosLike => new("numpy.ZerosLike", "zeros_like");

    /// <summary>Scalars start, limit and delta.</summary>
    public static void Range(Graph.Ops.Range op, TfNode node, KerasGraph graph) =>
        graph.AddOperation(node, new KerasOperation(null, "range").WithOperands2("limit", "delta"), graph.Tensor(node.Inputs[0]), graph[node.Inputs[1]], graph[node.Inputs[2]]);

    /// <summary>A scalar and the vector of sizes.</summary>
    public static void Fill(Graph.Ops.Fill op, TfNode node, KerasGraph graph) =>
        graph.AddOperation(node, new KerasOperation(null, "fill").WithOperands2("value"), Sizes(node, op.Dims, 1, graph, asTensor: true), graph[node.Inputs[0]]);

    /// <summary>The sizes of a shape: numbers, or the tensor that carries them.</summary>
    public static Model.KerasArgument Sizes(TfNode node, Tensors.Seq<Tensors.Symbolic.Dim> sizes, int index, KerasGraph graph, bool asTensor = false)
    {
        if (index < node.Inputs.Count)
            return graph.Tensor(node.Inputs[index]);
        if (!asTensor)
            return new Model.ValueArgument(KerasConfig.List(sizes.Select(static s => s.Value)));
        return graph.Tensor(tf.Sizes(sizes).Value);
    }
}
