using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;
using Nobuco.TensorFlow;
using static Nobuco.ChannelOrderingStrategy;

namespace Nobuco.Builtin;

/// <summary>Paddings. PyTorch lists them from the last axis backwards, before and after each.</summary>
public static class Padding
{
    [Converter("aten::pad", Manual)]
    public static TfTensor Pad(ConverterCall call, TfTensor self, Seq<Dim> pad, string mode, double? value) => mode switch
    {
        "constant" => ConstantPad(self, pad, value ?? 0),
        "reflect" => Reflect(self, pad),
        "replicate" => Replicate(self, pad),
        "circular" => Circular(call, self, pad),
        _ => throw call.NotExpressible($"the padding mode '{mode}' is unknown."),
    };

    /// <summary>Negative paddings crop.</summary>
    [Converter("aten::constant_pad_nd", Manual)]
    public static TfTensor ConstantPad(TfTensor self, Seq<Dim> pad, double value)
    {
        (Seq<Dim> before, Seq<Dim> after) = PerAxis(self, pad);
        TfTensor x = Crop(self, before, after);
        (before, after) = (Positive(before), Positive(after));
        if (value == 0)
            return tf.Pad(x, before, after);
        return before.Concat(after).All(static p => p == Dim.Zero) ? x : tf.PadV2(x, before, after, x.DType.IsFloat() ? value : (long)value);
    }

    [Converter("aten::reflection_pad1d", Manual)]
    [Converter("aten::reflection_pad2d", Manual)]
    [Converter("aten::reflection_pad3d", Manual)]
    public static TfTensor ReflectionPad(TfTensor self, Seq<Dim> padding) => Reflect(self, padding);

    [Converter("aten::replication_pad1d", Manual)]
    [Converter("aten::replication_pad2d", Manual)]
    [Converter("aten::replication_pad3d", Manual)]
    public static TfTensor ReplicationPad(TfTensor self, Seq<Dim> padding) => Replicate(self, padding);

    private static TfTensor Reflect(TfTensor x, Seq<Dim> pad)
    {
        (Seq<Dim> before, Seq<Dim> after) = PerAxis(x, pad);
        return tf.MirrorPad(Crop(x, before, after), Positive(before), Positive(after), symmetric: false);
    }

    /// <summary>The first and the last element of an axis repeated; one element is symmetric mirroring.</summary>
    private static TfTensor Replicate(TfTensor x, Seq<Dim> pad)
    {
        (Seq<Dim> before, Seq<Dim> after) = PerAxis(x, pad);
        x = Crop(x, before, after);
        (before, after) = (Positive(before), Positive(after));
        if (before.Concat(after).All(static p => p == Dim.Zero || p == Dim.One))
            return tf.MirrorPad(x, before, after, symmetric: true);
        for (int axis = 0; axis < x.Rank; axis++)
        {
            Dim size = x.Shape[axis];
            List<TfTensor> parts = [x];
            if (before[axis] != Dim.Zero)
                parts.Insert(0, Repeated(tf.Slice(x, axis, 0, 1), axis, before[axis]));
            if (after[axis] != Dim.Zero)
                parts.Add(Repeated(tf.Slice(x, axis, size - 1, size), axis, after[axis]));
            x = Joined(parts, axis);
        }
        return x;
    }

    /// <summary>The end of an axis goes before it, its beginning after it.</summary>
    private static TfTensor Circular(ConverterCall call, TfTensor x, Seq<Dim> pad)
    {
        (Seq<Dim> before, Seq<Dim> after) = PerAxis(x, pad);
        x = Crop(x, before, after);
        (before, after) = (Positive(before), Positive(after));
        for (int axis = 0; axis < x.Rank; axis++)
        {
            Dim size = x.Shape[axis];
            if ((size - before[axis]).TryValue < 0 || (size - after[axis]).TryValue < 0)
                throw call.NotExpressible("circular padding goes around more than once.");
            List<TfTensor> parts = [x];
            if (before[axis] != Dim.Zero)
                parts.Insert(0, tf.Slice(x, axis, size - before[axis], size));
            if (after[axis] != Dim.Zero)
                parts.Add(tf.Slice(x, axis, 0, after[axis]));
            x = Joined(parts, axis);
        }
        return x;
    }

    private static TfTensor Repeated(TfTensor x, int axis, Dim times) => tf.Tile(x, Seq.Repeat(Dim.One, x.Rank).With(axis, times));

    private static TfTensor Joined(List<TfTensor> parts, int axis) => parts.Count == 1 ? parts[0] : tf.ConcatV2(parts, axis);

    /// <summary>The paddings per physical axis.</summary>
    private static (Seq<Dim> Before, Seq<Dim> After) PerAxis(TfTensor x, Seq<Dim> pad)
    {
        Dim[] before = [.. Enumerable.Repeat(Dim.Zero, x.Rank)], after = [.. before];
        for (int i = 0; i < pad.Count / 2; i++)
        {
            int axis = x.Axis(-1 - i);
            (before[axis], after[axis]) = (pad[2 * i], pad[(2 * i) + 1]);
        }
        return ([.. before], [.. after]);
    }

    private static Seq<Dim> Positive(Seq<Dim> pads) => pads.Select(static p => p.TryValue < 0 ? Dim.Zero : p).ToSeq();

    private static TfTensor Crop(TfTensor x, Seq<Dim> before, Seq<Dim> after)
    {
        for (int axis = 0; axis < x.Rank; axis++)
        {
            Dim start = before[axis].TryValue < 0 ? -before[axis] : Dim.Zero, cut = after[axis].TryValue < 0 ? -after[axis] : Dim.Zero;
            if (start != Dim.Zero || cut != Dim.Zero)
                x = tf.Slice(x, axis, start, x.Shape[axis] - cut);
        }
        return x;
    }
}
