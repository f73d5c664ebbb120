using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using static Nobuco.TensorFlow.Targets.GraphDef.Attributes;

namespace Nobuco.TensorFlow.Targets.GraphDef.Lowering;

/// <summary>Tensors made from sizes.</summary>
internal static class Creation
{
    public static void Range(Graph.Ops.Range op, TfNode node, GraphDefBuilder graph) =>
        graph.Add(node, "Range", graph.Inputs(node), Type("Tidx", node.Output.Type.DType));

    public static void Fill(Fill op, TfNode node, GraphDefBuilder graph) =>
        graph.Add(node, "Fill", [graph.Sizes(op.Dims, node, 1), graph[node.Inputs[0]]], T(node.Output), Type("index_type", DType.Int32));
}
