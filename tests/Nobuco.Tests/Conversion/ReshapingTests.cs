using FsCheck.Xunit;
using Nobuco.Conversion;
using Nobuco.TensorFlow;
using Nobuco.TensorFlow.Executor;
using Nobuco.TensorFlow.Graph;
using Nobuco.TensorFlow.Graph.Ops;
using Nobuco.Tensors;
using Nobuco.Tensors.Symbolic;

namespace Nobuco.Tests.Conversion;

public sealed class ReshapingTests
{
    [Property(MaxTest = 500)]
    public void GivesTheLogicalReshapeAndTransposesOnlyWhereItMust(int seed)
    {
        var random = new Random(seed);
        (Seq<long> from, Seq<long> to) = RandomReshape(random);
        AxisOrder order = RandomOrder(random, from.Count);
        var logical = Tensor.From([.. Enumerable.Range(0, (int)ShapeMath.Product(from)).Select(i => (float)i)], from);
        Tensor physical = Verifier.ToPhysical(logical, order).Contiguous();
        TfTensor x = Placeholder(Dims(from), order);

        TfTensor y = Reshaping.Reshape(x, Dims(to));

        Tensor computed = TfExecutor.Evaluate([y.Value], new Dictionary<TfValue, Tensor> { [x.Value] = physical })[0];
        Tensor expected = logical.Reshape(to), result = Verifier.ToLogical(computed, y.Order);
        result.Shape.ShouldBe(to);
        result.ToArray<float>().ShouldBe(expected.ToArray<float>(), $"{from} in order {order} to {to}");
        bool canStay = Permutations(to.Count).Any(p => expected.Permute(p).ToArray<float>().AsSpan().SequenceEqual(physical.ReadOnlySpan<float>()));
        CountTransposes(y).ShouldBe(canStay ? 0 : 1, $"{from} in order {order} to {to}");
    }

    [Fact]
    public void ChannelsStayLastWhenPixelsAreFlattened()
    {
        TfTensor y = Reshaping.Reshape(Placeholder([1, 8, 4, 5], AxisOrder.ChannelsLast(4)), [1, 8, 20]);
        y.Order.ShouldBe(AxisOrder.ChannelsLast(3));
        y.Shape.ShouldBe([1, 20, 8]);
        CountTransposes(y).ShouldBe(0);
    }

    [Fact]
    public void FlatteningChannelsWithPixelsTransposesOnce() =>
        CountTransposes(Reshaping.Reshape(Placeholder([1, 8, 4, 5], AxisOrder.ChannelsLast(4)), [1, 160])).ShouldBe(1);

    [Fact]
    public void SymbolicSizesGroupByTheirProducts()
    {
        Dim n = Dim.Symbol("n"), h = Dim.Symbol("h");
        TfTensor y = Reshaping.Reshape(Placeholder([n, 8, h, 4], AxisOrder.ChannelsLast(4)), [n, 2, 4, h * 4]);
        y.Order.ToString().ShouldBe("0312");
        CountTransposes(y).ShouldBe(0);
    }

    private static TfTensor Placeholder(Seq<Dim> logical, AxisOrder order) => tf.Placeholder(new TfType(DType.Float32, order.Apply(logical)), order);

    private static Seq<Dim> Dims(Seq<long> sizes) => sizes.Select(static size => (Dim)size).ToSeq();

    private static int CountTransposes(TfTensor result)
    {
        int count = 0;
        for (TfNode node = result.Value.Producer; node.Inputs.Count > 0; node = node.Inputs[0].Producer)
            count += node.Op is Transpose ? 1 : 0;
        return count;
    }

    /// <summary>Two ways to gather the same factors into axes; an axis without a factor is of size 1.</summary>
    private static (Seq<long> From, Seq<long> To) RandomReshape(Random random)
    {
        long[] factors = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => (long)random.Next(2, 4))];
        return (Axes(), Axes());

        Seq<long> Axes()
        {
            int[] cuts = [.. Enumerable.Range(0, random.Next(0, 4)).Select(_ => random.Next(factors.Length + 1)).Append(0).Append(factors.Length).Order()];
            return cuts.Zip(cuts.Skip(1), (start, end) => factors[start..end].Aggregate(1L, (a, b) => a * b)).ToSeq();
        }
    }

    private static AxisOrder RandomOrder(Random random, int rank)
    {
        int[] permutation = [.. Enumerable.Range(0, rank)];
        random.Shuffle(permutation);
        return new AxisOrder([.. permutation]);
    }

    private static IEnumerable<Seq<int>> Permutations(int rank)
    {
        IEnumerable<Seq<int>> all = [[]];
        for (int i = 0; i < rank; i++)
            all = all.SelectMany(p => Enumerable.Range(0, rank).Where(axis => !p.Contains(axis)).Select(axis => (Seq<int>)[.. p, axis])).ToArray();
        return all;
    }
}
