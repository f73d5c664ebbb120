using Nobuco.Conversion.Layout;
using Nobuco.Tensors;
using Nobuco.TensorFlow.Graph;

namespace Nobuco.Tests.Layout;

/// <summary>Random layout problems, and simple ways to solve them to hold the solver against.</summary>
internal static class RandomLayouts
{
    private static readonly AxisOrder[] _orders = [new([0, 1, 2, 3]), new([0, 2, 3, 1]), new([0, 3, 1, 2]), new([1, 0, 2, 3])];

    /// <param name="flips">The share of ports whose orders change places, as behind a permute.</param>
    /// <param name="others">The share of ports that know other orders than the two usual ones.</param>
    public static LayoutProblem Create(Random random, int variables, double flips, double others)
    {
        var problem = new LayoutProblem();
        for (int v = 0; v < variables; v++)
            _ = random.Next(3) == 0 ? problem.AddTerminal() : problem.AddVariable();
        for (int v = 0; v < variables; v++)
        {
            int consumers = random.Next(5) == 0 ? random.Next(1, 6) : random.Next(0, 3);
            // Mostly a graph of short edges that go forward, as networks are.
            LayoutPort[] ports = [.. Enumerable.Range(0, consumers).Select(_ => Port(Math.Clamp(v + random.Next(-1, 6), 0, variables - 1)))];
            problem.AddValue(new LayoutValue(Port(v), [.. ports], TransposeCost(RandomShape(random))));
        }
        return problem;

        LayoutPort Port(int variable)
        {
            AxisOrder[] orders = random.NextDouble() < others ? [random.GetItems(_orders, 1)[0], random.GetItems(_orders, 1)[0]] : [_orders[0], _orders[1]];
            if (random.NextDouble() < flips)
                Array.Reverse(orders);
            return new LayoutPort(variable, problem.StateCounts[variable] == 2 ? [.. orders] : [orders[random.Next(2)]]);
        }
    }

    public static Func<AxisOrder, AxisOrder, long> TransposeCost(Seq<long> shape) =>
        (from, to) => Moving(from, shape).SequenceEqual(Moving(to, shape)) ? 0 : 4 * ShapeMath.Product(shape);

    /// <summary>The cheapest of all assignments, and among those the one with the fewest variables in state 1.</summary>
    public static (long Cost, int StateOnes) BruteForce(LayoutProblem problem)
    {
        int count = problem.StateCounts.Count;
        var best = (Cost: long.MaxValue, StateOnes: 0);
        for (int bits = 0; bits < 1 << count; bits++)
        {
            int[] states = [.. Enumerable.Range(0, count).Select(v => (bits >> v) & 1)];
            if (!Enumerable.Range(0, count).All(v => states[v] < problem.StateCounts[v]))
                continue;
            var candidate = (problem.Cost(states), states.Sum());
            if (candidate.CompareTo(best) < 0)
                best = candidate;
        }
        return best;
    }

    /// <summary>Decides one variable after the other for the values decided so far.</summary>
    public static long Greedy(LayoutProblem problem)
    {
        var states = new int[problem.StateCounts.Count];
        for (int v = 0; v < states.Length; v++)
        {
            if (problem.StateCounts[v] == 1)
                continue;
            long zero = problem.Cost(states);
            states[v] = 1;
            if (problem.Cost(states) >= zero)
                states[v] = 0;
        }
        return problem.Cost(states);
    }

    private static Seq<long> RandomShape(Random random) =>
        [random.Next(1, 3), random.Next(1, 4), .. random.Next(3) == 0 ? [1L, 1] : new long[] { random.Next(1, 9), random.Next(1, 9) }];

    private static IEnumerable<int> Moving(AxisOrder order, Seq<long> shape) => order.Permutation.Where(axis => shape[axis] != 1);
}
