using Nobuco.Tensors;

namespace Nobuco.PyTorch.Aten;

/// <summary>PyTorch's type promotion (<c>torch.promote_types</c> and <c>torch.result_type</c>).</summary>
internal static class TypePromotion
{
    /// <summary>The type of the result of an operator on <paramref name="operands"/>.</summary>
    public static DType ResultType(params ReadOnlySpan<Operand> operands)
    {
        DType? tensors = null, scalars = null, numbers = null;
        foreach (Operand operand in operands)
        {
            if (operand.IsNumber)
                numbers = PromoteOptional(numbers, DefaultOf(operand.DType));
            else if (operand.Tensor.Rank == 0)
                scalars = PromoteOptional(scalars, operand.DType);
            else
                tensors = PromoteOptional(tensors, operand.DType);
        }
        return Combine(tensors, Combine(scalars, numbers)) ?? throw new ArgumentException("There is no operand.", nameof(operands));
    }

    public static DType ResultType(IEnumerable<Tensor> tensors) => ResultType([.. tensors.Select(tensor => (Operand)tensor)]);

    /// <summary>The type itself if it is floating or complex, float32 for integers and booleans.</summary>
    public static DType ToFloating(DType dtype) => dtype.IsFloat() || dtype.IsComplex() ? dtype : DType.Float32;

    /// <summary>True when an in-place operator may store a <paramref name="from"/> result in a tensor of type <paramref name="to"/>.</summary>
    public static bool CanCast(DType from, DType to) => Category(from) <= Category(to);

    /// <summary>The smallest type that both convert to.</summary>
    public static DType Promote(DType left, DType right)
    {
        if (left == right)
            return left;
        int a = Category(left), b = Category(right);
        if (a == 3 || b == 3)
            return PromoteComplex(left, right);
        if (a != b)
            return a > b ? left : right;
        return a == 2 ? PromoteFloats(left, right) : PromoteIntegers(left, right);
    }

    /// <summary>The real type of the parts of a complex type.</summary>
    public static DType ToReal(DType dtype) => dtype switch
    {
        DType.Complex64 => DType.Float32,
        DType.Complex128 => DType.Float64,
        _ => dtype,
    };

    public static DType ToComplex(DType dtype) => dtype is DType.Float64 or DType.Complex128 ? DType.Complex128 : DType.Complex64;

    private static DType PromoteComplex(DType left, DType right) =>
        left is DType.Complex128 or DType.Float64 || right is DType.Complex128 or DType.Float64 ? DType.Complex128 : DType.Complex64;

    private static DType PromoteFloats(DType left, DType right) =>
        left == DType.Float64 || right == DType.Float64 ? DType.Float64 : DType.Float32;

    private static DType PromoteIntegers(DType left, DType right)
    {
        if (left is DType.UInt16 or DType.UInt32 or DType.UInt64 || right is DType.UInt16 or DType.UInt32 or DType.UInt64)
            throw new ArgumentException($"There is no promotion of {left.Name()} and {right.Name()}.", nameof(right));
        if (left == DType.UInt8 || right == DType.UInt8)
        {
            DType other = left == DType.UInt8 ? right : left;
            return other == DType.Int8 ? DType.Int16 : other;
        }
        return left.Size() > right.Size() ? left : right;
    }

    private static DType? PromoteOptional(DType? left, DType right) => left is { } known ? Promote(known, right) : right;

    /// <summary>The type of lower weight only counts when it is of a higher category.</summary>
    private static DType? Combine(DType? higher, DType? lower)
    {
        if (higher is not { } high)
            return lower;
        if (lower is not { } low || Category(low) <= Category(high))
            return high;
        return high.IsFloat() ? ToComplex(high) : Promote(high, low);
    }

    private static DType DefaultOf(DType number) => number switch
    {
        DType.Float64 => DType.Float32,
        DType.Complex128 => DType.Complex64,
        _ => number,
    };

    private static int Category(DType dtype) => dtype.IsComplex() ? 3 : dtype.IsFloat() ? 2 : dtype == DType.Bool ? 0 : 1;
}
