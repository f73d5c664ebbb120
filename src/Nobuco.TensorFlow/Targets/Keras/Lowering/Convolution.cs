using System.Text.Json.Nodes;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.Keras.Lowering;

/// <summary>Convolutions with constant weights. Keras has the filters in TensorFlow's order.</summary>
internal static class Convolution
{
    /// <summary>[KH, KW, C / groups, O]</summary>
    public static void Conv2D(Conv2D op, TfNode node, KerasGraph graph) => Convolve("Conv2D", op.Strides, op.Dilations, op.Padding, node, graph);

    /// <summary>[KD, KH, KW, C / groups, O]</summary>
    public static void Conv3D(Conv3D op, TfNode node, KerasGraph graph) => Convolve("Conv3D", op.Strides, op.Dilations, op.Padding, node, graph);

    /// <summary>[KH, KW, C, M]</summary>
    public static void DepthwiseConv2dNative(DepthwiseConv2dNative op, TfNode node, KerasGraph graph)
    {
        JsonObject config = Window(node, op.Strides, KerasConfig.Lowered(op.Padding), op.Dilations);
        config.Insert(0, "depth_multiplier", node.Inputs[1].Type.Shape[3].Value);
        graph.AddLayer(node, "DepthwiseConv2D", config, [graph[node.Inputs[0]]], Weights(node, "depthwise_kernel"));
    }

    /// <summary>[KH, KW, O, I]</summary>
    public static void Conv2DBackpropInput(Conv2DBackpropInput op, TfNode node, KerasGraph graph) =>
        ConvolveTransposed("Conv2DTranspose", op.Strides, op.Padding, op.OutputShape, node, graph);

    /// <summary>[KD, KH, KW, O, I]</summary>
    public static void Conv3DBackpropInputV2(Conv3DBackpropInputV2 op, TfNode node, KerasGraph graph) =>
        ConvolveTransposed("Conv3DTranspose", op.Strides, op.Padding, op.OutputShape, node, graph);

    private static void Convolve(string className, Seq<int> strides, Seq<int> dilations, Padding padding, TfNode node, KerasGraph graph)
    {
        if (node.Inputs[1].Producer.Op is not Const)
        {
            Computed(strides, dilations, padding, node, graph);
            return;
        }
        Seq<Dim> filter = node.Inputs[1].Type.Shape;
        JsonObject config = Window(node, strides, KerasConfig.Lowered(padding), dilations);
        config.Insert(0, "filters", filter[^1].Value);
        config["groups"] = node.Inputs[0].Type.Shape[^1].Value / filter[^2].Value;
        graph.AddLayer(node, className, config, [graph[node.Inputs[0]]], Weights(node, "kernel"));
    }

    /// <summary>A kernel that is computed is an operand of an operation.</summary>
    private static void Computed(Seq<int> strides, Seq<int> dilations, Padding padding, TfNode node, KerasGraph graph)
    {
        KerasOperation convolution = new KerasOperation("nn.Conv", "nn.convolution").WithOperands2("filters").With("strides", KerasConfig.List(strides))
            .WithConfig("padding", KerasConfig.Lowered(padding)).WithConfig("data_format", KerasConfig.ChannelsLast).WithConfig("dilation_rate", KerasConfig.List(dilations))
            .WithKeyword2("padding", KerasConfig.Lowered(padding).ToUpperInvariant()).WithKeyword2("dilations", KerasConfig.List(dilations));
        graph.AddOperation(node, convolution, graph.Tensor(node.Inputs[0]), graph.Tensor(node.Inputs[1]));
    }

    /// <summary>SAME gives n · stride, VALID (n − 1) · stride + kernel + output padding.</summary>
    private static void ConvolveTransposed(string className, Seq<int> strides, Padding padding, Seq<Dim> outputShape, TfNode node, KerasGraph graph)
    {
        Seq<Dim> input = node.Inputs[0].Type.Shape, filter = node.Inputs[1].Type.Shape;
        JsonObject config = Window(node, strides, KerasConfig.Lowered(padding), Seq.Repeat(1, strides.Count));
        config.Insert(0, "filters", filter[^2].Value);
        if (padding == Padding.Valid)
        {
            long[] extra = [.. strides.Select((stride, i) => (outputShape[i + 1] - ((input[i + 1] - 1) * stride) - filter[i]).Value)];
            // What Keras does by itself needs not be said.
            if (extra.Zip(strides).Select((pair, i) => pair.First != Math.Max(pair.Second - filter[i].Value, 0)).Any(static differs => differs))
                config["output_padding"] = KerasConfig.List(extra);
        }
        graph.AddLayer(node, className, config, [graph[node.Inputs[0]]], Weights(node, "kernel"));
    }

    private static JsonObject Window(TfNode node, Seq<int> strides, string padding, Seq<int> dilations) => new()
    {
        ["kernel_size"] = KerasConfig.List(node.Inputs[1].Type.Shape[..strides.Count].Select(static size => size.Value)),
        ["strides"] = KerasConfig.List(strides),
        ["padding"] = padding,
        ["data_format"] = KerasConfig.ChannelsLast,
        ["dilation_rate"] = KerasConfig.List(dilations),
        ["activation"] = "linear",
        ["use_bias"] = node.Inputs.Count > 2,
    };

    private static (string, TfValue)[] Weights(TfNode node, string kernel) =>
        [(kernel, node.Inputs[1]), .. node.Inputs.Skip(2).Select(static bias => ("bias", bias))];
}
