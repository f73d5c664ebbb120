using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.TFLite.Schema;

namespace Nobuco.TensorFlow.Targets.TFLite.Lowering;

/// <summary>Tensors made from sizes.</summary>
internal static class Creation
{
    public static void Fill(Fill op, TfNode node, SubGraphBuilder graph) =>
        graph.Add(node, BuiltinOperator.FILL, [graph.Sizes(op.Dims, node, 1), graph[node.Inputs[0]]]);
}
