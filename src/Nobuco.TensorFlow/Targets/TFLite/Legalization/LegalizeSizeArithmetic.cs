using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Passes;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.TFLite.Legalization;

/// <summary>
/// Sizes that are computed must be known before memory is planned, or LiteRT does not run the model. It computes shapes, slices, joins and products of
/// them so early, but neither sums nor quotients. Those are the lengths of vectors:
/// a + b of two joined ones, a − c of one without its first c elements, ⌊a / k⌋ of every k-th element.
/// </summary>
internal sealed class LegalizeSizeArithmetic : IRewrite
{
    private int _symbols;

    public TfValue? TryRewrite(TfGraph graph, TfNode node)
    {
        if (node.Op is not (AddV2 or FloorDiv) || node.Output.Type != new TfType(DType.Int32, [1]) || !IsSize(node.Output))
            return null;
        (TfTensor left, TfTensor right) = (new(node.Inputs[0]), new(node.Inputs[1]));
        if (node.Op is AddV2 && left.Constant is not null)
            (left, right) = (right, left);
        TfTensor? vector = (node.Op, right.Constant?.ItemAsInt64()) switch
        {
            (AddV2, null) => tf.ConcatV2([OfLength(left), OfLength(right)], 0),
            (AddV2, >= 0 and long more) => tf.ConcatV2([OfLength(left), tf.Constant(Tensor.Zeros(DType.Int32, [more]))], 0),
            (AddV2, < 0 and long less) => Every(OfLength(left), -less, 1),
            (FloorDiv, > 0 and long divisor) => Every(OfLength(left), divisor - 1, divisor),
            _ => null,
        };
        return vector is null ? null : tf.Shape(vector).Value;
    }

    /// <summary>True for what is computed from shapes and constants only.</summary>
    private static bool IsSize(TfValue value) => value.Producer.Op switch
    {
        Shape or Const => true,
        StridedSlice or ConcatV2 or AddV2 or Mul or FloorDiv => value.Producer.Inputs.All(IsSize),
        _ => false,
    };

    /// <summary>Zeros, as many as the size says; the symbol only stands for it.</summary>
    private TfTensor OfLength(TfTensor size) => tf.Make(new Fill([Dim.Symbol($"length{_symbols++}")]), tf.Constant(0, DType.Int32), size);

    private static TfTensor Every(TfTensor vector, long first, long step) => tf.StridedSlice(vector, [first], [vector.Shape[0]], [step]);
}
