namespace Nobuco.Conversion.Layout;

/// <summary>Minimises a <see cref="PairwiseProblem"/>: roof duality, and branch and bound over what it leaves undecided.</summary>
internal sealed class PairwiseSolver
{
    /// <summary>Branchings after which only the more promising branch is followed, and the result may miss the minimum.</summary>
    private const int BranchLimit = 2000;

    private int _branches;

    /// <summary>Whether the branchings sufficed.</summary>
    public bool IsExact => _branches <= BranchLimit;

    /// <summary>The states of a minimum.</summary>
    public int[] Solve(PairwiseProblem problem) => Complete(problem, RoofDuality.Solve(problem));

    private int[] Complete(PairwiseProblem problem, RoofDuality duality)
    {
        int[] states = [.. duality.States];
        foreach (List<int> component in UndecidedComponents(problem, states))
        {
            int[] solution = Branch(problem.Restrict(component, states));
            for (int i = 0; i < solution.Length; i++)
                states[component[i]] = solution[i];
        }
        return states;
    }

    private int[] Branch(PairwiseProblem problem)
    {
        int pivot = MostConstrained(problem);
        Candidate[] candidates = [.. new[] { Fix(problem, pivot, 0), Fix(problem, pivot, 1) }.OrderBy(c => c.Duality.DoubledBound)];
        int[] best = candidates[0].Expand(Complete(candidates[0].Rest, candidates[0].Duality));
        if (++_branches > BranchLimit || candidates[1].Duality.DoubledBound >= 2 * problem.Evaluate(best))
            return best;
        int[] other = candidates[1].Expand(Complete(candidates[1].Rest, candidates[1].Duality));
        return problem.Evaluate(other) < problem.Evaluate(best) ? other : best;
    }

    private static int MostConstrained(PairwiseProblem problem)
    {
        var degrees = new int[problem.VariableCount];
        foreach (PairwiseProblem.Pair pair in problem.Pairs)
        {
            degrees[pair.Left / 2]++;
            degrees[pair.Right / 2]++;
        }
        return Array.IndexOf(degrees, degrees.Max());
    }

    private static Candidate Fix(PairwiseProblem problem, int pivot, int state)
    {
        List<int> others = [.. Enumerable.Range(0, problem.VariableCount).Where(v => v != pivot)];
        var states = new int[problem.VariableCount];
        states[pivot] = state;
        PairwiseProblem rest = problem.Restrict(others, states);
        rest.Add(problem.Constant + problem.Costs[PairwiseProblem.Literal(pivot, state)]);
        return new Candidate(pivot, state, rest, RoofDuality.Solve(rest));
    }

    private static List<List<int>> UndecidedComponents(PairwiseProblem problem, int[] states)
    {
        var components = new DisjointSets(problem.VariableCount);
        foreach (PairwiseProblem.Pair pair in problem.Pairs)
        {
            if (states[pair.Left / 2] == RoofDuality.Undecided && states[pair.Right / 2] == RoofDuality.Undecided)
                components.Join(pair.Left / 2, pair.Right / 2);
        }
        return Enumerable.Range(0, problem.VariableCount)
            .Where(v => states[v] == RoofDuality.Undecided)
            .GroupBy(components.Smallest)
            .Select(component => component.ToList())
            .ToList();
    }

    /// <summary>The problem with one variable fixed.</summary>
    private sealed record Candidate(int Pivot, int State, PairwiseProblem Rest, RoofDuality Duality)
    {
        public int[] Expand(int[] rest) => [.. rest[..Pivot], State, .. rest[Pivot..]];
    }
}
