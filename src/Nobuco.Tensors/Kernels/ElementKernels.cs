namespace Nobuco.Tensors.Kernels;

/// <summary>A function of one element, applied to all; both spans have the same length.</summary>
internal delegate void UnaryKernel<T, TResult>(ReadOnlySpan<T> x, Span<TResult> result);

/// <summary>A function of two elements, applied to all; the spans have the same length, and the results may replace either operand.</summary>
internal delegate void BinaryKernel<T, TResult>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<TResult> result);
