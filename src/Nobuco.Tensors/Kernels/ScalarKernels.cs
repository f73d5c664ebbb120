namespace Nobuco.Tensors.Kernels;

/// <summary>Kernels from functions of single elements, where there is no vector form.</summary>
internal static class ScalarKernels
{
    public static UnaryKernel<T, TResult> Of<T, TResult>(Func<T, TResult> function) => (x, result) =>
    {
        for (int i = 0; i < result.Length; i++)
            result[i] = function(x[i]);
    };

    public static BinaryKernel<T, TResult> Of<T, TResult>(Func<T, T, TResult> function) => (a, b, result) =>
    {
        for (int i = 0; i < result.Length; i++)
            result[i] = function(a[i], b[i]);
    };
}
