using System.Numerics;

namespace Nobuco.Tensors.Kernels;

/// <summary>The discrete Fourier transform, without scaling.</summary>
public static class FourierTransform
{
    /// <summary>Xₖ = Σ xₙ exp(∓2πi kn / N) along an axis, with the minus sign in the forward direction.</summary>
    /// <returns>A tensor of <see cref="DType.Complex128"/>.</returns>
    public static Tensor Run(Tensor x, int axis, bool forward)
    {
        Tensor result = x.Cast(DType.Complex128).Clone();
        Lines lines = Lines.Of(result.Shape, axis);
        var line = new Complex[lines.Length];
        Span<Complex> values = result.Span<Complex>();
        for (int i = 0; i < lines.Count; i++)
        {
            for (int j = 0; j < line.Length; j++)
                line[j] = values[lines.Start(i) + (j * lines.Step)];
            Complex[] transformed = Transform(line, forward);
            for (int j = 0; j < line.Length; j++)
                values[lines.Start(i) + (j * lines.Step)] = transformed[j];
        }
        return result;
    }

    private static Complex[] Transform(Complex[] x, bool forward) =>
        BitOperations.IsPow2(x.Length) ? PowerOfTwo(x, forward) : Bluestein(x, forward);

    /// <summary>Cooley and Tukey: even and odd elements apart, then joined.</summary>
    private static Complex[] PowerOfTwo(ReadOnlySpan<Complex> x, bool forward, int stride = 1)
    {
        int n = x.Length / stride + (x.Length % stride == 0 ? 0 : 1);
        if (n == 1)
            return [x[0]];
        Complex[] even = PowerOfTwo(x, forward, 2 * stride), odd = PowerOfTwo(x[stride..], forward, 2 * stride);
        var result = new Complex[n];
        for (int k = 0; k < n / 2; k++)
        {
            Complex turned = odd[k] * Root(k, n, forward);
            (result[k], result[k + (n / 2)]) = (even[k] + turned, even[k] - turned);
        }
        return result;
    }

    /// <summary>Any length as a convolution of a power of two: kn = (k² + n² − (k − n)²) / 2.</summary>
    private static Complex[] Bluestein(Complex[] x, bool forward)
    {
        int n = x.Length, size = (int)BitOperations.RoundUpToPowerOf2((uint)((2 * n) - 1));
        Complex[] a = new Complex[size], b = new Complex[size], chirp = new Complex[n];
        for (int i = 0; i < n; i++)
        {
            chirp[i] = Root((long)i * i % (2L * n), 2 * n, forward);
            a[i] = x[i] * chirp[i];
            b[i] = b[(size - i) % size] = Complex.Conjugate(chirp[i]);
        }
        Complex[] left = PowerOfTwo(a, forward: true), right = PowerOfTwo(b, forward: true);
        for (int i = 0; i < size; i++)
            left[i] *= right[i] / size;
        Complex[] convolved = PowerOfTwo(left, forward: false);
        for (int i = 0; i < n; i++)
            chirp[i] *= convolved[i];
        return chirp;
    }

    private static Complex Root(long k, int n, bool forward) =>
        Complex.FromPolarCoordinates(1, (forward ? -2 : 2) * Math.PI * k / n);
}
