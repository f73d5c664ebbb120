using System.Text.Json.Nodes;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;

namespace Nobuco.TensorFlow.Targets.Keras.Lowering;

internal static class Pooling
{
    public static void MaxPool(MaxPool op, TfNode node, KerasGraph graph) => Pool("MaxPooling2D", op.KernelSize, op.Strides, op.Padding, node, graph);

    public static void AvgPool(AvgPool op, TfNode node, KerasGraph graph) => Pool("AveragePooling2D", op.KernelSize, op.Strides, op.Padding, node, graph);

    public static void MaxPool3D(MaxPool3D op, TfNode node, KerasGraph graph) => Pool("MaxPooling3D", op.KernelSize, op.Strides, op.Padding, node, graph);

    public static void AvgPool3D(AvgPool3D op, TfNode node, KerasGraph graph) => Pool("AveragePooling3D", op.KernelSize, op.Strides, op.Padding, node, graph);

    private static void Pool(string className, Seq<int> size, Seq<int> strides, Padding padding, TfNode node, KerasGraph graph)
    {
        var config = new JsonObject
        {
            ["pool_size"] = KerasConfig.List(size),
            ["padding"] = KerasConfig.Lowered(padding),
            ["strides"] = KerasConfig.List(strides),
            ["data_format"] = KerasConfig.ChannelsLast,
        };
        graph.AddLayer(node, className, config, [graph[node.Inputs[0]]]);
    }
}
