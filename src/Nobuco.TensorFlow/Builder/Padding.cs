using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow;

public static partial class tf
{
    /// <summary>Pads with zeros.</summary>
    public static TfTensor Pad(TfTensor x, Seq<Dim> before, Seq<Dim> after) => IsZero(before, after) ? x : Like(x, new Pad(before, after));

    public static TfTensor PadV2(TfTensor x, Seq<Dim> before, Seq<Dim> after, TfOperand value) =>
        IsZero(before, after) ? x : Like(x, new PadV2(before, after), value.ToTensor(x.DType));

    /// <param name="symmetric">Whether the border element is repeated</param>
    public static TfTensor MirrorPad(TfTensor x, Seq<Dim> before, Seq<Dim> after, bool symmetric) =>
        IsZero(before, after) ? x : Like(x, new MirrorPad(before, after, symmetric));

    private static bool IsZero(Seq<Dim> before, Seq<Dim> after) => before.Concat(after).All(static padding => padding == Dim.Zero);
}
