using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using static Nobuco.TensorFlow.Targets.GraphDef.Attributes;

namespace Nobuco.TensorFlow.Targets.GraphDef.Lowering;

/// <summary>Resizings; the size is [height, width].</summary>
internal static class Resize
{
    public static void By(TfNode node, GraphDefBuilder graph)
    {
        var op = (ResizeOp)node.Op;
        graph.Add(
            node,
            op.Name,
            [graph[node.Inputs[0]], graph.Sizes(op.Size, node, 1)],
            T(node.Output),
            Flag("align_corners", op.AlignCorners),
            Flag("half_pixel_centers", op.HalfPixelCenters));
    }
}
