using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.Keras.Model;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.Keras.Lowering;

internal static class Creation
{
    public static KerasOperation ZerosLike => new("numpy.ZerosLike", "zeros_like");

    /// <summary>Scalars start, limit and delta.</summary>
    public static void Range(Graph.Ops.Range op, TfNode node, KerasGraph graph) =>
        graph.AddOperation(node, new KerasOperation(null, "range").WithOperands2("limit", "delta"), graph.Tensor(node.Inputs[0]), graph[node.Inputs[1]], graph[node.Inputs[2]]);

    /// <summary>A scalar and the vector of sizes. A number of Python is float32, int32 or bool.</summary>
    public static void Fill(Fill op, TfNode node, KerasGraph graph)
    {
        KerasOperation fill = new KerasOperation(null, "fill").WithOperands2("value");
        KerasArgument sizes = Sizes(node, op.Dims, 1, graph, asTensor: true), value = graph[node.Inputs[0]];
        DType dtype = node.Output.Type.DType, given = dtype.IsFloat() ? DType.Float32 : dtype == DType.Bool ? DType.Bool : DType.Int32;
        if (value is TensorArgument || given == dtype)
            graph.AddOperation(node, fill, sizes, value);
        else
            graph.AddOperation(node, Elementwise.CastTo(dtype), graph.AddIntermediate(node.Output.Type with { DType = given }, node.Origin, fill, sizes, value));
    }

    /// <summary>The sizes of a shape: numbers, or the tensor that carries them.</summary>
    public static KerasArgument Sizes(TfNode node, Seq<Dim> sizes, int index, KerasGraph graph, bool asTensor = false)
    {
        if (index < node.Inputs.Count)
            return graph.Tensor(node.Inputs[index]);
        if (!asTensor)
            return new ValueArgument(KerasConfig.List(sizes.Select(static s => s.Value)));
        return graph.Tensor(tf.Sizes(sizes).Value);
    }
}
