using System.Numerics;

namespace Nobuco.Tensors.Kernels;

/// <summary>Conversions between element types, as PyTorch's <c>to</c> does them on the CPU.</summary>
internal static class Casting
{
    public static Tensor Cast(Tensor source, DType dtype)
    {
        source = source.Contiguous();
        Tensor result = Tensor.Empty(dtype, source.Shape);
        switch (source.DType)
        {
            case DType.Float32: From<float>(source, result); break;
            case DType.Float64: From<double>(source, result); break;
            case DType.Float16: From<Half>(source, result); break;
            case DType.BFloat16: Widen<BFloat16>(source, result, static x => (float)x); break;
            case DType.Int8: From<sbyte>(source, result); break;
            case DType.Int16: From<short>(source, result); break;
            case DType.Int32: From<int>(source, result); break;
            case DType.Int64: From<long>(source, result); break;
            case DType.UInt8: From<byte>(source, result); break;
            case DType.UInt16: From<ushort>(source, result); break;
            case DType.UInt32: From<uint>(source, result); break;
            case DType.UInt64: From<ulong>(source, result); break;
            case DType.Bool: Widen<bool>(source, result, static x => x ? 1 : 0); break;
            case DType.Complex64: FromComplex<Complex64>(source, result, static x => x); break;
            default: FromComplex<Complex>(source, result, static x => x); break;
        }
        return result;
    }

    private static void From<T>(Tensor source, Tensor result) where T : unmanaged, INumber<T>
    {
        ReadOnlySpan<T> from = source.ReadOnlySpan<T>();
        switch (result.DType)
        {
            case DType.Float32: Convert<T, float>(from, result); break;
            case DType.Float64: Convert<T, double>(from, result); break;
            case DType.Float16: Convert<T, Half>(from, result); break;
            case DType.BFloat16: Map<T, BFloat16>(from, result, static x => (BFloat16)float.CreateTruncating(x)); break;
            case DType.Int8: ToInteger<T, sbyte>(from, result); break;
            case DType.Int16: ToInteger<T, short>(from, result); break;
            case DType.Int32: ToInteger<T, int>(from, result); break;
            case DType.Int64: ToInteger<T, long>(from, result); break;
            case DType.UInt8: ToInteger<T, byte>(from, result); break;
            case DType.UInt16: ToInteger<T, ushort>(from, result); break;
            case DType.UInt32: ToInteger<T, uint>(from, result); break;
            case DType.UInt64: ToInteger<T, ulong>(from, result); break;
            case DType.Bool: Map<T, bool>(from, result, static x => !T.IsZero(x)); break;
            case DType.Complex64: Map<T, Complex64>(from, result, static x => new Complex64(float.CreateTruncating(x), 0)); break;
            default: Map<T, Complex>(from, result, static x => new Complex(double.CreateTruncating(x), 0)); break;
        }
    }

    private static void ToInteger<T, TInteger>(ReadOnlySpan<T> from, Tensor result)
        where T : unmanaged, INumber<T>
        where TInteger : unmanaged, IBinaryInteger<TInteger>
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double) && typeof(T) != typeof(Half))
        {
            Convert<T, TInteger>(from, result);
            return;
        }
        Span<TInteger> to = result.Span<TInteger>();
        for (int i = 0; i < from.Length; i++)
            to[i] = TInteger.CreateTruncating(ToInt64(from[i]));
    }

    /// <summary>Truncates towards zero; NaN and what does not fit become the smallest long, as the CPU's instruction gives it.</summary>
    private static long ToInt64<T>(T value) where T : unmanaged, INumber<T>
    {
        double x = double.CreateTruncating(value);
        return x is >= -9223372036854775808.0 and < 9223372036854775808.0 ? (long)x : long.MinValue;
    }

    private static void Widen<T>(Tensor source, Tensor result, Func<T, float> widen) where T : unmanaged
    {
        var wide = Tensor.Empty(DType.Float32, source.Shape);
        Map(source.ReadOnlySpan<T>(), wide, widen);
        if (result.DType == DType.Float32)
            wide.ReadOnlySpan<float>().CopyTo(result.Span<float>());
        else
            From<float>(wide, result);
    }

    private static void FromComplex<T>(Tensor source, Tensor result, Func<T, Complex> widen) where T : unmanaged
    {
        ReadOnlySpan<T> from = source.ReadOnlySpan<T>();
        if (result.DType == DType.Complex64)
        {
            Map(from, result, x => (Complex64)widen(x));
        }
        else if (result.DType == DType.Complex128)
        {
            Map(from, result, widen);
        }
        else
        {
            var real = Tensor.Empty(DType.Float64, source.Shape);
            Map(from, real, x => widen(x).Real);
            From<double>(real, result);
        }
    }

    private static void Convert<TFrom, TTo>(ReadOnlySpan<TFrom> from, Tensor result)
        where TFrom : unmanaged, INumber<TFrom>
        where TTo : unmanaged, INumber<TTo> =>
        System.Numerics.Tensors.TensorPrimitives.ConvertTruncating(from, result.Span<TTo>());

    private static void Map<TFrom, TTo>(ReadOnlySpan<TFrom> from, Tensor result, Func<TFrom, TTo> map)
        where TFrom : unmanaged
        where TTo : unmanaged
    {
        Span<TTo> to = result.Span<TTo>();
        for (int i = 0; i < from.Length; i++)
            to[i] = map(from[i]);
    }
}
