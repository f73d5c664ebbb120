using Nobuco.Tensors;
using Nobuco.Tensors.Kernels;

namespace Nobuco.PyTorch.Aten;

/// <summary>Discrete Fourier transforms over some axes.</summary>
internal static class Fourier
{
    /// <param name="normalization">0: none, 1: by the root of the number of elements, 2: by their number.</param>
    [AtenOperator("aten::_fft_c2c")]
    public static Tensor ComplexToComplex(Tensor self, Seq<long> dim, long normalization, bool forward)
    {
        Tensor result = dim.Aggregate(self, (x, axis) => FourierTransform.Run(x, ShapeMath.NormalizeAxis(axis, self.Rank), forward));
        long count = dim.Aggregate(1L, (product, axis) => product * self.Shape[ShapeMath.NormalizeAxis(axis, self.Rank)]);
        return Scaled(result, count, normalization).Cast(TypePromotion.ToComplex(self.DType));
    }

    /// <summary>Of the last of the axes only the first half when <paramref name="onesided"/>: the other half mirrors it.</summary>
    [AtenOperator("aten::_fft_r2c")]
    public static Tensor RealToComplex(Tensor self, Seq<long> dim, long normalization, bool onesided)
    {
        int last = ShapeMath.NormalizeAxis(dim[^1], self.Rank);
        Tensor result = ComplexToComplex(self, dim, normalization, forward: true);
        return onesided ? result.Slice(last, 0, (self.Shape[last] / 2) + 1).Contiguous() : result;
    }

    /// <summary>The inverse of <see cref="RealToComplex"/>, with <paramref name="lastDimSize"/> elements along the last of the axes.</summary>
    [AtenOperator("aten::_fft_c2r")]
    public static Tensor ComplexToReal(Tensor self, Seq<long> dim, long normalization, long lastDimSize)
    {
        int last = ShapeMath.NormalizeAxis(dim[^1], self.Rank);
        Tensor others = dim[..^1].Aggregate(self, (x, axis) => FourierTransform.Run(x, ShapeMath.NormalizeAxis(axis, self.Rank), forward: false));
        Tensor full = Mirrored(Resized(others.Cast(DType.Complex128), last, (lastDimSize / 2) + 1), last, lastDimSize);
        Tensor real = ComplexNumbers.Real(FourierTransform.Run(full, last, forward: false)).Contiguous();
        long count = dim.Aggregate(1L, (product, axis) => product * full.Shape[ShapeMath.NormalizeAxis(axis, self.Rank)]);
        return Scaled(real, count, normalization).Cast(TypePromotion.ToReal(self.DType));
    }

    [AtenOperator("aten::fft_fft")]
    public static Tensor Fft(Tensor self, long? n, long dim, string? norm) => Transform(self, n is { } size ? [size] : null, [dim], norm, forward: true);

    [AtenOperator("aten::fft_ifft")]
    public static Tensor Ifft(Tensor self, long? n, long dim, string? norm) => Transform(self, n is { } size ? [size] : null, [dim], norm, forward: false);

    [AtenOperator("aten::fft_fft2")]
    public static Tensor Fft2(Tensor self, Seq<long>? s, Seq<long> dim, string? norm) => Transform(self, s, dim, norm, forward: true);

    [AtenOperator("aten::fft_ifft2")]
    public static Tensor Ifft2(Tensor self, Seq<long>? s, Seq<long> dim, string? norm) => Transform(self, s, dim, norm, forward: false);

    [AtenOperator("aten::fft_fftn")]
    public static Tensor Fftn(Tensor self, Seq<long>? s, Seq<long>? dim, string? norm) => Transform(self, s, Axes(self, s, dim), norm, forward: true);

    [AtenOperator("aten::fft_ifftn")]
    public static Tensor Ifftn(Tensor self, Seq<long>? s, Seq<long>? dim, string? norm) => Transform(self, s, Axes(self, s, dim), norm, forward: false);

    [AtenOperator("aten::fft_rfft")]
    public static Tensor Rfft(Tensor self, long? n, long dim, string? norm) => Rfft2(self, n is { } size ? [size] : null, [dim], norm);

