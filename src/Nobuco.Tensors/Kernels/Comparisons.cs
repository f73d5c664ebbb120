using System.Numerics;

namespace Nobuco.Tensors.Kernels;

/// <summary>The kernel of each <see cref="CompareKind"/>.</summary>
internal static class Comparisons
{
    public static BinaryKernel<T, bool> Of<T>(CompareKind kind) where T : unmanaged, INumber<T> => kind switch
    {
        CompareKind.Equal => static (a, b, result) =>
        {
            for (int i = 0; i < result.Length; i++)
                result[i] = a[i] == b[i];
        },
        CompareKind.NotEqual => static (a, b, result) =>
        {
            for (int i = 0; i < result.Length; i++)
                result[i] = a[i] != b[i];
        },
        CompareKind.Less => static (a, b, result) =>
        {
            for (int i = 0; i < result.Length; i++)
                result[i] = a[i] < b[i];
        },
        CompareKind.LessEqual => static (a, b, result) =>
        {
            for (int i = 0; i < result.Length; i++)
                result[i] = a[i] <= b[i];
        },
        CompareKind.Greater => static (a, b, result) =>
        {
            for (int i = 0; i < result.Length; i++)
                result[i] = a[i] > b[i];
        },
        _ => static (a, b, result) =>
        {
            for (int i = 0; i < result.Length; i++)
                result[i] = a[i] >= b[i];
        },
    };

    public static BinaryKernel<Complex, bool> OfComplex(CompareKind kind) => kind switch
    {
        CompareKind.Equal => static (a, b, result) =>
        {
            for (int i = 0; i < result.Length; i++)
                result[i] = a[i] == b[i];
        },
        CompareKind.NotEqual => static (a, b, result) =>
        {
            for (int i = 0; i < result.Length; i++)
                result[i] = a[i] != b[i];
        },
        _ => throw new NotSupportedException("Complex numbers are not ordered."),
    };
}
