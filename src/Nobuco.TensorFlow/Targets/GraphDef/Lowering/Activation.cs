using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using static Nobuco.TensorFlow.Targets.GraphDef.Attributes;

namespace Nobuco.TensorFlow.Targets.GraphDef.Lowering;

/// <summary>Activations with parameters.</summary>
internal static class Activations
{
    public static void LeakyRelu(LeakyRelu op, TfNode node, GraphDefBuilder graph) =>
        graph.Add(node, "LeakyRelu", graph.Inputs(node), T(node.Output), Float("alpha", op.Alpha));

    /// <summary>The bounds are scalars.</summary>
    public static void ClipByValue(ClipByValue op, TfNode node, GraphDefBuilder graph)
    {
        string Bound(double value) => graph.Number(value, node.Output.Type.DType);
        graph.Add(node, "ClipByValue", [.. graph.Inputs(node), Bound(op.Min), Bound(op.Max)], T(node.Output));
    }
}
