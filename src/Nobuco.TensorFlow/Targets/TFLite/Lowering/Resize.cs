using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.TFLite.Schema;

namespace Nobuco.TensorFlow.Targets.TFLite.Lowering;

/// <summary>Resizings; the size is [height, width].</summary>
internal static class Resize
{
    public static Action<TfNode, SubGraphBuilder> By(BuiltinOperator code) => (node, graph) =>
    {
        var op = (ResizeOp)node.Op;
        graph.Add(
            node,
            code,
            [graph[node.Inputs[0]], graph.Sizes(op.Size, node, 1)],
            ("align_corners", op.AlignCorners),
            ("half_pixel_centers", op.HalfPixelCenters));
    };
}
