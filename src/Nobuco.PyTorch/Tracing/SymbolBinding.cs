using Nobuco.PyTorch.Graph;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.PyTorch.Tracing;

/// <summary>The sizes that the symbols of a graph have, read off the shapes of tensors.</summary>
public sealed class SymbolBinding
{
    private readonly Dictionary<string, long> _sizes = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, long> Sizes => _sizes;

    /// <summary>Learns from a tensor of type <paramref name="type"/> that has the shape <paramref name="shape"/>.</summary>
    /// <exception cref="ArgumentException">The shape is not one of that type.</exception>
    public void Bind(string name, TensorType type, Seq<long> shape)
    {
        Learn(type, shape);
        if (!Fits(type, shape))
            throw new ArgumentException($"The tensor '{name}' should be {type} but has the shape {shape}.", nameof(shape));
    }

    /// <summary>Learns what a result tells of symbols not known before. Exporters do not always state the shapes of results that nobody uses.</summary>
    internal void Learn(TensorType type, Seq<long> shape)
    {
        for (int axis = 0; axis < shape.Count && shape.Count == type.Rank; axis++)
        {
            if (type.Shape[axis].SymbolName is { } symbol)
                _ = _sizes.TryAdd(symbol, shape[axis]);
            else
                Solve(type.Shape[axis], shape[axis]);
        }
    }

    /// <summary>The value of a symbol that the program computes.</summary>
    public void Set(string symbol, long value) => _sizes[symbol] = value;

    /// <exception cref="KeyNotFoundException">A symbol's size is not known.</exception>
    public long Evaluate(Dim size) => size.IsConstant ? size.Value : size.Evaluate(_sizes);

    /// <summary>The same sizes, to which a body adds its own.</summary>
    internal SymbolBinding Copy()
    {
        var copy = new SymbolBinding();
        foreach ((string symbol, long size) in _sizes)
            copy._sizes.Add(symbol, size);
        return copy;
    }

    private bool IsKnown(Dim size) => size.Symbols.All(_sizes.ContainsKey);

    private bool Fits(TensorType type, Seq<long> shape) =>
        shape.Count == type.Rank && Enumerable.Range(0, shape.Count).All(axis => !IsKnown(type.Shape[axis]) || Evaluate(type.Shape[axis]) == shape[axis]);

    /// <summary>Finds s in <c>a · s + b = value</c>.</summary>
    private void Solve(Dim size, long value)
    {
        if (size.Symbols.ToArray() is not [string symbol] || _sizes.ContainsKey(symbol))
            return;
        long atZero = size.Evaluate(new Dictionary<string, long> { [symbol] = 0 });
        long slope = size.Evaluate(new Dictionary<string, long> { [symbol] = 1 }) - atZero;
        if (slope == 0 || (value - atZero) % slope != 0)
            return;
        long candidate = (value - atZero) / slope;
        if (size.Evaluate(new Dictionary<string, long> { [symbol] = candidate }) == value)
            _sizes.Add(symbol, candidate);
    }
}
