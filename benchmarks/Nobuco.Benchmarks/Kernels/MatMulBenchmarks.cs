using BenchmarkDotNet.Attributes;
using Nobuco.Tensors;
using Nobuco.Tensors.Kernels;

namespace Nobuco.Benchmarks.Kernels;

public class MatMulBenchmarks
{
    private Tensor _left = null!, _right = null!, _transposed = null!;

    /// <summary>Rows, depth, columns: square, a 1 × 1 convolution, a late 3 × 3 one, a transformer's layer, a classifier.</summary>
    [Params("512x512x512", "3136x64x64", "49x4608x512", "197x768x768", "1x2048x1000")]
    public string Sizes { get; set; } = "";

    [GlobalSetup]
    public void SetUp()
    {
        long[] sizes = [.. Sizes.Split('x').Select(long.Parse)];
        _left = Operands.Random(sizes[0], sizes[1]);
        _right = Operands.Random(sizes[1], sizes[2]);
        _transposed = Operands.Random(sizes[2], sizes[1]);
    }

    [Benchmark]
    public Tensor Multiply() => MatMul.Run(_left, _right);

    [Benchmark]
    public Tensor MultiplyTransposed() => MatMul.Run(_left, _transposed, transposeB: true);
}
