using System.Numerics;
using Nobuco.Tensors;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace Nobuco.PyTorch.Aten;

/// <summary>x · scale + shift with a scale and a shift per channel.</summary>
internal static class ChannelAffine
{
    /// <param name="x">[N, C, …] of float32 or float64.</param>
    /// <param name="scale">[C]; 1 when null.</param>
    /// <param name="shift">[C]; 0 when null.</param>
    public static Tensor Run(Tensor x, Tensor? scale, Tensor? shift) => x.DType == DType.Float64 ? Run<double>(x, scale, shift) : Run<float>(x, scale, shift);

    private static Tensor Run<T>(Tensor x, Tensor? scale, Tensor? shift) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Tensor result = Tensor.Empty(x.DType, x.Shape);
        ReadOnlySpan<T> from = x.Contiguous().ReadOnlySpan<T>();
        Span<T> to = result.Span<T>();
        T[]? scales = scale?.ToArray<T>(), shifts = shift?.ToArray<T>();
        int channels = (int)x.Shape[1], planes = (int)x.Shape[0] * channels, length = planes == 0 ? 0 : from.Length / planes;
        for (int plane = 0; plane < planes; plane++)
        {
            Span<T> target = to.Slice(plane * length, length);
            TensorPrimitives.Multiply(from.Slice(plane * length, length), scales is null ? T.One : scales[plane % channels], target);
            if (shifts is not null)
                TensorPrimitives.Add(target, shifts[plane % channels], target);
        }
        return result;
    }
}
