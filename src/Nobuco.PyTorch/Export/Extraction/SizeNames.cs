using Nobuco.Tensors.Symbolic;

namespace Nobuco.PyTorch.Export.Extraction;

/// <summary>
/// Symbols for sizes that are expressions of symbols which are not there, and the sizes that follow from them. Expressions of the same symbols with the same value are one size: that <c>s0//4</c> is <c>2*(s0//8)</c> the
/// program knows only from its guards.
/// </summary>
internal sealed class SizeNames
{
    private readonly HashSet<string> _own;
    private readonly Dictionary<Dim, Dim> _names = [];
    private readonly Dictionary<string, Dim> _meanings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _hints = new(StringComparer.Ordinal);

    /// <param name="sizes">What may need a name, and its value.</param>
    /// <param name="own">The symbols that are there.</param>
    /// <param name="taken">Names that mean something else.</param>
    public SizeNames(IEnumerable<(Dim Size, long Value)> sizes, HashSet<string> own, IEnumerable<string> taken)
    {
        _own = own;
        var known = new Dictionary<string, Dim>(StringComparer.Ordinal);
        IEnumerator<string> free = Enumerable.Range(0, int.MaxValue).Select(static number => $"s{number}").Except(taken).GetEnumerator();
        foreach ((Dim size, long value) in sizes.Where(size => !size.Size.Symbols.All(own.Contains)).DistinctBy(static size => size.Size))
        {
            string same = $"{value} {string.Join(' ', size.Symbols.Order(StringComparer.Ordinal))}";
            if (known.TryGetValue(same, out Dim? name) || value < 2 || !free.MoveNext())
            {
                _names[size] = name ?? value;
                continue;
            }
            _names[size] = known[same] = Dim.Symbol(free.Current);
            _meanings[free.Current] = size;
            _hints[free.Current] = value;
        }
    }

    public IReadOnlyDictionary<string, long> Hints => _hints;

    /// <summary>The size in symbols that are there; null where that is not found.</summary>
    public Dim? Restate(Dim size)
    {
        if (size.Symbols.All(_own.Contains))
            return size;
        foreach ((Dim known, Dim name) in _names)
        {
            if ((size - known).TryValue is { } difference)
                return name + difference;
        }
        return size.Terms.Aggregate((Dim?)Dim.Zero, (sum, term) => sum is null || Restate(term) is not { } next ? null : sum + next) is { } found && found.Substitute(_meanings) == size ? found : null;
    }

    private Dim? Restate(Dim.Term term)
    {
        foreach ((Dim known, Dim name) in _names)
        {
            if (Single(known) is var (single, constant) && Divide(term, single) is { } quotient)
                return Restate(quotient) is { } rest ? rest * (name - constant) : null;
        }
        return term.Factors.Aggregate((Dim?)term.Coefficient, (product, factor) => product is null || Restate(factor) is not { } next ? null : product * next);
    }

    private Dim? Restate(Dim.Factor factor) => factor switch
    {
        Dim.SymbolFactor { Name: var name } => _own.Contains(name) ? Dim.Symbol(name) : null,
        Dim.OpaqueFactor { Kind: Dim.FactorKind.FloorDiv } floor when Continue(floor) is { } found => found,
        Dim.OpaqueFactor { Kind: var kind, Left: var left, Right: var right } => Restate(left) is { } l && Restate(right) is { } r ? Apply(kind, l, r) : null,
        _ => null,
    };

    /// <summary>⌊(a + k · m) / (m · q)⌋ = ⌊(⌊a / m⌋ + k) / q⌋ where ⌊a / m⌋ has a name.</summary>
    private Dim? Continue(Dim.OpaqueFactor floor)
    {
        foreach ((Dim known, Dim name) in _names)
        {
            if (Single(known) is not ({ Coefficient: 1, Factors: [Dim.OpaqueFactor { Kind: Dim.FactorKind.FloorDiv } inner] }, var constant))
                continue;
            if (inner.Right.TryValue is not (> 0 and long divisor) || floor.Right.TryValue is not (> 0 and long whole) || whole % divisor != 0)
                continue;
            if ((floor.Left - inner.Left).TryValue is { } added && added % divisor == 0)
                return Dim.FloorDiv(name - constant + (added / divisor), whole / divisor);
        }
        return null;
    }

    /// <summary>The one term that has symbols, and the constant beside it; constants are last.</summary>
    private static (Dim.Term Term, long Constant)? Single(Dim size) => size.Terms switch
    {
        [{ Factors.Count: > 0 } term] => (term, 0),
        [{ Factors.Count: > 0 } term, { Factors.Count: 0 } constant] => (term, constant.Coefficient),
        _ => null,
    };

    private static Dim? Divide(Dim.Term term, Dim.Term divisor)
    {
        List<Dim.Factor> factors = [.. term.Factors];
        return term.Coefficient % divisor.Coefficient == 0 && divisor.Factors.All(factors.Remove) ? factors.Aggregate((Dim)(term.Coefficient / divisor.Coefficient), static (product, factor) => product * Of(factor)) : null;
    }

    private static Dim Of(Dim.Factor factor) => factor is Dim.OpaqueFactor opaque ? Apply(opaque.Kind, opaque.Left, opaque.Right) : Dim.Symbol(((Dim.SymbolFactor)factor).Name);

    private static Dim Apply(Dim.FactorKind kind, Dim left, Dim right) => kind switch
    {
        Dim.FactorKind.FloorDiv => Dim.FloorDiv(left, right),
        Dim.FactorKind.Max => Dim.Max(left, right),
        _ => Dim.Min(left, right),
    };
}
