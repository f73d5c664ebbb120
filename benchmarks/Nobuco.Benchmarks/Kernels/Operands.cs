using Nobuco.Tensors;

namespace Nobuco.Benchmarks.Kernels;

/// <summary>Tensors to compute with.</summary>
internal static class Operands
{
    /// <summary>Float32 in [-1, 1), the same for the same shape.</summary>
    public static Tensor Random(params ReadOnlySpan<long> shape)
    {
        var random = new Random(1);
        Tensor result = Tensor.Empty(DType.Float32, Seq.Create(shape));
        foreach (ref float value in result.Span<float>())
            value = (random.NextSingle() * 2) - 1;
        return result;
    }
}
