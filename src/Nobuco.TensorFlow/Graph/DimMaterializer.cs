using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Graph;

/// <summary>
/// Computes symbolic sizes at run time: from the shapes of the graph's inputs, with slices, concatenation and integer arithmetic (all int32).
/// Equal sizes are computed once.
/// </summary>
public sealed class DimMaterializer(IReadOnlyList<NamedValue> inputs)
{
    private readonly Dictionary<TfValue, TfTensor> _shapes = [];
    private readonly Dictionary<Dim, TfTensor> _sizes = [];

    /// <summary>The sizes as a vector.</summary>
    /// <exception cref="ArgumentException">No input's shape tells a symbol.</exception>
    public TfTensor Vector(Seq<Dim> sizes)
    {
        var parts = new List<TfTensor>();
        for (int at = 0; at < sizes.Count;)
        {
            (TfTensor part, int count) = Part(sizes[at..]);
            parts.Add(part);
            at += count;
        }
        return parts.Count == 0 ? tf.Sizes([]) : tf.ConcatV2(parts, 0);
    }

    /// <summary>The size as a vector of one element.</summary>
    /// <exception cref="ArgumentException">No input's shape tells a symbol.</exception>
    public TfTensor Single(Dim size)
    {
        if (!_sizes.TryGetValue(size, out TfTensor? value))
            _sizes[size] = value = size.IsConstant ? tf.Sizes([size]) : FromShape(size) ?? Sum(size);
        return value;
    }

    /// <summary>As many of the first sizes as one constant or one slice of an input's shape gives, but at least one.</summary>
    private (TfTensor Part, int Count) Part(Seq<Dim> sizes)
    {
        int constants = sizes.TakeWhile(static s => s.IsConstant).Count();
        if (constants > 0)
            return (tf.Sizes(sizes[..constants]), constants);
        (TfValue? input, int axis, int count) = LongestRun(sizes);
        return input is null || count == 1 ? (Single(sizes[0]), 1) : (tf.Slice(ShapeOf(input), 0, axis, axis + count), count);
    }

    private (TfValue? Input, int Axis, int Count) LongestRun(Seq<Dim> sizes)
    {
        IEnumerable<(TfValue? Input, int Axis, int Count)> runs =
            from input in inputs
            let shape = input.Value.Type.Shape
            from axis in Enumerable.Range(0, shape.Count)
            let count = shape.Skip(axis).Zip(sizes).TakeWhile(static pair => pair.First == pair.Second).Count()
            where count > 0
            select ((TfValue?)input.Value, axis, count);
        return runs.DefaultIfEmpty().MaxBy(static run => run.Count);
    }

    private TfTensor ShapeOf(TfValue input)
    {
        if (!_shapes.TryGetValue(input, out TfTensor? shape))
            _shapes[input] = shape = tf.Shape(new TfTensor(input));
        return shape;
    }

    private TfTensor? FromShape(Dim size) =>
        LongestRun([size]) is (TfValue input, int axis, _) ? tf.Slice(ShapeOf(input), 0, axis, axis + 1) : null;

    private TfTensor Sum(Dim size) => size.SymbolName is { } symbol ? Solve(symbol) : size.Terms.Select(Term).Aggregate(static (a, b) => a + b);

    private TfTensor Term(Dim.Term term)
    {
        if (term.Factors.Count == 0)
            return tf.Sizes([term.Coefficient]);
        TfTensor product = term.Factors.Select(Factor).Aggregate(static (a, b) => a * b);
        return term.Coefficient == 1 ? product : product * term.Coefficient;
    }

    private TfTensor Factor(Dim.Factor factor) => factor switch
    {
        Dim.OpaqueFactor { Kind: Dim.FactorKind.FloorDiv } f => tf.FloorDiv(Single(f.Left), Single(f.Right)),
        Dim.OpaqueFactor { Kind: Dim.FactorKind.Max } f => tf.Maximum(Single(f.Left), Single(f.Right)),
        Dim.OpaqueFactor f => tf.Minimum(Single(f.Left), Single(f.Right)),
        _ => Single(Dim.Symbol(((Dim.SymbolFactor)factor).Name)),
    };

    /// <summary>A symbol that only occurs as a · symbol + b.</summary>
    private TfTensor Solve(string symbol)
    {
        foreach (Dim size in inputs.SelectMany(static i => i.Value.Type.Shape))
        {
            if (size.Terms is [{ Factors: [Dim.SymbolFactor { Name: var name }] } term, ..] && name == symbol && (size - (Dim.Symbol(symbol) * term.Coefficient)).IsConstant)
                return tf.FloorDiv(Single(size) - (size - (Dim.Symbol(symbol) * term.Coefficient)).Value, term.Coefficient);
        }
        throw new ArgumentException($"No input's shape tells the size {symbol}.");
    }
}
