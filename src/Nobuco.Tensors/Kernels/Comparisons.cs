using System.Numerics;

namespace Nobuco.Tensors.Kernels;

/// <summary>The kernel of each <see cref="CompareKind"/>.</summary>
internal static class Comparisons
{
    public static BinaryKernel<T, bool> Of<T>(CompareKind kind) where T : unmanaged, INumber<T> => kind switch
    {
        CompareKind.Equal => Equal,
        CompareKind.NotEqual => NotEqual,
        CompareKind.Less => Less,
        CompareKind.LessEqual => LessEqual,
        CompareKind.Greater => Greater,
        _ => GreaterEqual,
    };

    public static BinaryKernel<Complex, bool> OfComplex(CompareKind kind) => kind switch
    {
        CompareKind.Equal => Equal,
        CompareKind.NotEqual => NotEqual,
        _ => throw new NotSupportedException("Complex numbers are not ordered."),
    };

    private static void Equal<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<bool> result) where T : IEqualityOperators<T, T, bool>
    {
        for (int i = 0; i < result.Length; i++)
            result[i] = a[i] == b[i];
    }

    private static void NotEqual<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<bool> result) where T : IEqualityOperators<T, T, bool>
    {
        for (int i = 0; i < result.Length; i++)
            result[i] = a[i] != b[i];
    }

    private static void Less<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<bool> result) where T : IComparisonOperators<T, T, bool>
    {
        for (int i = 0; i < result.Length; i++)
            result[i] = a[i] < b[i];
    }

    private static void LessEqual<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<bool> result) where T : IComparisonOperators<T, T, bool>
    {
        for (int i = 0; i < result.Length; i++)
            result[i] = a[i] <= b[i];
    }

    private static void Greater<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<bool> result) where T : IComparisonOperators<T, T, bool>
    {
        for (int i = 0; i < result.Length; i++)
            result[i] = a[i] > b[i];
    }

    private static void GreaterEqual<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<bool> result) where T : IComparisonOperators<T, T, bool>
    {
        for (int i = 0; i < result.Length; i++)
            result[i] = a[i] >= b[i];
    }
}
