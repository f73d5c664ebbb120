using FsCheck.Xunit;
using Nobuco.Conversion.Layout;
using Nobuco.TensorFlow.Graph;

namespace Nobuco.Tests.Layout;

public sealed class LayoutSolverTests
{
    private static readonly AxisOrder _torch = AxisOrder.Identity(4);
    private static readonly AxisOrder _tensorFlow = AxisOrder.ChannelsLast(4);

    [Property(MaxTest = 400)]
    public void EqualsBruteForce(int seed)
    {
        var random = new Random(seed);
        LayoutProblem problem = RandomLayouts.Create(random, random.Next(1, 13), flips: random.NextDouble() / 2, others: random.NextDouble() / 2);
        (long cost, int stateOnes) = RandomLayouts.BruteForce(problem);

        LayoutSolution solution = LayoutSolver.Solve(problem);

        solution.Cost.ShouldBe(cost);
        solution.States.Sum().ShouldBe(stateOnes);
        problem.Cost(solution.States).ShouldBe(cost);
    }

    [Property(MaxTest = 30)]
    public void IsNeverWorseThanGreedy(int seed)
    {
        var random = new Random(seed);
        LayoutProblem problem = RandomLayouts.Create(random, random.Next(50, 400), flips: random.NextDouble() / 4, others: random.NextDouble() / 4);

        LayoutSolver.Solve(problem).Cost.ShouldBeLessThanOrEqualTo(RandomLayouts.Greedy(problem));
    }

    [Fact]
    public void OneTransposeServesAllConsumersThatWantTheOrder()
    {
        var problem = new LayoutProblem();
        int producer = problem.AddTerminal();
        LayoutPort[] consumers = [.. Enumerable.Range(0, 3).Select(_ => new LayoutPort(problem.AddTerminal(), [_tensorFlow]))];
        problem.AddValue(new LayoutValue(new LayoutPort(producer, [_torch]), [.. consumers], RandomLayouts.TransposeCost([1, 3, 8, 8])));

        LayoutSolver.Solve(problem).Cost.ShouldBe(4 * 3 * 8 * 8);
    }

    [Fact]
    public void TransposesWhereTheValueIsSmallest()
    {
        // torch → grow (×4) → tensorFlow: the element-wise node follows its consumer.
        var problem = new LayoutProblem();
        int source = problem.AddTerminal(), middle = problem.AddVariable(), sink = problem.AddTerminal();
        problem.AddValue(new LayoutValue(new(source, [_torch]), [new(middle, [_torch, _tensorFlow])], RandomLayouts.TransposeCost([1, 2, 4, 4])));
        problem.AddValue(new LayoutValue(new(middle, [_torch, _tensorFlow]), [new(sink, [_tensorFlow])], RandomLayouts.TransposeCost([1, 8, 4, 4])));

        LayoutSolution solution = LayoutSolver.Solve(problem);

        solution.States.ShouldBe([0, 1, 0]);
        solution.Cost.ShouldBe(4 * 2 * 4 * 4);
    }

    [Fact]
    public void MovingUnitAxesIsFree()
    {
        var problem = new LayoutProblem();
        int source = problem.AddTerminal(), sink = problem.AddTerminal();
        problem.AddValue(new LayoutValue(new(source, [_torch]), [new(sink, [_tensorFlow])], RandomLayouts.TransposeCost([1, 64, 1, 1])));

        LayoutSolver.Solve(problem).Cost.ShouldBe(0);
    }

    [Fact]
    public void IndifferentVariablesTakeStateZero()
    {
        var problem = new LayoutProblem();
        int left = problem.AddVariable(), right = problem.AddVariable();
        problem.AddValue(new LayoutValue(new(left, [_torch, _tensorFlow]), [new(right, [_torch, _tensorFlow])], RandomLayouts.TransposeCost([1, 3, 8, 8])));

        LayoutSolver.Solve(problem).States.ShouldBe([0, 0]);
    }

    [Fact]
    public void SolvesTenThousandNodesQuickly()
    {
        LayoutProblem problem = RandomLayouts.Create(new Random(1), 10_000, flips: 0, others: 0);
        LayoutSolver.Solve(problem);

        var clock = System.Diagnostics.Stopwatch.StartNew();
        LayoutSolver.Solve(problem);

        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }
}
