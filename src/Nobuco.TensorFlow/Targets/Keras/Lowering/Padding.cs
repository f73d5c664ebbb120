using System.Text.Json.Nodes;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.Keras.Model;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.Keras.Lowering;

internal static class Paddings
{
    /// <summary>Zeros around the spatial axes of [N, spatial…, C] are a layer.</summary>
    public static void Pad(Pad op, TfNode node, KerasGraph graph)
    {
        int spatial = op.Before.Count - 2;
        bool isLayer = spatial is >= 1 and <= 3 && node.Output.Type.DType.IsFloat()
            && op.Before[0] == Dim.Zero && op.After[0] == Dim.Zero && op.Before[^1] == Dim.Zero && op.After[^1] == Dim.Zero;
        if (!isLayer)
        {
            Operation(op, "constant", node, graph, []);
            return;
        }
        JsonArray pairs = Pairs(op.Before[1..^1], op.After[1..^1]);
        var config = new JsonObject { ["padding"] = spatial == 1 ? pairs[0]!.DeepClone() : pairs };
        if (spatial > 1)
            config["data_format"] = KerasConfig.ChannelsLast;
        graph.AddLayer(node, $"ZeroPadding{spatial}D", config, [graph.Tensor(node.Inputs[0])]);
    }

    public static void PadV2(PadV2 op, TfNode node, KerasGraph graph) => Operation(op, "constant", node, graph, [graph[node.Inputs[1]]]);

    public static void MirrorPad(MirrorPad op, TfNode node, KerasGraph graph) => Operation(op, op.Symmetric ? "symmetric" : "reflect", node, graph, []);

    private static void Operation(PaddingOp op, string mode, TfNode node, KerasGraph graph, IReadOnlyList<KerasArgument> value)
    {
        KerasOperation pad = new KerasOperation("numpy.Pad", "pad")
            .WithConfig("pad_width", Pairs(op.Before, op.After)).WithConfig("mode", mode)
            .WithKeyword2("paddings", Pairs(op.Before, op.After)).WithKeyword2("mode", mode.ToUpperInvariant());
        foreach (KerasArgument filler in value)
            pad.WithKeyword3("constant_values", filler).WithKeyword2("constant_values", filler);
        graph.AddOperation(node, pad, graph.Tensor(node.Inputs[0]));
    }

    private static JsonArray Pairs(Seq<Dim> before, Seq<Dim> after) =>
        new([.. before.Zip(after, static (first, last) => (JsonNode)KerasConfig.List([first.Value, last.Value]))]);
}
