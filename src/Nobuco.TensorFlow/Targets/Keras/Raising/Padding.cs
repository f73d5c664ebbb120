using System.Text.Json.Nodes;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.Keras.Raising;

/// <summary>Padding and cropping of the spatial axes, and padding of any.</summary>
internal static class Paddings
{
    public static TfTensor ZeroPadding(RaisingCall call)
    {
        (Seq<Dim> before, Seq<Dim> after) = Spatial(call, "padding");
        return tf.Pad(call[0], before, after);
    }

    public static TfTensor Cropping(RaisingCall call)
    {
        TfTensor x = call[0];
        (Seq<Dim> before, Seq<Dim> after) = Spatial(call, "cropping");
        return tf.StridedSlice(x, before, x.Shape.Select((size, axis) => size - after[axis]).ToSeq(), Seq.Repeat(1L, x.Rank));
    }

    public static TfTensor Pad(RaisingCall call)
    {
        Seq<(long Before, long After)> pairs = call.Pairs(call.Setting("pad_width") is null ? "paddings" : "pad_width");
        Seq<Dim> before = pairs.Select(static p => (Dim)p.Before).ToSeq(), after = pairs.Select(static p => (Dim)p.After).ToSeq();
        return call.Text("mode").ToUpperInvariant() switch
        {
            "REFLECT" => tf.Make(new MirrorPad(before, after, Symmetric: false), call[0]),
            "SYMMETRIC" => tf.Make(new MirrorPad(before, after, Symmetric: true), call[0]),
            _ when call.Setting("constant_values") is { } value => tf.PadV2(call[0], before, after, value.GetValue<double>()),
            _ => tf.Pad(call[0], before, after),
        };
    }

    /// <summary>Pairs per spatial axis; a single axis has its pair alone.</summary>
    private static (Seq<Dim> Before, Seq<Dim> After) Spatial(RaisingCall call, string setting)
    {
        var list = (JsonArray)call.Setting(setting)!;
        (long, long)[] pairs = list[0] is JsonArray ? [.. call.Pairs(setting)] : [(list[0]!.GetValue<long>(), list[1]!.GetValue<long>())];
        return ([0, .. pairs.Select(static p => (Dim)p.Item1), 0], [0, .. pairs.Select(static p => (Dim)p.Item2), 0]);
    }
}
