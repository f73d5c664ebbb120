using Nobuco.Tensors.Kernels;

namespace Nobuco.Tensors.Tests.Kernels;

public sealed class ReductionTests
{
    [Theory]
    [InlineData(ReductionKind.Sum)]
    [InlineData(ReductionKind.Mean)]
    [InlineData(ReductionKind.Max)]
    [InlineData(ReductionKind.Min)]
    [InlineData(ReductionKind.Product)]
    public void AnyAxesReduce(ReductionKind kind)
    {
        for (int seed = 0; seed < 100; seed++)
        {
            var random = new Randomly(seed);
            // Away from zero: what cancels has no digits to compare.
            Tensor x = Elementwise.Map(random.Doubles(random.Shape(random.Int(1, 4), 1, seed % 10 == 0 ? 12 : 5)), value => (float)((value / 8) + 1));
            Seq<int> axes = [.. Enumerable.Range(0, x.Rank).Where(_ => random.Bool())];
            Tensor expected = Reference(x, axes.Count == 0 ? Seq.Range(x.Rank) : axes, values => Reduce(kind, values));
            Tensor strided = random.Strided(x);
            Reduction.Run(kind, strided, axes, keepDims: true).ShouldBeClose(expected, 1e-13);
            Reduction.Run(kind, strided.Cast(DType.Float32), axes, keepDims: true).ShouldBeClose(expected);
            Reduction.Run(kind, strided, axes, keepDims: false).Shape
                .ShouldBe([.. x.Shape.Where((_, axis) => axes.Count > 0 && !axes.Contains(axis))]);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void LongSumsKeepTheirDigits(int axis)
    {
        Tensor x = Elementwise.Binary(BinaryKind.Add, new Randomly(1).Doubles(Seq.Repeat(10L, 3).With(axis, 3000)), Tensor.Scalar(100.0));
        Tensor expected = Reference(x, [axis], values => values.Sum());
        Reduction.Run(ReductionKind.Sum, x.Cast(DType.Float32), [axis], keepDims: true).ShouldBeClose(expected, 2e-7);
        Reduction.Run(ReductionKind.Mean, x.Cast(DType.Float32), [axis], keepDims: true)
            .ShouldBeClose(Reference(x, [axis], values => values.Average()), 2e-7);
    }

    [Fact]
    public void IntegersReduceExactly()
    {
        Tensor x = Tensor.From([1L << 60, 1, 2, 3], 2, 2);
        Reduction.Run(ReductionKind.Sum, x, [1], keepDims: false).ShouldEqual(Tensor.From([(1L << 60) + 1, 5], 2));
        Reduction.Run(ReductionKind.Product, x, [1], keepDims: false).ShouldEqual(Tensor.From([1L << 60, 6], 2));
        Reduction.Run(ReductionKind.Max, x.Cast(DType.Int32), [0], keepDims: true).ShouldEqual(Tensor.From([2, 3], 1, 2));
    }

    [Fact]
    public void TruthReduces()
    {
        Tensor x = Tensor.From([0f, 2, 0, 0, -1, float.NaN], 3, 2);
        Reduction.Run(ReductionKind.Any, x, [1], keepDims: false).ShouldEqual(Tensor.From([true, false, true], 3));
        Reduction.Run(ReductionKind.All, x, [1], keepDims: false).ShouldEqual(Tensor.From([false, false, true], 3));
        Reduction.Run(ReductionKind.All, Tensor.Zeros(DType.Bool, [0]), [], keepDims: false).ShouldEqual(Tensor.Scalar(true));
    }

    [Fact]
    public void NothingHasASumButNoMaximum()
    {
        Tensor x = Tensor.Zeros(DType.Float32, [3, 0]);
        Reduction.Run(ReductionKind.Sum, x, [1], keepDims: false).ShouldEqual(Tensor.Zeros(DType.Float32, [3]));
        Reduction.Run(ReductionKind.Mean, x, [1], keepDims: false).ToArray<float>().ShouldAllBe(v => float.IsNaN(v));
        Should.Throw<ArgumentException>(() => Reduction.Run(ReductionKind.Max, x, [1], keepDims: false));
        Should.Throw<ArgumentException>(() => Reduction.ArgMax(x, 1, keepDims: false));
    }

    [Fact]
    public void ArgMaxIsTheFirstOfEqualsAndNotANumberBeforeAll()
    {
        Tensor x = Tensor.From([1f, 3, 3, 0, float.NaN, 5], 2, 3);
        Reduction.ArgMax(x, 1, keepDims: false).ShouldEqual(Tensor.From([1L, 1], 2));
        Reduction.ArgMin(x, -1, keepDims: true).ShouldEqual(Tensor.From([0L, 1], 2, 1));
        Reduction.ArgMax(x, 0, keepDims: false).ShouldEqual(Tensor.From([0L, 1, 1], 3));
    }

    [Fact]
    public void VarianceIsTheMeanSquareOfWhatDeviates()
    {
        Tensor x = Elementwise.Binary(BinaryKind.Add, new Randomly(5).Doubles([6, 50, 7]), Tensor.Scalar(3.0));
        Tensor expected = Reference(x, [1, 2], values => values.Sum(v => (v - values.Average()) * (v - values.Average())) / (values.Length - 1));
        Reduction.Variance(x, [1, 2], 1, keepDims: true).ShouldBeClose(expected, 1e-12);
        Reduction.Variance(x.Cast(DType.Float32), [1, 2], 1, keepDims: true).ShouldBeClose(expected);
    }

    private static Tensor Reference(Tensor x, Seq<int> axes, Func<double[], double> reduce)
    {
        Seq<long> shape = [.. x.Shape.Select((size, axis) => axes.Contains(axis) ? 1 : size)];
        double[] values = x.ToArray<double>();
        ILookup<string, double> groups = x.Shape.Indices().Select((index, i) => (Key: Key(index), Value: values[i])).ToLookup(p => p.Key, p => p.Value);
        return NestedIndex.Fill(shape, index => reduce([.. groups[Key(index)]]));

        string Key(long[] index) => string.Join(',', index.Select((at, axis) => axes.Contains(axis) ? 0 : at));
    }

    private static double Reduce(ReductionKind kind, double[] values) => kind switch
    {
        ReductionKind.Sum => values.Sum(),
        ReductionKind.Mean => values.Average(),
        ReductionKind.Max => values.Max(),
        ReductionKind.Min => values.Min(),
        _ => values.Aggregate(1.0, (a, b) => a * b),
    };
}
