namespace Nobuco.Tensors.Kernels;

/// <summary>
/// Element-wise functions with NumPy's broadcasting. Results are new contiguous tensors. Half-precision floats are computed in float32 and
/// integers in int64 and rounded (wrapped) once.
/// </summary>
public static class Elementwise
{
    private const int ParallelCount = 1 << 16;

    // Kernels of several passes stay in the first-level cache.
    private const int Chunk = 2048;

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
            DType.Float32 => Map(wide, SingleFunctions.Unary(kind) ?? FloatFunctions<float>.Unary(kind)),
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
        if (kind == BinaryKind.Power && a.DType.IsFloat() && b.Rank <= a.Rank && b.Count == 1 && SimplePower(b.ItemAsDouble()) is { } simple)
            return Unary(simple, a);
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
    public static Tensor LeakyRelu(Tensor x, double slope) => MapFloats(x, ParametricFunctions<float>.LeakyRelu(slope), ParametricFunctions<double>.LeakyRelu(slope));

    /// <summary>scale · (x if x > 0, else alpha · (exp(inputScale · x) − 1)).</summary>
    public static Tensor Elu(Tensor x, double alpha, double scale = 1, double inputScale = 1) =>
        MapFloats(x, ParametricFunctions<float>.Elu(alpha, scale, inputScale), ParametricFunctions<double>.Elu(alpha, scale, inputScale));

    /// <summary>log(1 + exp(beta · x)) / beta; x itself where beta · x > threshold.</summary>
    public static Tensor Softplus(Tensor x, double beta, double threshold) => Map(
        x, value => beta * value > threshold ? value : SpecialFunctions.Softplus(beta * value) / beta);

    /// <summary>Any other function of one element, in float64.</summary>
    public static Tensor Map(Tensor x, Func<double, double> function) =>
        Map<double, double>(x.Cast(DType.Float64).Contiguous(), (values, result) =>
        {
            for (int i = 0; i < values.Length; i++)
                result[i] = function(values[i]);
        }).Cast(x.DType);

    private static Tensor MapFloats(Tensor x, UnaryKernel<float, float> single, UnaryKernel<double, double> wide) =>
        x.DType == DType.Float64 ? Map(x.Contiguous(), wide) : Map(x.Cast(DType.Float32).Contiguous(), single).Cast(x.DType);

    /// <summary>The type in which elements of <paramref name="dtype"/> are computed.</summary>
    internal static DType ComputeType(DType dtype) => dtype switch
    {
        DType.Float32 or DType.Float16 or DType.BFloat16 => DType.Float32,
        DType.Float64 => DType.Float64,
        DType.Complex64 or DType.Complex128 => DType.Complex128,
        _ => DType.Int64,
    };

    private static UnaryKind? SimplePower(double exponent) => exponent switch
    {
        2 => UnaryKind.Square,
        0.5 => UnaryKind.Sqrt,
        -0.5 => UnaryKind.Rsqrt,
        -1 => UnaryKind.Reciprocal,
        _ => null,
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
        Parallelism.ForRange(x.Count, ParallelCount, (start, end) =>
        {
            for (long at = start; at < end; at += Chunk)
            {
                int length = (int)Math.Min(Chunk, end - at);
                kernel(new ReadOnlySpan<T>(from + at, length), new Span<TResult>(to + at, length));
            }
        });
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