    [AtenOperator("aten::fft_rfft2")]
    public static Tensor Rfft2(Tensor self, Seq<long>? s, Seq<long> dim, string? norm) =>
        RealToComplex(Resized(Elementwise.Floating(self), s, dim), dim, Normalization(norm, forward: true), onesided: true);

    [AtenOperator("aten::fft_rfftn")]
    public static Tensor Rfftn(Tensor self, Seq<long>? s, Seq<long>? dim, string? norm) => Rfft2(self, s, Axes(self, s, dim), norm);

    [AtenOperator("aten::fft_irfft")]
    public static Tensor Irfft(Tensor self, long? n, long dim, string? norm) => Irfft2(self, n is { } size ? [size] : null, [dim], norm);

    [AtenOperator("aten::fft_irfft2")]
    public static Tensor Irfft2(Tensor self, Seq<long>? s, Seq<long> dim, string? norm)
    {
        Tensor resized = s is { } sizes ? Resized(self, sizes[..^1], dim[..^1]) : self;
        long size = s is { } given ? given[^1] : 2 * (self.Shape[ShapeMath.NormalizeAxis(dim[^1], self.Rank)] - 1);
        return ComplexToReal(resized.Cast(TypePromotion.ToComplex(self.DType)), dim, Normalization(norm, forward: false), size);
    }

    [AtenOperator("aten::fft_irfftn")]
    public static Tensor Irfftn(Tensor self, Seq<long>? s, Seq<long>? dim, string? norm) => Irfft2(self, s, Axes(self, s, dim), norm);

    /// <summary>0, 1, … and then the negative frequencies, divided by n · d.</summary>
    [AtenOperator("aten::fft_fftfreq")]
    public static Tensor Frequencies(long n, double d, DType? dtype) =>
        Creation.Generate(n, dtype ?? DType.Float32, i => (i < (n + 1) / 2 ? i : i - n) / (n * d));

    [AtenOperator("aten::fft_rfftfreq")]
    public static Tensor HalfFrequencies(long n, double d, DType? dtype) =>
        Creation.Generate((n / 2) + 1, dtype ?? DType.Float32, i => i / (n * d));

    private static Tensor Transform(Tensor self, Seq<long>? sizes, Seq<long> dim, string? norm, bool forward) =>
        ComplexToComplex(Resized(self, sizes, dim), dim, Normalization(norm, forward), forward);

    private static Seq<long> Axes(Tensor self, Seq<long>? sizes, Seq<long>? dim) =>
        dim ?? Enumerable.Range(self.Rank - (sizes?.Count ?? self.Rank), sizes?.Count ?? self.Rank).Select(axis => (long)axis).ToSeq();

    private static long Normalization(string? norm, bool forward) => norm switch
    {
        "ortho" => 1,
        "forward" => forward ? 2 : 0,
        _ => forward ? 0 : 2,
    };

    private static Tensor Scaled(Tensor x, long count, long normalization) => normalization switch
    {
        0 => x,
        1 => Elementwise.Mul(x, (Scalar)(1 / Math.Sqrt(count))),
        _ => Elementwise.Mul(x, (Scalar)(1.0 / count)),
    };

    private static Tensor Resized(Tensor self, Seq<long>? sizes, Seq<long> dim)
    {
        for (int i = 0; i < (sizes?.Count ?? 0); i++)
            self = Resized(self, ShapeMath.NormalizeAxis(dim[i], self.Rank), sizes!.Value[i]);
        return self;
    }

    /// <summary>Cut, or filled with zeros.</summary>
    private static Tensor Resized(Tensor self, int axis, long size)
    {
        if (self.Shape[axis] >= size)
            return self.Slice(axis, 0, size);
        Tensor result = Tensor.Zeros(self.DType, self.Shape.With(axis, size));
        result.Slice(axis, 0, self.Shape[axis]).CopyFrom(self);
        return result;
    }

    /// <summary>A spectrum of a real signal completed by the conjugates of its first half.</summary>
    private static Tensor Mirrored(Tensor half, int axis, long size)
    {
        Tensor full = Tensor.Empty(DType.Complex128, half.Shape.With(axis, size));
        full.Slice(axis, 0, half.Shape[axis]).CopyFrom(half);
        for (long k = half.Shape[axis]; k < size; k++)
            full.Select(axis, k).CopyFrom(ComplexNumbers.Conj(half.Select(axis, size - k)));
        return full;
    }
}
