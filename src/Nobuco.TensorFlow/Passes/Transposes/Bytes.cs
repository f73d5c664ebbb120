using Nobuco.TensorFlow.Graph;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Passes.Transposes;

/// <summary>How much memory values take, compared also where sizes are symbolic.</summary>
internal static class Bytes
{
    /// <summary>The sign of the difference, or null where it depends on a symbol.</summary>
    public static int? Compare(IEnumerable<TfValue> left, IEnumerable<TfValue> right)
    {
        Dim difference = Sum(left) - Sum(right);
        if (difference.TryValue is { } value)
            return Math.Sign(value);
        // Sizes are not negative: a polynomial whose terms have one sign has it too.
        bool isOpaque = difference.Terms.SelectMany(static t => t.Factors).Any(static f => f is not Dim.SymbolFactor);
        if (isOpaque)
            return null;
        return difference.Terms.All(static t => t.Coefficient > 0) ? 1 : difference.Terms.All(static t => t.Coefficient < 0) ? -1 : null;
    }

    private static Dim Sum(IEnumerable<TfValue> values) =>
        values.Aggregate(Dim.Zero, static (sum, v) => sum + (v.Type.Shape.Product() * v.Type.DType.Size()));
}
