using System.Numerics;

namespace Nobuco.Tensors.Kernels;

/// <summary>Functions of one element that have parameters.</summary>
internal static class ParametricFunctions<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
{
    public static UnaryKernel<T, T> LeakyRelu(double slope)
    {
        T factor = T.CreateTruncating(slope);
        return (x, result) =>
        {
            for (int i = 0; i < x.Length; i++)
                result[i] = x[i] > T.Zero ? x[i] : x[i] * factor;
        };
    }

    public static UnaryKernel<T, T> Elu(double alpha, double scale, double inputScale)
    {
        UnaryKernel<T, T> expm1 = FloatFunctions<T>.Unary(UnaryKind.Expm1);
        T negative = T.CreateTruncating(alpha * scale), positive = T.CreateTruncating(scale), inner = T.CreateTruncating(inputScale);
        return (x, result) =>
        {
            System.Numerics.Tensors.TensorPrimitives.Multiply(x, inner, result);
            expm1(result, result);
            for (int i = 0; i < x.Length; i++)
                result[i] = x[i] > T.Zero ? x[i] * positive : result[i] * negative;
        };
    }
}
