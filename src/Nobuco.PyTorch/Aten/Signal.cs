using Nobuco.Tensors;

namespace Nobuco.PyTorch.Aten;

/// <summary>Windows and short-time Fourier transforms.</summary>
internal static class Signal
{
    [AtenOperator("aten::hann_window")]
    public static Tensor HannWindow(long windowLength, DType? dtype) => HammingWindow(windowLength, true, 0.5, 0.5, dtype);

    [AtenOperator("aten::hann_window.periodic")]
    public static Tensor HannWindow(long windowLength, bool periodic, DType? dtype) => HammingWindow(windowLength, periodic, 0.5, 0.5, dtype);

    [AtenOperator("aten::hamming_window")]
    public static Tensor HammingWindow(long windowLength, DType? dtype) => HammingWindow(windowLength, true, 0.54, 0.46, dtype);

    [AtenOperator("aten::hamming_window.periodic")]
    public static Tensor HammingWindow(long windowLength, bool periodic, DType? dtype) => HammingWindow(windowLength, periodic, 0.54, 0.46, dtype);

    /// <summary>alpha − beta · cos(2πn / N)</summary>
    [AtenOperator("aten::hamming_window.periodic_alpha_beta")]
    public static Tensor HammingWindow(long windowLength, bool periodic, double alpha, double beta, DType? dtype)
    {
        double period = periodic ? windowLength : windowLength - 1;
        return Creation.Generate(windowLength, dtype ?? DType.Float32, n => windowLength == 1 ? 1 : alpha - (beta * Math.Cos(2 * Math.PI * n / period)));
    }

    /// <summary>[batch?, length] → [batch?, frequency, frame], with an axis of (real, imaginary) unless complex numbers are asked for.</summary>
    [AtenOperator("aten::stft")]
    public static Tensor Stft(
        Tensor self, long nFft, long? hopLength, long? winLength, Tensor? window, bool normalized, bool? onesided, bool? returnComplex, bool? alignToWindow)
    {
        long hop = hopLength ?? nFft / 4, frames = ((self.Shape[^1] - nFft) / hop) + 1;
        Tensor framed = self.AsStrided(
            [.. self.Shape[..^1], frames, nFft], [.. self.Strides[..^1], hop * self.Strides[^1], self.Strides[^1]], self.Offset);
        Tensor weighted = Elementwise.Mul(framed, Centred(window, winLength ?? nFft, nFft, TypePromotion.ToReal(self.DType)));
        long normalization = normalized ? 1 : 0;
        bool isHalf = onesided ?? !self.DType.IsComplex();
        Tensor spectrum = self.DType.IsComplex()
            ? Fourier.ComplexToComplex(weighted, [-1], normalization, forward: true)
            : Fourier.RealToComplex(weighted, [-1], normalization, isHalf);
        Tensor result = spectrum.Transpose(self.Rank - 1, self.Rank).Contiguous();
        return returnComplex ?? false ? result : ComplexNumbers.ViewAsReal(result);
    }

    [AtenOperator("aten::stft.center")]
    public static Tensor Stft(
        Tensor self, long nFft, long? hopLength, long? winLength, Tensor? window, bool center, string padMode, bool normalized, bool? onesided,
        bool? returnComplex, bool? alignToWindow) =>
        Stft(center ? Padded(self, (int)(nFft / 2), padMode) : self, nFft, hopLength, winLength, window, normalized, onesided, returnComplex, alignToWindow);

    private static Tensor Padded(Tensor self, int count, string mode)
    {
        Seq<int> amounts = [.. Seq.Repeat(0, self.Rank - 1), count];
        return mode switch
        {
            "reflect" => Nobuco.Tensors.Kernels.Padding.Mirror(self, amounts, amounts, symmetric: false),
            "replicate" => Nobuco.Tensors.Kernels.Padding.Edge(self, amounts, amounts),
            "circular" => Nobuco.Tensors.Kernels.Padding.Circular(self, amounts, amounts),
            _ => Nobuco.Tensors.Kernels.Padding.Constant(self, amounts, amounts),
        };
    }

    /// <summary>The window in the middle of <paramref name="size"/> zeros.</summary>
    private static Tensor Centred(Tensor? window, long length, long size, DType dtype)
    {
        Tensor result = Tensor.Zeros(dtype, [size]);
        long start = (size - length) / 2;
        result.Slice(0, start, start + length).CopyFrom(window ?? Creation.Filled([], 1, dtype));
        return result;
    }
}
