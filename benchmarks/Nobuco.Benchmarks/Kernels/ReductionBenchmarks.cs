using BenchmarkDotNet.Attributes;
using Nobuco.Tensors;
using Nobuco.Tensors.Kernels;

namespace Nobuco.Benchmarks.Kernels;

public class ReductionBenchmarks
{
    private readonly Tensor _input = Operands.Random(64, 112, 112);

    [Params(0, 1, 2)]
    public int Axis { get; set; }

    [Benchmark]
    public Tensor Mean() => Reduction.Run(ReductionKind.Mean, _input, [Axis], keepDims: true);

    [Benchmark]
    public Tensor Max() => Reduction.Run(ReductionKind.Max, _input, [Axis], keepDims: true);

    [Benchmark]
    public Tensor ArgMax() => Reduction.ArgMax(_input, Axis, keepDims: true);

    [Benchmark]
    public Tensor Variance() => Reduction.Variance(_input, [Axis], correction: 0, keepDims: true);

    [Benchmark]
    public Tensor Normalise() => Softmax.Run(_input, Axis, log: false);
}
