using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.Legalization;

internal static class OneAxis
{
    /// <summary>The function on axis 1 of [before, axis, behind].</summary>
    public static TfTensor Apply(TfTensor x, int axis, Func<TfTensor, TfTensor> onAxis1)
    {
        Seq<Dim> before = x.Shape[..axis], behind = x.Shape[(axis + 1)..];
        TfTensor result = onAxis1(tf.Reshape(x, [before.Product(), x.Shape[axis], behind.Product()]));
        return tf.Reshape(result, [.. before, result.Shape[1], .. behind]);
    }
}
