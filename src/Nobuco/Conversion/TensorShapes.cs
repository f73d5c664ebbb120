using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;
using Nobuco.TensorFlow;

namespace Nobuco.Conversion;

/// <summary>Shapes of tensors that lie in any order.</summary>
internal static class TensorShapes
{
    /// <summary>A vector that broadcasts along the physical <paramref name="axis"/> of <paramref name="x"/>.</summary>
    public static TfTensor AlongAxis(this TfTensor vector, TfTensor x, int axis) =>
        tf.Reshape(vector, Seq.Repeat(Dim.One, x.Rank).With(axis, vector.Shape[0])).WithOrder(x.Order);

    /// <summary>Broadcasts to a shape in PyTorch's order; new axes come first.</summary>
    public static TfTensor BroadcastToLogical(TfTensor x, Seq<Dim> shape) =>
        tf.BroadcastTo(x, x.Order.WithLeading(shape.Count - x.Rank).Apply(shape));
}
