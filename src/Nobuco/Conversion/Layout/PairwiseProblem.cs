namespace Nobuco.Conversion.Layout;

/// <summary>
/// A quadratic pseudo-Boolean function with coefficients ≥ 0: the sum of the costs of literals that are true and of pairs of literals that are
/// both true. Literal 2v + s says that variable v is in state s; <c>literal ^ 1</c> is its negation.
/// </summary>
internal sealed class PairwiseProblem(int variableCount)
{
    private readonly List<long> _costs = [.. new long[2 * variableCount]];
    private readonly List<Pair> _pairs = [];

    public int VariableCount => _costs.Count / 2;

    /// <summary>What every assignment costs.</summary>
    public long Constant { get; private set; }

    /// <summary>The cost of each literal.</summary>
    public IReadOnlyList<long> Costs => _costs;

    public IReadOnlyList<Pair> Pairs => _pairs;

    public static int Literal(int variable, int state) => (2 * variable) + state;

    public int AddVariable()
    {
        _costs.AddRange(0, 0);
        return VariableCount - 1;
    }

    public void Add(long cost) => Constant += cost;

    public void Add(int literal, long cost) => _costs[literal] += cost;

    public void Add(int left, int right, long cost)
    {
        if (left == right)
            Add(left, cost);
        else if (left != (right ^ 1))
            _pairs.Add(new Pair(left, right, cost));
    }

    public long Evaluate(ReadOnlySpan<int> states)
    {
        long cost = Constant;
        for (int v = 0; v < states.Length; v++)
            cost += _costs[Literal(v, states[v])];
        foreach (Pair pair in _pairs)
        {
            if (IsTrue(pair.Left, states) && IsTrue(pair.Right, states))
                cost += pair.Cost;
        }
        return cost;
    }

    /// <summary>The problem that is left of <paramref name="kept"/> when the other variables are in <paramref name="states"/>; -1 leaves the terms of a variable out.</summary>
    public PairwiseProblem Restrict(IReadOnlyList<int> kept, ReadOnlySpan<int> states)
    {
        var rest = new PairwiseProblem(kept.Count);
        var index = new int[VariableCount];
        Array.Fill(index, -1);
        for (int i = 0; i < kept.Count; i++)
        {
            index[kept[i]] = i;
            rest.Add(Literal(i, 0), _costs[Literal(kept[i], 0)]);
            rest.Add(Literal(i, 1), _costs[Literal(kept[i], 1)]);
        }
        foreach (Pair pair in _pairs)
        {
            int left = index[pair.Left / 2], right = index[pair.Right / 2];
            if (left >= 0 && right >= 0)
                rest.Add(Literal(left, pair.Left & 1), Literal(right, pair.Right & 1), pair.Cost);
            else if (left >= 0 && IsTrue(pair.Right, states))
                rest.Add(Literal(left, pair.Left & 1), pair.Cost);
            else if (right >= 0 && IsTrue(pair.Left, states))
                rest.Add(Literal(right, pair.Right & 1), pair.Cost);
        }
        return rest;
    }

    private static bool IsTrue(int literal, ReadOnlySpan<int> states) => states[literal / 2] == (literal & 1);

    /// <summary>Costs <paramref name="Cost"/> when both literals are true.</summary>
    public readonly record struct Pair(int Left, int Right, long Cost);
}
