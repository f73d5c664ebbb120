using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.TFLite.Schema;

namespace Nobuco.TensorFlow.Targets.TFLite.Lowering;

/// <summary>The one normalisation TFLite computes as TensorFlow does.</summary>
internal static class Normalization
{
    public static void LRN(LRN op, TfNode node, SubGraphBuilder graph) =>
        graph.Add(
            node,
            BuiltinOperator.LOCAL_RESPONSE_NORMALIZATION,
            graph.Inputs(node),
            ("radius", op.DepthRadius),
            ("bias", (float)op.Bias),
            ("alpha", (float)op.Alpha),
            ("beta", (float)op.Beta));
}
