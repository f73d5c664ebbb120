namespace Nobuco.Tensors.Kernels;

/// <summary>
/// Element-wise functions with NumPy's broadcasting. Results are new contiguous tensors. Half-precision floats are computed in float32 and
/// integers in int64 and rounded (wrapped) once.
/// </summary>
public static class Elementwise
{
    private const int WideCount = 1 << 15;

    /// <summary>The function of every element. The result has the type of <paramref name="x"/> but where <see cref="UnaryKind"/> says otherwise.</summary>
    /// <exception cref="NotSupportedException">The function is not defined for the type.</exception>
    public static Tensor Unary(UnaryKind kind, Tensor x)
    {
        if (kind >= UnaryKind.LogicalNot)
            return Predicate(kind, x);
        if (kind == UnaryKind.Abs && x.DType.IsComplex())
            return ComplexFunctions.Abs(x);
        if (kind >= UnaryKind.Exp && !x.DType.IsFloat() && !x.DType.IsComplex())
            x = x.Cast(DType.Float32);
        if (kind == UnaryKind.BitwiseNot && x.DType == DType.Bool)
            return Predicate(UnaryKind.LogicalNot, x);
        Tensor wide = x.Cast(ComputeType(x.DType)).Contiguous();
        Tensor result = wide.DType switch
        {
            DType.Float32 => Map(wide, FloatFunctions<float>.Unary(kind)),
            DType.Float64 => Map(wide, FloatFunctions<double>.Unary(kind)),
            DType.Int64 => Map(wide, IntegerFunctions.Unary(kind)),
            _ => Map(wide, ComplexFunctions.Unary(kind)),
        };
        return result.Cast(x.DType);
    }

    /// <summary>The function of both, which are of one type. The result has that type but where <see cref="BinaryKind"/> says otherwise.</summary>
    /// <exception cref="NotSupportedException">The function is not defined for the type.</exception>
    /// <exception cref="ArgumentException">The types differ, or the shapes do not broadcast.</exception>
    public static Tensor Binary(BinaryKind kind, Tensor a, Tensor b)
    {
        if (kind >= BinaryKind.LogicalAnd)
            return Logical(kind, a, b);
        CheckSameType(a, b);
        if (kind == BinaryKind.Divide && (a.DType.IsInteger() || a.DType == DType.Bool))
            (a, b) = (a.Cast(DType.Float32), b.Cast(DType.Float32));
        DType wide = ComputeType(a.DType);
        Tensor result = wide switch
        {
            DType.Float32 => Zip(a, b, FloatFunctions<float>.Binary(kind)),
            DType.Float64 => Zip(a, b, FloatFunctions<double>.Binary(kind)),
            DType.Int64 => Zip(a.Cast(wide), b.Cast(wide), IntegerFunctions.Binary(kind)),
            _ => Zip(a, b, ComplexFunctions.Binary(kind)),
        };
        return result.Cast(a.DType);

        Tensor Zip<T>(Tensor left, Tensor right, BinaryKernel<T, T> kernel) where T : unmanaged =>
            Broadcasting.Run(left.Cast(wide), right.Cast(wide), wide, kernel);
    }

    /// <summary>The comparison of both, which are of one type, as booleans.</summary>
    /// <exception cref="NotSupportedException">Complex numbers are not ordered.</exception>
    /// <exception cref="ArgumentException">The types differ, or the shapes do not broadcast.</exception>
    public static Tensor Compare(CompareKind kind, Tensor a, Tensor b)
    {
        CheckSameType(a, b);
        DType wide = ComputeType(a.DType);
        (a, b) = (a.Cast(wide), b.Cast(wide));
        return wide switch
        {
            DType.Float32 => Broadcasting.Run(a, b, DType.Bool, Comparisons.Of<float>(kind)),
            DType.Float64 => Broadcasting.Run(a, b, DType.Bool, Comparisons.Of<double>(kind)),
            DType.Int64 => Broadcasting.Run(a, b, DType.Bool, Comparisons.Of<long>(kind)),
            _ => Broadcasting.Run(a, b, DType.Bool, Comparisons.OfComplex(kind)),
        };
    }

    /// <summary>The elements of <paramref name="a"/> where <paramref name="condition"/> holds, of <paramref name="b"/> elsewhere.</summary>
    /// <param name="condition">Boolean.</param>
    /// <exception cref="ArgumentException">The types differ, or the shapes do not broadcast.</exception>
    public static Tensor Select(Tensor condition, Tensor a, Tensor b)
    {
        CheckSameType(a, b);
        Seq<long> shape = ShapeMath.Broadcast(condition.Shape, ShapeMath.Broadcast(a.Shape, b.Shape));
        Tensor result = b.BroadcastTo(shape).Clone();
        MaskedCopy.Run(condition.BroadcastTo(shape).Contiguous(), a.BroadcastTo(shape).Contiguous(), result);
        return result;
    }

