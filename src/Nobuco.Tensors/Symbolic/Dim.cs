using System.Globalization;

namespace Nobuco.Tensors.Symbolic;

/// <summary>
/// The size of an axis: an integer polynomial over the program's symbols, with exact equality (<c>s0 + s0 == 2 * s0</c>).
/// What is not polynomial (floor division, modulo, minimum, maximum) is an opaque factor of its own.
/// </summary>
public sealed class Dim : IEquatable<Dim>, IComparable<Dim>
{
    private readonly Term[] _terms;

    private Dim(Term[] terms) => _terms = terms;

    public static Dim Zero { get; } = new([]);

    public static Dim One { get; } = 1;

    public static Dim Symbol(string name) => new([new Term([new SymbolFactor(name)], 1)]);

    public static implicit operator Dim(long value) => value == 0 ? Zero : new([new Term([], value)]);

    /// <summary>True when no symbol occurs.</summary>
    public bool IsConstant => _terms.Length == 0 || (_terms.Length == 1 && _terms[0].Factors.Count == 0);

    /// <summary>The value of a constant.</summary>
    /// <exception cref="InvalidOperationException">A symbol occurs.</exception>
    public long Value => IsConstant ? (_terms.Length == 0 ? 0 : _terms[0].Coefficient) : throw new InvalidOperationException($"The dimension {this} is not a constant.");

    /// <summary>The value of a constant, or null.</summary>
    public long? TryValue => IsConstant ? Value : null;

    /// <summary>The name if this is one symbol and nothing else, or null.</summary>
    public string? SymbolName => _terms is [{ Coefficient: 1, Factors: [SymbolFactor symbol] }] ? symbol.Name : null;

    /// <summary>The terms of the sum: a coefficient and its factors each. For those who emit the arithmetic.</summary>
    public IReadOnlyList<Term> Terms => _terms;

    /// <summary>All symbols that occur, also inside factors.</summary>
    public IEnumerable<string> Symbols => _terms.SelectMany(t => t.Factors).SelectMany(f => f.Symbols).Distinct();

    public static Dim operator +(Dim left, Dim right) => Sum(left._terms.Concat(right._terms));

    public static Dim operator -(Dim value) => new([.. value._terms.Select(t => t with { Coefficient = -t.Coefficient })]);

    public static Dim operator -(Dim left, Dim right) => left + -right;

    public static Dim operator *(Dim left, Dim right) =>
        Sum(from a in left._terms from b in right._terms select new Term(Factor.Sort(a.Factors.Concat(b.Factors)), checked(a.Coefficient * b.Coefficient)));

    /// <summary>
    /// ⌊left / right⌋. What divides exactly leaves the floor, and floors of floors are one, so that different ways to compute a size
    /// (<c>(s0 - 1)//2 + 1</c> and <c>(s0 + 1)//2</c>) are equal.
    /// </summary>
    /// <exception cref="DivideByZeroException">The divisor is the constant 0.</exception>
    public static Dim FloorDiv(Dim left, Dim right)
    {
        if (right == Zero)
            throw new DivideByZeroException();
        if (right == One)
            return left;
        if (left.IsConstant && right.IsConstant)
            return FloorDivide(left.Value, right.Value);
        if (TryDivide(left, right) is { } exact)
            return exact;
        if (right.TryValue is not (> 0 and long divisor))
            return Opaque(FactorKind.FloorDiv, left, right);
        (Dim whole, Dim rest) = DivideCoefficients(left, divisor);
        if (rest.IsConstant)
            return whole;
        return whole + (TryFlatten(rest, divisor) ?? Opaque(FactorKind.FloorDiv, rest, right));
    }

    /// <summary>⌈left / right⌉.</summary>
    public static Dim CeilDiv(Dim left, Dim right) => right.TryValue > 0 ? FloorDiv(left + right - 1, right) : -FloorDiv(-left, right);

