using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow;

public static partial class tf
{
    /// <summary>start, start + delta, … before limit, as integers.</summary>
    public static TfTensor Range(Dim start, Dim limit, long delta, DType dtype)
    {
        Dim length = Dim.CeilDiv(delta > 0 ? limit - start : start - limit, Math.Abs(delta));
        return Range(Size(start, dtype), Size(limit, dtype), Constant(delta, dtype), length.TryValue < 0 ? 0 : length);
    }

    /// <summary>start, start + delta, … before limit (scalars); <paramref name="size"/> elements.</summary>
    public static TfTensor Range(TfTensor start, TfTensor limit, TfTensor delta, Dim size) => Make(new Graph.Ops.Range(size), start, limit, delta);

    /// <summary>A tensor of this shape filled with a scalar.</summary>
    public static TfTensor Fill(Seq<Dim> dims, TfTensor value) => Make(new Fill(dims), value);
}
