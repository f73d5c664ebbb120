using Nobuco.Tensors;
using Nobuco.TensorFlow.Graph;

namespace Nobuco.Conversion.Layout;

/// <summary>
/// Finds the states that move the fewest bytes. Among equals it takes a solution with the fewest variables in state 1, so the builder of the problem
/// puts the order it prefers first; the result depends on nothing but the problem.
/// </summary>
/// <remarks>
/// A transpose of cost c to order w is paid when the producer is in a state s that does not give w and any consumer wants w:
/// c · [x = s] · max([y₁ wants w], [y₂ wants w], …). With an auxiliary variable z that says "the transpose is there" this is the minimum over z of
/// c · [x = s][z] + c · Σ [yᵢ wants w][¬z], a <see cref="PairwiseProblem"/>.
/// </remarks>
internal static class LayoutSolver
{
    public static LayoutSolution Solve(LayoutProblem problem)
    {
        int count = problem.StateCounts.Count;
        var solver = new PairwiseSolver();
        int[] states = solver.Solve(new Encoding(problem).Build())[..count];
        for (int v = 0; v < count; v++)
            states[v] = Math.Min(states[v], problem.StateCounts[v] - 1);
        if (!solver.IsExact)
            Descend(problem, states);
        return new LayoutSolution([.. states], problem.Cost(states));
    }

    /// <summary>Changes single variables while that helps.</summary>
    private static void Descend(LayoutProblem problem, int[] states)
    {
        ILookup<int, LayoutValue> touching = problem.Values
            .SelectMany(value => value.Consumers.Prepend(value.Producer).Select(port => port.Variable).Distinct().Select(v => (Variable: v, Value: value)))
            .ToLookup(pair => pair.Variable, pair => pair.Value);
        bool changed = true;
        while (changed)
        {
            changed = false;
            for (int v = 0; v < states.Length; v++)
            {
                if (problem.StateCounts[v] < 2)
                    continue;
                long before = touching[v].Sum(value => value.Cost(states));
                states[v] ^= 1;
                if (touching[v].Sum(value => value.Cost(states)) < before)
                    changed = true;
                else
                    states[v] ^= 1;
            }
        }
    }

    /// <summary>The problem as a <see cref="PairwiseProblem"/> whose first variables are the problem's own.</summary>
    private sealed class Encoding(LayoutProblem problem)
    {
        private readonly PairwiseProblem _pairwise = new(problem.StateCounts.Count);

        // Costs are scaled so that the preference for state 0 only decides between equals.
        private readonly long _scale = problem.StateCounts.Count + 1;

        public PairwiseProblem Build()
        {
            for (int v = 0; v < problem.StateCounts.Count; v++)
                _pairwise.Add(PairwiseProblem.Literal(v, 1), 1);
            foreach (LayoutValue value in problem.Values)
            {
                var orders = new DistinctOrders(value.TransposeCost);
                int[][] wanted = [.. value.Consumers.Select(consumer => consumer.Orders.Select(orders.IndexOf).ToArray())];
                for (int order = 0; order < orders.Count; order++)
                    AddTranspose(value, orders[order], DemandFor(value, wanted, order));
            }
            return _pairwise;
        }

        private void AddTranspose(LayoutValue value, AxisOrder order, Demand? demand)
        {
            long[] costs = [.. value.Producer.Orders.Select(from => value.TransposeCost(from, order) * _scale)];
            long always = costs.Min();
            if (always > 0)
                AddCost(always, [], demand);
            for (int state = 0; state < costs.Length; state++)
            {
                if (costs[state] > always)
                    AddCost(costs[state] - always, [PairwiseProblem.Literal(value.Producer.Variable, state)], demand);
            }
        }

        /// <summary>Who wants the order: literals of which any suffices, or null when somebody always does.</summary>
        /// <param name="value">The value.</param>
        /// <param name="wanted">The order that each consumer wants in each state.</param>
        /// <param name="order">The order in question.</param>
        private static Demand? DemandFor(LayoutValue value, int[][] wanted, int order)
        {
            var literals = new SortedSet<int>();
            for (int i = 0; i < wanted.Length; i++)
            {
                if (Array.TrueForAll(wanted[i], o => o == order))
                    return null;
                for (int state = 0; state < wanted[i].Length; state++)
                {
                    if (wanted[i][state] == order)
                        literals.Add(PairwiseProblem.Literal(value.Consumers[i].Variable, state));
                }
            }
            return literals.Any(l => literals.Contains(l ^ 1)) ? null : new Demand([.. literals]);
        }

        /// <summary>cost · [producer] · [demand], where no producer means always.</summary>
        private void AddCost(long cost, Seq<int> producer, Demand? demand)
        {
            // The producer's own wish is decided with its state.
            bool always = demand is null || producer.Any(demand.Literals.Contains);
            int[] consumers = always ? [] : [.. demand!.Literals.Where(l => !producer.Contains(l ^ 1))];
            switch (producer, always, consumers)
            {
                case ([], true, _):
                    _pairwise.Add(cost);
                    break;
                case ([var p], true, _):
                    _pairwise.Add(p, cost);
                    break;
                case (_, _, []):
                    break;
                case ([], _, [var c]):
                    _pairwise.Add(c, cost);
                    break;
                case ([var p], _, [var c]):
                    _pairwise.Add(p, c, cost);
                    break;
                default:
                    AddShared(cost, producer, consumers);
                    break;
            }
        }

        private void AddShared(long cost, Seq<int> producer, int[] consumers)
        {
            int made = PairwiseProblem.Literal(_pairwise.AddVariable(), 1);
            if (producer is [var p])
                _pairwise.Add(p, made, cost);
            else
                _pairwise.Add(made, cost);
            foreach (int consumer in consumers)
                _pairwise.Add(consumer, made ^ 1, cost);
        }

        private sealed record Demand(Seq<int> Literals);
    }
}