    /// <summary>left − right · ⌊left / right⌋: the sign follows the divisor, as in Python.</summary>
    public static Dim Mod(Dim left, Dim right)
    {
        if (left.IsConstant && right.IsConstant)
            return left.Value - (right.Value * FloorDivide(left.Value, right.Value));
        return left - (right * FloorDiv(left, right));
    }

    public static Dim Max(Dim left, Dim right) => Extreme(FactorKind.Max, left, right);

    public static Dim Min(Dim left, Dim right) => Extreme(FactorKind.Min, left, right);

    /// <summary>The value under <paramref name="symbols"/>.</summary>
    /// <exception cref="KeyNotFoundException">A symbol has no value.</exception>
    public long Evaluate(IReadOnlyDictionary<string, long> symbols) =>
        _terms.Sum(t => t.Factors.Aggregate(t.Coefficient, (product, f) => checked(product * f.Evaluate(symbols))));

    /// <summary>The dimension with some symbols replaced.</summary>
    public Dim Substitute(IReadOnlyDictionary<string, Dim> symbols) =>
        _terms.Aggregate(Zero, (sum, t) => sum + t.Factors.Aggregate((Dim)t.Coefficient, (product, f) => product * f.Substitute(symbols)));

    public static bool operator ==(Dim? left, Dim? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(Dim? left, Dim? right) => !(left == right);

    public bool Equals(Dim? other) => other is not null && _terms.AsSpan().SequenceEqual(other._terms);

    public override bool Equals(object? obj) => Equals(obj as Dim);

    public override int GetHashCode() => _terms.Aggregate(17, HashCode.Combine);

    public int CompareTo(Dim? other) => string.CompareOrdinal(ToString(), other?.ToString());

    public static bool operator <(Dim left, Dim right) => left.CompareTo(right) < 0;

    public static bool operator >(Dim left, Dim right) => left.CompareTo(right) > 0;

    public static bool operator <=(Dim left, Dim right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Dim left, Dim right) => left.CompareTo(right) >= 0;

    /// <summary>Infix text that <see cref="DimParser"/> reads back: <c>2*s0 + s1//3 - 1</c>.</summary>
    public override string ToString()
    {
        if (_terms.Length == 0)
            return "0";
        string text = string.Concat(_terms.Select(t => (t.Coefficient < 0 ? " - " : " + ") + t.AbsoluteText));
        return text.StartsWith(" - ", StringComparison.Ordinal) ? "-" + text[3..] : text[3..];
    }

    private static Dim Sum(IEnumerable<Term> terms)
    {
        var sums = new SortedDictionary<string, Term>(StringComparer.Ordinal);
        foreach (Term term in terms)
        {
            string key = term.FactorText;
            sums[key] = sums.TryGetValue(key, out Term? same) ? term with { Coefficient = checked(term.Coefficient + same.Coefficient) } : term;
        }
        // Constants (the empty key) sort first and are printed last.
        Term[] kept = [.. sums.Values.Where(t => t.Coefficient != 0)];
        return new Dim([.. kept.Where(t => t.Factors.Count > 0), .. kept.Where(t => t.Factors.Count == 0)]);
    }

    private static Dim Opaque(FactorKind kind, Dim left, Dim right) => new([new Term([new OpaqueFactor(kind, left, right)], 1)]);

    private static Dim Extreme(FactorKind kind, Dim left, Dim right)
    {
        if ((left - right).TryValue is { } difference)
            return difference >= 0 == (kind == FactorKind.Max) ? left : right;
        return left < right ? Opaque(kind, left, right) : Opaque(kind, right, left);
    }

    private static long FloorDivide(long left, long right)
    {
        long quotient = left / right;
        return left % right != 0 && (left < 0) != (right < 0) ? quotient - 1 : quotient;
    }

    /// <summary>left = whole · divisor + rest, where the coefficients of rest are in [0, divisor).</summary>
    private static (Dim Whole, Dim Remainder) DivideCoefficients(Dim left, long divisor)
    {
        Dim whole = Sum(left._terms.Select(t => t with { Coefficient = FloorDivide(t.Coefficient, divisor) }));
        return (whole, left - (whole * divisor));
    }

    /// <summary>⌊(⌊a / m⌋ + c) / divisor⌋ = ⌊(a + c · m) / (m · divisor)⌋, or null for anything else.</summary>
    private static Dim? TryFlatten(Dim left, long divisor)
    {
        if (left._terms is not [{ Coefficient: 1, Factors: [OpaqueFactor { Kind: FactorKind.FloorDiv } floor] }, .. var rest])
            return null;
        var added = new Dim(rest);
        return added.IsConstant && floor.Right.TryValue is > 0 and long inner ? FloorDiv(floor.Left + (added * inner), inner * divisor) : null;
    }

    /// <summary>left / right if every term of left is a multiple of the single term of right, else null.</summary>
    private static Dim? TryDivide(Dim left, Dim right)
    {
        if (left == right)
            return One;
        if (right._terms is not [Term divisor])
            return null;
        var quotient = new List<Term>();
        foreach (Term term in left._terms)
        {
            List<Factor> factors = [.. term.Factors];
            if (term.Coefficient % divisor.Coefficient != 0 || !divisor.Factors.All(factors.Remove))
                return null;
            quotient.Add(new Term([.. factors], term.Coefficient / divisor.Coefficient));
        }
        return Sum(quotient);
    }

    /// <summary>One summand: the coefficient times the factors.</summary>
    public sealed record Term(Seq<Factor> Factors, long Coefficient)
    {
        internal string FactorText { get; } = string.Join("*", Factors);

        internal string AbsoluteText
        {
            get
            {
                string size = Math.Abs(Coefficient).ToString(CultureInfo.InvariantCulture);
                return Factors.Count == 0 ? size : Math.Abs(Coefficient) == 1 ? FactorText : $"{size}*{FactorText}";
            }
        }
    }

    public enum FactorKind
    {
        FloorDiv,
        Max,
        Min,
    }

    /// <summary>A symbol, or an operation that is not polynomial.</summary>
    public abstract record Factor
    {
        public abstract IEnumerable<string> Symbols { get; }

        internal abstract long Evaluate(IReadOnlyDictionary<string, long> symbols);

        internal abstract Dim Substitute(IReadOnlyDictionary<string, Dim> symbols);

        internal static Seq<Factor> Sort(IEnumerable<Factor> factors) => factors.OrderBy(f => f.ToString(), StringComparer.Ordinal).ToSeq();
    }

    public sealed record SymbolFactor(string Name) : Factor
    {
        public override IEnumerable<string> Symbols => [Name];

        internal override long Evaluate(IReadOnlyDictionary<string, long> symbols) => symbols[Name];

        internal override Dim Substitute(IReadOnlyDictionary<string, Dim> symbols) => symbols.GetValueOrDefault(Name) ?? Symbol(Name);

        public override string ToString() => Name;
    }

    public sealed record OpaqueFactor(FactorKind Kind, Dim Left, Dim Right) : Factor
    {
        public override IEnumerable<string> Symbols => Left.Symbols.Concat(Right.Symbols).Distinct();

        internal override long Evaluate(IReadOnlyDictionary<string, long> symbols) =>
            Apply(Left.Evaluate(symbols), Right.Evaluate(symbols)).Value;

        internal override Dim Substitute(IReadOnlyDictionary<string, Dim> symbols) => Apply(Left.Substitute(symbols), Right.Substitute(symbols));

        public override string ToString() => Kind switch
        {
            FactorKind.FloorDiv => $"(({Left})//({Right}))",
            FactorKind.Max => $"Max({Left}, {Right})",
            _ => $"Min({Left}, {Right})",
        };

        private Dim Apply(Dim left, Dim right) => Kind switch
        {
            FactorKind.FloorDiv => FloorDiv(left, right),
            FactorKind.Max => Max(left, right),
            _ => Min(left, right),
        };
    }
}
