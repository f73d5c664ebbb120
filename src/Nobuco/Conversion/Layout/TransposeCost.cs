using Nobuco.PyTorch.Graph;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;
using Nobuco.TensorFlow;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;

namespace Nobuco.Conversion.Layout;

/// <summary>The bytes that transposes move. Symbolic sizes count with their size in the example inputs.</summary>
internal sealed class TransposeCost(IReadOnlyDictionary<string, SymbolRange> symbols)
{
    private const long UnknownSize = 64;

    /// <summary>An addition reads and writes in order, so that it weighs less than a transpose: it decides between orders that transpose nearly the same.</summary>
    private const long AdditionShare = 4;

    /// <summary>Bytes to bring a value from one order into another; 0 when only unit axes move.</summary>
    public long Move(TensorType type, AxisOrder from, AxisOrder to) => MovesOnlyUnitAxes(type.Shape, from, to) ? 0 : Bytes(type.DType, type.Shape);

    /// <summary>Bytes that the transposes between <paramref name="inputs"/> and <paramref name="results"/> move.</summary>
    public long Inside(IEnumerable<TfTensor> results, IEnumerable<TfTensor> inputs) =>
        Between(results, inputs).Where(static node => node.Op is Transpose && node.Inputs[0].Producer.Op is not Const).Sum(Bytes);

    /// <summary>What the additions between them cost, in bytes moved by transposes: where a layer takes a bias in one order only, that tells the orders apart.</summary>
    public long Additions(IEnumerable<TfTensor> results, IEnumerable<TfTensor> inputs) => Between(results, inputs).Where(static node => node.Op is AddV2).Sum(Bytes) / AdditionShare;

    private static List<TfNode> Between(IEnumerable<TfTensor> results, IEnumerable<TfTensor> inputs)
    {
        var seen = new HashSet<TfNode>(inputs.Select(i => i.Value.Producer));
        var pending = new Stack<TfNode>(results.Select(r => r.Value.Producer));
        List<TfNode> nodes = [];
        while (pending.TryPop(out TfNode? node))
        {
            if (!seen.Add(node))
                continue;
            nodes.Add(node);
            foreach (TfValue input in node.Inputs)
                pending.Push(input.Producer);
        }
        return nodes;
    }

    private long Bytes(TfNode node) => Bytes(node.Output.Type.DType, node.Output.Type.Shape);

    private static bool MovesOnlyUnitAxes(Seq<Dim> shape, AxisOrder from, AxisOrder to)
    {
        IEnumerable<int> Moving(AxisOrder order) => order.Permutation.Where(axis => shape[axis] != Dim.One);
        return Moving(from).SequenceEqual(Moving(to));
    }

    /// <summary>The bytes of a tensor.</summary>
    public long Bytes(DType dtype, Seq<Dim> shape) => shape.Aggregate((long)dtype.Size(), (bytes, size) => bytes * Size(size));

    private long Size(Dim size)
    {
        if (size.TryValue is { } known)
            return known;
        Dictionary<string, long> hints = size.Symbols.ToDictionary(s => s, s => symbols.TryGetValue(s, out SymbolRange? range) ? range.Hint ?? UnknownSize : UnknownSize);
        return Math.Max(1, size.Evaluate(hints));
    }
}
