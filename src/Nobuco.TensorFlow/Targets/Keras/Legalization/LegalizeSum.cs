using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.TensorFlow.Targets.Legalization;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Targets.Keras.Legalization;

/// <summary>
/// Keras 3 on TensorFlow takes a second operand that is a vector but for axes of size 1 for a bias, wherever its axis is: it adds it along the last axis if that has
/// the vector's size, and otherwise along axis 1 if that has (<c>add</c> in backend/tensorflow/numpy.py). Where broadcasting means another axis,
/// the operands change places; where that is no better, the second one is negated and subtracted.
/// </summary>
internal sealed class LegalizeSum : Legalization<AddV2>
{
    protected override TfTensor? Rewrite(AddV2 op, TfNode node)
    {
        TfTensor x = Input(node), y = Input(node, 1);
        if (IsAddedAsItShould(x.Shape, y.Shape))
            return null;
        return IsAddedAsItShould(y.Shape, x.Shape) ? tf.Make(op, y, x) : x - tf.Neg(y);
    }

    private static bool IsAddedAsItShould(Seq<Dim> x, Seq<Dim> y) =>
        x.Count < 2 || x == y || Enumerable.Range(0, y.Count).All(axis => y[axis] == Dim.One || IsAddedAsItShould(x, y, axis));

    /// <summary>Whether it is so when <paramref name="axis"/> is the only one of <paramref name="y"/> whose size is not 1.</summary>
    private static bool IsAddedAsItShould(Seq<Dim> x, Seq<Dim> y, int axis)
    {
        Dim[] others = [.. y.Where((size, i) => i != axis)];
        if (others.Any(static size => size.TryValue is not (null or 1)))
            return true;
        Dictionary<string, Dim> ones = others.Select(static size => size.SymbolName).OfType<string>().Distinct().ToDictionary(static name => name, static _ => Dim.One);
        Dim size = y[axis].Substitute(ones), first = x[1].Substitute(ones), last = x[^1].Substitute(ones);
        if (size == Dim.One)
            return true;
        int target = axis - y.Count + x.Count;
        bool isLast = CanBe(last, size), isFirst = CanBe(first, size) && last != size;
        return (!isLast && !isFirst) || (y.Count <= x.Count && (!isLast || target == x.Count - 1) && (!isFirst || target == 1));
    }

    private static bool CanBe(Dim one, Dim other) => (one - other).TryValue is null or 0;
}
