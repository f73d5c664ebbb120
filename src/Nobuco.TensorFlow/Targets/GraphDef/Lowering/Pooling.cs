using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using static Nobuco.TensorFlow.Targets.GraphDef.Attributes;

namespace Nobuco.TensorFlow.Targets.GraphDef.Lowering;

/// <summary>Poolings of channels-last data.</summary>
internal static class Pooling
{
    public static void MaxPool(MaxPool op, TfNode node, GraphDefBuilder graph) => Pool("MaxPool", op.KernelSize, op.Strides, op.Padding, node, graph);

    public static void AvgPool(AvgPool op, TfNode node, GraphDefBuilder graph) => Pool("AvgPool", op.KernelSize, op.Strides, op.Padding, node, graph);

    public static void MaxPool3D(MaxPool3D op, TfNode node, GraphDefBuilder graph) => Pool("MaxPool3D", op.KernelSize, op.Strides, op.Padding, node, graph);

    public static void AvgPool3D(AvgPool3D op, TfNode node, GraphDefBuilder graph) => Pool("AvgPool3D", op.KernelSize, op.Strides, op.Padding, node, graph);

    private static void Pool(string name, Seq<int> kernel, Seq<int> strides, Padding padding, TfNode node, GraphDefBuilder graph) =>
        graph.Add(
            node,
            name,
            graph.Inputs(node),
            [T(node.Output), Ints("ksize", Convolution.PerAxis(kernel)), .. Convolution.Window(kernel.Count, strides, padding)]);
}
