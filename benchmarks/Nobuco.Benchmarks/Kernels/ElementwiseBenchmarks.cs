using BenchmarkDotNet.Attributes;
using Nobuco.Tensors;
using Nobuco.Tensors.Kernels;

namespace Nobuco.Benchmarks.Kernels;

public class ElementwiseBenchmarks
{
    private readonly Tensor _input = Operands.Random(64, 112, 112);
    private readonly Tensor _other = Operands.Random(64, 112, 112);
    private readonly Tensor _perChannel = Operands.Random(64, 1, 1);
    private readonly Tensor _perColumn = Operands.Random(112);

    [Benchmark]
    public Tensor AddSameShape() => Elementwise.Binary(BinaryKind.Add, _input, _other);

    [Benchmark]
    public Tensor AddPerChannel() => Elementwise.Binary(BinaryKind.Add, _input, _perChannel);

    [Benchmark]
    public Tensor AddPerColumn() => Elementwise.Binary(BinaryKind.Add, _input, _perColumn);

    [Benchmark]
    public Tensor AddTransposed() => Elementwise.Binary(BinaryKind.Add, _input, _other.Transpose(1, 2));

    [Benchmark]
    [Arguments(UnaryKind.Relu)]
    [Arguments(UnaryKind.HardSwish)]
    [Arguments(UnaryKind.Sigmoid)]
    [Arguments(UnaryKind.Tanh)]
    [Arguments(UnaryKind.Gelu)]
    [Arguments(UnaryKind.Softplus)]
    public Tensor Map(UnaryKind kind) => Elementwise.Unary(kind, _input);

    [Benchmark]
    public Tensor Transpose() => _input.Permute([1, 2, 0]).Contiguous();
}
