using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.Protobuf;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;
using static Nobuco.TensorFlow.Targets.GraphDef.Attributes;

namespace Nobuco.TensorFlow.Targets.GraphDef.Lowering;

/// <summary>Convolutions of channels-last data. Filters are TensorFlow's already; a bias is an operation of its own.</summary>
internal static class Convolution
{
    public static void Conv2D(Conv2D op, TfNode node, GraphDefBuilder graph) =>
        Convolve("Conv2D", op.Strides, op.Dilations, op.Padding, node, graph);

    public static void DepthwiseConv2dNative(DepthwiseConv2dNative op, TfNode node, GraphDefBuilder graph) =>
        Convolve("DepthwiseConv2dNative", op.Strides, op.Dilations, op.Padding, node, graph);

    public static void Conv3D(Conv3D op, TfNode node, GraphDefBuilder graph) =>
        Convolve("Conv3D", op.Strides, op.Dilations, op.Padding, node, graph);

    public static void Conv2DBackpropInput(Conv2DBackpropInput op, TfNode node, GraphDefBuilder graph) =>
        Transposed("Conv2DBackpropInput", op.Strides, op.Padding, op.OutputShape, node, graph);

    public static void Conv3DBackpropInputV2(Conv3DBackpropInputV2 op, TfNode node, GraphDefBuilder graph) =>
        Transposed("Conv3DBackpropInputV2", op.Strides, op.Padding, op.OutputShape, node, graph, Type("Tshape", DType.Int32));

    /// <summary>What every window operation has.</summary>
    public static (string, AttrValue)[] Window(int spatialAxes, Seq<int> strides, Padding padding) =>
    [
        Ints("strides", PerAxis(strides)),
        Text("padding", padding == Padding.Same ? "SAME" : "VALID"),
        Text("data_format", spatialAxes == 2 ? "NHWC" : "NDHWC"),
    ];

    /// <summary>Strides and their like also count the batch and the channels.</summary>
    public static IEnumerable<int> PerAxis(Seq<int> spatial) => [1, .. spatial, 1];

    private static void Convolve(string name, Seq<int> strides, Seq<int> dilations, Padding padding, TfNode node, GraphDefBuilder graph)
    {
        TfValue? bias = node.Inputs.Count > 2 ? node.Inputs[2] : null;
        string[] inputs = [graph[node.Inputs[0]], graph[node.Inputs[1]]];
        AddBiased(node, bias, name, inputs, graph, [T(node.Output), .. Window(strides.Count, strides, padding), Ints("dilations", PerAxis(dilations))]);
    }

    private static void Transposed(
        string name, Seq<int> strides, Padding padding, Seq<Dim> outputShape, TfNode node, GraphDefBuilder graph, params (string, AttrValue)[] more)
    {
        TfValue? bias = node.Inputs.Skip(2).FirstOrDefault(static i => !i.Type.DType.IsInteger());
        TfValue? carried = node.Inputs.Skip(2).FirstOrDefault(static i => i.Type.DType.IsInteger());
        string sizes = carried is null ? graph.Indices(outputShape.Select(static s => s.Value)) : graph[carried];
        string[] inputs = [sizes, graph[node.Inputs[1]], graph[node.Inputs[0]]];
        var ones = Seq.Repeat(1, strides.Count);
        AddBiased(node, bias, name, inputs, graph, [T(node.Output), .. Window(strides.Count, strides, padding), Ints("dilations", PerAxis(ones)), .. more]);
    }

    private static void AddBiased(TfNode node, TfValue? bias, string name, string[] inputs, GraphDefBuilder graph, (string, AttrValue)[] attributes)
    {
        if (bias is null)
            graph.Add(node, name, inputs, attributes);
        else
            Linear.AddBias(node, graph.AddIntermediate(node, name, inputs, attributes), bias, graph);
    }
}
