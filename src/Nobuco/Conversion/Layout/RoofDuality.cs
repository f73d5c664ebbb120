namespace Nobuco.Conversion.Layout;

/// <summary>
/// States that some minimum of a <see cref="PairwiseProblem"/> has, by one minimum cut. Literals are nodes, the source side is what is true, and a pair
/// (p, q) is the implications p → ¬q and q → ¬p. Where these never join a literal with its negation (the problem is submodular once the states of
/// some variables change names) that is all variables of a minimum; elsewhere those on which roof duality decides.
/// P. L. Hammer, P. Hansen, B. Simeone, "Roof duality, complementation and persistency in quadratic 0–1 optimization", 1984.
/// </summary>
internal sealed class RoofDuality
{
    public const int Undecided = -1;

    private RoofDuality(int[] states, long doubledBound) => (States, DoubledBound) = (states, doubledBound);

    /// <summary>A state or <see cref="Undecided"/> for each variable; some minimum agrees with all that are decided.</summary>
    public int[] States { get; }

    /// <summary>Twice a lower bound of the minimum.</summary>
    public long DoubledBound { get; }

    public static RoofDuality Solve(PairwiseProblem problem)
    {
        int literals = 2 * problem.VariableCount, source = literals, sink = literals + 1;
        var flow = new MaximumFlow(literals + 2);
        var halves = new DisjointSets(literals);
        for (int literal = 0; literal < literals; literal++)
        {
            if (problem.Costs[literal] is > 0 and var cost)
            {
                flow.AddEdge(literal, sink, cost);
                flow.AddEdge(source, literal ^ 1, cost);
            }
        }
        foreach ((int left, int right, long cost) in problem.Pairs)
        {
            flow.AddEdge(left, right ^ 1, cost);
            flow.AddEdge(right, left ^ 1, cost);
            halves.Join(left, right ^ 1);
            halves.Join(right, left ^ 1);
        }
        long doubled = flow.Run(source, sink);
        var states = new int[problem.VariableCount];
        for (int v = 0; v < states.Length; v++)
            states[v] = Decide(v, flow, halves);
        return new RoofDuality(states, (2 * problem.Constant) + doubled);
    }

    private static int Decide(int variable, MaximumFlow flow, DisjointSets halves)
    {
        int zero = PairwiseProblem.Literal(variable, 0), one = PairwiseProblem.Literal(variable, 1);
        int half = halves.Smallest(zero), mirrored = halves.Smallest(one);
        if (half == mirrored)
            return flow.IsOnSourceSide(zero) ? 0 : flow.IsOnSourceSide(one) ? 1 : Undecided;
        // Two mirrored networks that do not touch: either one is the whole problem.
        return half < mirrored
            ? (flow.IsOnSourceSide(zero) ? 0 : 1)
            : (flow.IsOnSourceSide(one) ? 1 : 0);
    }
}