    /// <summary>min(max(x, low), high); a missing bound does not bind. NaN stays NaN.</summary>
    public static Tensor Clamp(Tensor x, double? low, double? high)
    {
        if (low is { } l)
            x = Binary(BinaryKind.Maximum, x, Constant(l, x.DType));
        return high is { } h ? Binary(BinaryKind.Minimum, x, Constant(h, x.DType)) : x.Contiguous();
    }

    /// <summary>x if x > 0, else slope · x.</summary>
    public static Tensor LeakyRelu(Tensor x, double slope) =>
        Select(Compare(CompareKind.Greater, x, Constant(0, x.DType)), x, Binary(BinaryKind.Multiply, x, Constant(slope, x.DType)));

    /// <summary>scale · (x if x > 0, else alpha · (exp(inputScale · x) − 1)).</summary>
    public static Tensor Elu(Tensor x, double alpha, double scale = 1, double inputScale = 1)
    {
        Tensor negative = Unary(UnaryKind.Expm1, Binary(BinaryKind.Multiply, x, Constant(inputScale, x.DType)));
        return Select(
            Compare(CompareKind.Greater, x, Constant(0, x.DType)),
            Binary(BinaryKind.Multiply, x, Constant(scale, x.DType)),
            Binary(BinaryKind.Multiply, negative, Constant(alpha * scale, x.DType)));
    }

    /// <summary>Any other function of one element, in float64.</summary>
    public static Tensor Map(Tensor x, Func<double, double> function) =>
        Map<double, double>(x.Cast(DType.Float64).Contiguous(), (values, result) =>
        {
            for (int i = 0; i < values.Length; i++)
                result[i] = function(values[i]);
        }).Cast(x.DType);

    /// <summary>The type in which elements of <paramref name="dtype"/> are computed.</summary>
    internal static DType ComputeType(DType dtype) => dtype switch
    {
        DType.Float32 or DType.Float16 or DType.BFloat16 => DType.Float32,
        DType.Float64 => DType.Float64,
        DType.Complex64 or DType.Complex128 => DType.Complex128,
        _ => DType.Int64,
    };

    private static Tensor Predicate(UnaryKind kind, Tensor x)
    {
        if (kind == UnaryKind.LogicalNot)
            return Map<bool, bool>(x.Cast(DType.Bool).Contiguous(), static (values, result) =>
            {
                for (int i = 0; i < values.Length; i++)
                    result[i] = !values[i];
            });
        return x.DType switch
        {
            DType.Complex64 or DType.Complex128 => Map(x.Cast(DType.Complex128).Contiguous(), ComplexFunctions.Predicate(kind)),
            DType.Float32 => Map(x.Contiguous(), FloatFunctions<float>.Predicate(kind)),
            _ => Map(x.Cast(DType.Float64).Contiguous(), FloatFunctions<double>.Predicate(kind)),
        };
    }

    private static Tensor Logical(BinaryKind kind, Tensor a, Tensor b) => Binary(
        kind switch
        {
            BinaryKind.LogicalAnd => BinaryKind.BitwiseAnd,
            BinaryKind.LogicalOr => BinaryKind.BitwiseOr,
            _ => BinaryKind.BitwiseXor,
        },
        a.Cast(DType.Bool),
        b.Cast(DType.Bool));

    private static unsafe Tensor Map<T, TResult>(Tensor x, UnaryKernel<T, TResult> kernel)
        where T : unmanaged
        where TResult : unmanaged
    {
        Tensor result = Tensor.Empty(DTypes.Of<TResult>(), x.Shape);
        if (x.Count == 0)
            return result;
        T* from = (T*)x.Address;
        var to = (TResult*)result.Address;
        Parallelism.ForRange(x.Count, WideCount, (start, end) =>
            kernel(new ReadOnlySpan<T>(from + start, (int)(end - start)), new Span<TResult>(to + start, (int)(end - start))));
        GC.KeepAlive(x);
        GC.KeepAlive(result);
        return result;
    }

    private static Tensor Constant(double value, DType dtype) => Tensor.Scalar(value).Cast(dtype);

    private static void CheckSameType(Tensor a, Tensor b)
    {
        if (a.DType != b.DType)
            throw new ArgumentException($"The operands are of {a.DType.Name()} and {b.DType.Name()}.", nameof(b));
    }
}
