using BenchmarkDotNet.Attributes;
using Nobuco.Tensors;
using Nobuco.Tensors.Kernels;

namespace Nobuco.Benchmarks.Kernels;

public class PoolingBenchmarks
{
    private static readonly PoolingGeometry s_geometry = new([3, 3], [2, 2], [1, 1], [1, 1], [1, 1]);

    private Tensor _input = null!;

    [Params(false, true)]
    public bool ChannelsLast { get; set; }

    [GlobalSetup]
    public void SetUp() => _input = ChannelsLast ? Operands.Random(1, 112, 112, 64) : Operands.Random(1, 64, 112, 112);

    [Benchmark]
    public Tensor Max() => Pooling.Max(_input, s_geometry, ChannelsLast);

    [Benchmark]
    public Tensor MaxWithIndices() => Pooling.MaxWithIndices(_input, s_geometry, ChannelsLast).Values;

    [Benchmark]
    public Tensor Average() => Pooling.Average(_input, s_geometry, countIncludePad: true, divisor: null, ChannelsLast);

    [Benchmark]
    public Tensor Global() => Pooling.AdaptiveAverage(_input, [1, 1], ChannelsLast);

    [Benchmark]
    public Tensor ResizeTwice() => Resize.Run(_input, [224, 224], ResizeMode.Linear, ResizeCoordinates.HalfPixel, [], ChannelsLast);
}
