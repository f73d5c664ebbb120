using System.Text.Json.Nodes;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.Keras.Model;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.Keras.Lowering;

/// <summary>Scaling of images. Keras' half-pixel centers are the only ones; other ways are taken apart before.</summary>
internal static class Resize
{
    /// <summary>By whole factors it is a layer.</summary>
    public static Action<TfNode, KerasGraph> By(string interpolation) => (node, graph) =>
    {
        if (Factors(node) is { } factors)
        {
            var config = new JsonObject { ["size"] = KerasConfig.List(factors), ["data_format"] = KerasConfig.ChannelsLast, ["interpolation"] = interpolation };
            graph.AddLayer(node, "UpSampling2D", config, [graph.Tensor(node.Inputs[0])]);
            return;
        }
        KerasOperation resize = new KerasOperation("image.Resize", "image.resize").WithOperands2("size").WithKeyword2("method", interpolation);
        var op = (ResizeOp)node.Op;
        if (graph.Version == KerasVersion.Keras2)
        {
            graph.AddOperation(node, resize, graph.Tensor(node.Inputs[0]), Creation.Sizes(node, op.Size, 1, graph));
            return;
        }
        resize.WithConfig("size", KerasConfig.List(op.Size.Select(static s => s.Value))).WithConfig("interpolation", interpolation).WithConfig("data_format", KerasConfig.ChannelsLast);
        graph.AddOperation(node, resize, graph.Tensor(node.Inputs[0]));
    };

    /// <summary>How many times larger the result is, if it is a whole number of times.</summary>
    public static Seq<long>? Factors(TfNode node)
    {
        Seq<Dim> from = node.Inputs[0].Type.Shape, to = node.Output.Type.Shape;
        Dim[] factors = [Dim.FloorDiv(to[1], from[1]), Dim.FloorDiv(to[2], from[2])];
        bool isWhole = factors.All(static f => f.TryValue > 0) && factors[0] * from[1] == to[1] && factors[1] * from[2] == to[2];
        return isWhole ? factors.Select(static f => f.Value).ToSeq() : null;
    }
}
