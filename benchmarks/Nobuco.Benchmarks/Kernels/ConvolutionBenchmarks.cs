using BenchmarkDotNet.Attributes;
using Nobuco.Tensors;
using Nobuco.Tensors.Kernels;

namespace Nobuco.Benchmarks.Kernels;

/// <summary>Layers of residual and mobile networks.</summary>
public class ConvolutionBenchmarks
{
    private readonly Dictionary<string, Layer> _layers = new()
    {
        ["stem 3-64 k7 s2 @224"] = new(3, 224, 64, 7, 2, 1),
        ["64-64 k3 @56"] = new(64, 56, 64, 3, 1, 1),
        ["512-512 k3 @7"] = new(512, 7, 512, 3, 1, 1),
        ["64-256 k1 @56"] = new(64, 56, 256, 1, 1, 1),
        ["960-160 k1 @7"] = new(960, 7, 160, 1, 1, 1),
        ["64-64 k3 g8 @56"] = new(64, 56, 64, 3, 1, 8),
        ["depthwise 64 k3 s2 @112"] = new(64, 112, 64, 3, 2, 64),
        ["depthwise 960 k5 @7"] = new(960, 7, 960, 5, 1, 960),
    };

    private Tensor _input = null!, _weight = null!, _bias = null!;
    private ConvolutionGeometry _geometry = null!;

    public IEnumerable<string> Names => _layers.Keys;

    [ParamsSource(nameof(Names))]
    public string Name { get; set; } = "";

    [Params(false, true)]
    public bool ChannelsLast { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        Layer layer = _layers[Name];
        _input = ChannelsLast
            ? Operands.Random(1, layer.Size, layer.Size, layer.Inputs)
            : Operands.Random(1, layer.Inputs, layer.Size, layer.Size);
        _weight = Operands.Random(layer.Outputs, layer.Inputs / layer.Groups, layer.Kernel, layer.Kernel);
        _bias = Operands.Random(layer.Outputs);
        Seq<int> pads = Seq.Repeat(layer.Kernel / 2, 2);
        _geometry = new ConvolutionGeometry(Seq.Repeat(layer.Stride, 2), pads, pads, [1, 1], layer.Groups);
    }

    [Benchmark]
    public Tensor Convolve() => Convolution.Run(_input, _weight, _bias, _geometry, ChannelsLast);

    private sealed record Layer(int Inputs, int Size, int Outputs, int Kernel, int Stride, int Groups);
}
