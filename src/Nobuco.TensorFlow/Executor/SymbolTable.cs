using Nobuco.TensorFlow.Graph;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.TensorFlow.Executor;

/// <summary>The values of symbolic sizes, learnt from the shapes of tensors.</summary>
internal sealed class SymbolTable(IReadOnlyDictionary<string, long>? known)
{
    private readonly Dictionary<string, long> _values = known is null ? [] : new(known);

    /// <summary>Checks a tensor against a type and learns what its shape tells. False where they contradict each other.</summary>
    public bool TryBind(TfType type, Tensor tensor)
    {
        if (tensor.DType != type.DType || tensor.Rank != type.Rank)
            return false;
        for (int axis = 0; axis < type.Rank; axis++)
        {
            if (type.Shape[axis].TryValue is { } size ? size != tensor.Shape[axis] : !TryBind(type.Shape[axis], tensor.Shape[axis]))
                return false;
        }
        return true;
    }

    /// <exception cref="ExecutionException">A symbol has no value yet.</exception>
    public long Evaluate(Dim dim)
    {
        if (dim.TryValue is { } value)
            return value;
        if (dim.Symbols.FirstOrDefault(symbol => !_values.ContainsKey(symbol)) is { } unknown)
            throw new ExecutionException($"The size {dim} is not known: no given shape tells {unknown}.");
        return dim.Evaluate(_values);
    }

    public Seq<long> Evaluate(Seq<Dim> dims) => dims.Select(Evaluate).ToSeq();

    public override string ToString() => string.Join(", ", _values.Select(static pair => $"{pair.Key} = {pair.Value}"));

    /// <summary>Solves a · symbol + b = size for the only unknown symbol; what cannot be solved tells nothing.</summary>
    private bool TryBind(Dim dim, long size)
    {
        string[] unknown = [.. dim.Symbols.Where(symbol => !_values.ContainsKey(symbol))];
        if (unknown.Length == 0)
            return dim.Evaluate(_values) == size;
        if (unknown.Length > 1)
            return true;
        long at0 = At(0), slope = At(1) - at0;
        if (At(2) - at0 != 2 * slope || slope == 0 || dim.Terms.Any(static t => t.Factors.Any(static f => f is Dim.OpaqueFactor)))
            return true;
        if ((size - at0) % slope != 0)
            return false;
        _values[unknown[0]] = (size - at0) / slope;
        return true;

        long At(long value) => dim.Evaluate(new Dictionary<string, long>(_values) { [unknown[0]] = value });
    }
}
