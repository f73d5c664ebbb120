using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using static Nobuco.TensorFlow.Targets.GraphDef.Attributes;

namespace Nobuco.TensorFlow.Targets.GraphDef.Lowering;

/// <summary>The one normalisation that is not taken apart.</summary>
internal static class Normalization
{
    public static void LRN(LRN op, TfNode node, GraphDefBuilder graph) =>
        graph.Add(
            node,
            "LRN",
            graph.Inputs(node),
            T(node.Output),
            Int("depth_radius", op.DepthRadius),
            Float("bias", op.Bias),
            Float("alpha", op.Alpha),
            Float("beta", op.Beta));
}
